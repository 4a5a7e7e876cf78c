import { basename, relative } from 'node:path';

/** A source file relative to the entry's directory, with forward slashes: the same on every machine. */
export function nameFile(path: string, entryFile: string): string {
  const name = relative(entryFile, path);
  return name === '' ? basename(path) : name.replace(/^\.\.[\\/]/, '').replaceAll('\\', '/');
}
