import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CatalogueEntry } from './catalogue.ts';

/** Seen from dist/bench/packages; not under version control. */
const INSTALLED = fileURLToPath(new URL('../../../bench/packages/installed/', import.meta.url));
const INSTALL_MS = 180_000;

/** A version of an entry's package on disk, with the modules that the benchmark has written beside it. */
export interface InstalledVersion {
  readonly directory: string;
  /** Module whose one export calls the package with the input. */
  readonly wrapper: string;
}

/** Both versions of an entry, and the known slow input. */
export interface InstalledEntry {
  readonly bad: InstalledVersion;
  readonly good: InstalledVersion;
  /** Length of the known input and the input itself, for a value of n. */
  readonly known: (n: number) => unknown;
}

/**
 * Installs both versions, each alone and without running its scripts, unless they are there already. What it writes
 * beside them comes from the catalogue, so it is code of this project.
 */
export async function installEntry(entry: CatalogueEntry): Promise<InstalledEntry> {
  const bad = await installVersion(entry, entry.bad);
  const good = await installVersion(entry, entry.good);
  const file = join(bad.directory, `${entry.id}.known.mjs`);
  writeFileSync(file, `export const known = (n) => ${entry.input};\n`);
  const module: unknown = await import(file);
  const known: unknown = Reflect.get(Object(module), 'known');
  if (typeof known !== 'function') throw new TypeError(`${file} exports no function`);
  return { bad, good, known: (n) => Reflect.apply(known, undefined, [n]) };
}

async function installVersion(entry: CatalogueEntry, version: string): Promise<InstalledVersion> {
  const directory = join(INSTALLED, `${entry.package.replace('/', '+')}@${version}`);
  if (!existsSync(join(directory, 'node_modules', entry.package, 'package.json'))) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', directory];
    await promisify(execFile)('npm', ['i', ...flags, `${entry.package}@${version}`], {
      timeout: INSTALL_MS,
    });
  }
  return { directory, wrapper: writeWrapper(entry, directory) };
}

function writeWrapper({ id, entry }: CatalogueEntry, directory: string): string {
  const isModule = entry.load === 'esm';
  const wrapper = join(directory, `${id}.${isModule ? 'mjs' : 'cjs'}`);
  const specifier = JSON.stringify(entry.import);
  const text = isModule
    ? [
        `import * as m from ${specifier};`,
        `const call = ${entry.call};`,
        'export default (x) => call(m, x);',
      ]
    : [
        `const m = require(${specifier});`,
        `const call = ${entry.call};`,
        'module.exports = (x) => call(m, x);',
      ];
  writeFileSync(wrapper, `${text.join('\n')}\n`);
  return wrapper;
}
