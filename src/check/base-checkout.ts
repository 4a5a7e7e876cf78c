import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { openGitTree, resolveCommit } from './git.ts';
import { linkDependencies } from './link-dependencies.ts';

/** Another commit of the repository, in a directory of its own. */
export interface BaseCheckout {
  /** Full name of the commit. */
  readonly commit: string;
  /** Absolute path of the repository. */
  readonly top: string;
  /** Where a path of the working tree lies in it; paths outside of the repository are themselves. */
  readonly counterpart: (path: string) => string;
  /** Removes it. */
  readonly close: () => Promise<void>;
}

/**
 * Checks a commit out into a temporary worktree and gives it its dependencies. Hooks of the repository are not run.
 * @throws UsageError when there is no repository or no such commit; DataError when its dependencies cannot be installed.
 */
export async function openBaseCheckout(
  ref: string,
  cwd: string,
  signal: AbortSignal,
): Promise<BaseCheckout> {
  const tree = await openGitTree(cwd, signal);
  const commit = await resolveCommit(tree, ref);
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'slowpath-base-')));
  const path = join(parent, 'tree');
  const top = realpathSync(tree.top);
  const close = async (): Promise<void> => {
    // Aborted or not, what was made is removed: a signal of its own.
    const own = await openGitTree(top, new AbortController().signal);
    await own.git('worktree', 'remove', '--force', path).catch(() => undefined);
    rmSync(parent, { recursive: true, force: true });
    await own.git('worktree', 'prune').catch(() => undefined);
  };
  try {
    await tree.git(
      '-c',
      'core.hooksPath=/dev/null',
      'worktree',
      'add',
      '--quiet',
      '--detach',
      path,
      commit,
    );
    const manifests = await tree.git('ls-tree', '-r', '--name-only', '-z', commit);
    const packages = manifests
      .split('\0')
      .filter((name) => /(?:^|\/)package\.json$/.test(name) && !name.includes('node_modules/'))
      .map((name) => dirname(name));
    await linkDependencies({ from: top, to: path, packages }, signal);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    commit,
    top,
    counterpart: (file) => {
      const inside = relative(top, file);
      return inside.startsWith('..') ? file : join(path, inside);
    },
    close,
  };
}
