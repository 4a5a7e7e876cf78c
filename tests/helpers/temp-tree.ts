import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file's content: text as it is, anything else as JSON; `{ link: 'target' }` makes a symbolic link. */
export type TreeEntry = string | object | { readonly link: string };

/**
 * Writes a directory tree that lives as long as the running test. Keys are paths with forward slashes.
 * @returns its absolute path, symbolic links followed.
 */
export function makeTree(files: Readonly<Record<string, TreeEntry>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slowpath-test-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [name, entry] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof entry === 'string') writeFileSync(path, entry);
    else if ('link' in entry && typeof entry.link === 'string') symlinkSync(entry.link, path);
    else writeFileSync(path, JSON.stringify(entry));
  }
  return root;
}
