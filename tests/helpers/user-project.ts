import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What a user has beside slowpath. */
const NEIGHBOURS = ['fast-check', 'pure-rand', 'semver', '@types/node'];

/**
 * A directory with slowpath and some packages installed in it, by links.
 * @returns its path, and what removes it
 */
export function makeUserProject(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'slowpath-user-'));
  const modules = join(path, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(join(modules, '@types'));
  symlinkSync(ROOT, join(modules, 'slowpath'), 'junction');
  for (const name of NEIGHBOURS) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }\n');
  // As npm makes it for a package's command.
  const command = `#!/bin/sh\nexec node "${join(ROOT, 'dist/src/cli/main.js')}" "$@"\n`;
  writeFileSync(join(modules, '.bin/slowpath'), command, { mode: 0o755 });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
