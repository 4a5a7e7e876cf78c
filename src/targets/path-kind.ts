import { statSync } from 'node:fs';

/** What an existing path is; symbolic links are followed. */
export type PathKind = 'file' | 'directory';

/** @returns undefined when nothing is there, or nothing that this process may look at. */
export function pathKind(path: string): PathKind | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) return 'directory';
    return stats.isFile() ? 'file' : undefined;
  } catch {
    // Not a directory on the way, no permission, a loop of links, a name too long: nothing to load either way.
    return undefined;
  }
}

export function isFile(path: string): boolean {
  return pathKind(path) === 'file';
}
