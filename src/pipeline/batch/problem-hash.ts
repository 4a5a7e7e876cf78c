import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a campaign depends on; what is written beside them does not count. */
const PARTS = ['problem.json', 'spec.json', 'checker.js', 'checker.ts', 'solutions', 'tests'];

/** SHA-256 over the files of a problem directory that decide what a campaign finds: hex. Unreadable files count as empty. */
export function hashProblem(directory: string): string {
  const hash = createHash('sha256');
  for (const part of PARTS) addPath(hash, directory, part);
  return hash.digest('hex');
}

function addPath(hash: ReturnType<typeof createHash>, root: string, name: string): void {
  for (const child of children(join(root, name))) {
    if (child === '') addFile(hash, root, name);
    else addPath(hash, root, `${name}/${child}`);
  }
}

/** Names in a directory, sorted; one empty name for a file; none when nothing is there. */
function children(path: string): readonly string[] {
  try {
    return readdirSync(path).toSorted();
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR' ? [''] : [];
  }
}

function addFile(hash: ReturnType<typeof createHash>, root: string, name: string): void {
  try {
    const content = createHash('sha256').update(readFileSync(join(root, name)));
    hash.update(`${name}\0${content.digest('hex')}\n`);
  } catch {
    hash.update(`${name}\0unreadable\n`);
  }
}
