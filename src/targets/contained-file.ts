import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { DataError } from '../core/errors.ts';

/**
 * The real path of a file that a document names, proven to lie inside the document's directory however many symbolic
 * links are on the way.
 * @param where what to blame: file and JSON path.
 * @throws DataError when it is missing or outside.
 */
export function containedFile(directory: string, name: string, where: string): string {
  let root: string;
  let path: string;
  try {
    root = realpathSync(directory);
    path = realpathSync(join(directory, name));
  } catch (error) {
    throw new DataError(`${where}: there is no file "${name}" in ${directory}.`, { cause: error });
  }
  const inside = relative(root, path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new DataError(`${where}: "${name}" leads out of ${directory}.`);
  }
  return path;
}
