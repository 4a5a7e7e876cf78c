import { execFile } from 'node:child_process';
import { UsageError } from '../core/errors.ts';

/** What a command printed and how it ended. */
interface CommandEnd {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Output of a command that is kept. Bytes. */
const MAX_OUTPUT = 1 << 26;

/**
 * Runs a command to its end; it may end badly.
 * @throws UsageError when there is no such command; the signal's reason when it is aborted.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<CommandEnd> {
  const { cwd, signal, timeoutMs } = options;
  return await new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      {
        cwd,
        signal,
        encoding: 'utf8',
        maxBuffer: MAX_OUTPUT,
        ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' }),
      },
      (error, out, talk) => {
        if (signal.aborted) reject(signal.reason as Error);
        else if (error && error.code === 'ENOENT')
          reject(new UsageError(`there is no command \`${command}\` here`, { cause: error }));
        else resolve({ code: exitCode(error), out, talk });
      },
    );
  });
}

function exitCode(error: { readonly code?: unknown } | null): number {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}

/** A working tree of git, and what is checked out of it. */
export interface GitTree {
  /** Absolute path of its top. */
  readonly top: string;
  /** Runs git in it. @throws UsageError with what git said when it fails. */
  readonly git: (...args: readonly string[]) => Promise<string>;
}

/** @throws UsageError when the directory is in no working tree. */
export async function openGitTree(cwd: string, signal: AbortSignal): Promise<GitTree> {
  const found = await runCommand('git', ['rev-parse', '--show-toplevel'], { cwd, signal });
  if (found.code !== 0)
    throw new UsageError(`--base needs a git repository, and ${cwd} is in none`, {
      hint: 'compare with a committed file instead: --baseline <file>',
    });
  const top = found.out.trim();
  const git = async (...args: readonly string[]): Promise<string> => {
    const { code, out, talk } = await runCommand('git', args, { cwd: top, signal });
    if (code !== 0) throw new UsageError(`git ${args[0] ?? ''} failed: ${lastLine(talk)}`);
    return out;
  };
  return { top, git };
}

/** @throws UsageError when the repository knows no such commit. */
export async function resolveCommit(tree: GitTree, ref: string): Promise<string> {
  try {
    const spec = ['--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
    return (await tree.git('rev-parse', ...spec)).trim();
  } catch (cause) {
    throw new UsageError(`--base ${ref}: the repository has no such commit`, {
      hint: 'fetch it first; a shallow clone of a CI job lacks it: check out with fetch-depth: 0',
      cause,
    });
  }
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
