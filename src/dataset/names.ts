import { fileName } from './problem-record.ts';

/**
 * Gives names that are safe as file names and unique in whatever case, as near to the wanted ones as can be.
 * @returns a function that takes the wanted name and gives the one to use
 */
export function createNamer(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const safe = safeName(wanted);
    const dot = safe.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
    let name = safe;
    for (let next = 2; taken.has(name.toLowerCase()); next++) name = `${stem}-${next}${extension}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** Room for a number that makes it unique. */
const MAX_STEM = 100;

function safeName(wanted: string): string {
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(wanted)?.[0] ?? '';
  const stem = wanted.slice(0, wanted.length - extension.length);
  const safe = stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_STEM);
  const name = (safe === '' ? 'unnamed' : safe) + extension;
  return fileName.safeParse(name).success ? name : `_${name.replace(/\.+$/, '')}`;
}

/** `1003_A. Polycarp's Pockets` → `1003-a-polycarp-s-pockets`. */
export function createIdMaker(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const words = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80)
      .replace(/^-+|-+$/g, '');
    const base = words === '' ? 'problem' : words;
    let id = base;
    for (let next = 2; taken.has(id); next++) id = `${base}-${next}`;
    taken.add(id);
    return id;
  };
}
