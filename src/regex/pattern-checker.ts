import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PatternText } from '../core/pattern.ts';
import type { PatternVerdict } from './attack.ts';

/** Finds out which patterns can be slow, and on what texts. */
export interface PatternChecker {
  /**
   * A pattern that was checked before is not checked again.
   * @param signal what is not checked when it aborts is `unfinished`
   * @returns one verdict a pattern, same order; the same on every machine, but for `unfinished`.
   */
  check(patterns: readonly PatternText[], signal: AbortSignal): Promise<readonly PatternVerdict[]>;
}

export interface PatternCheckerOptions {
  /** Time for one pattern. Far more than the limits on its work take, so that it ends only what hangs. Milliseconds. */
  readonly guardMs: number;
  /** Threads at most. */
  readonly threads: number;
}

/** Starting a thread costs as much as checking so many patterns. */
const PATTERNS_PER_THREAD = 4;

const UNFINISHED: PatternVerdict = { kind: 'unfinished' };

/** Threads live no longer than a call of `check`. */
export function createPatternChecker({ guardMs, threads }: PatternCheckerOptions): PatternChecker {
  const known = new Map<string, PatternVerdict>();
  const keyOf = ({ source, flags }: PatternText): string => `${flags}/${source}`;

  /** Takes patterns from the queue until it is empty. */
  const serve = async (queue: PatternText[], signal: AbortSignal): Promise<void> => {
    let thread: Worker | undefined;
    try {
      for (let pattern = queue.shift(); pattern !== undefined; pattern = queue.shift()) {
        if (signal.aborted) return;
        thread ??= startThread();
        const verdict = await ask(
          thread,
          pattern,
          AbortSignal.any([signal, AbortSignal.timeout(guardMs)]),
        );
        if (!signal.aborted) known.set(keyOf(pattern), verdict);
        if (verdict.kind !== 'unfinished') continue;
        await thread.terminate();
        thread = undefined;
      }
    } finally {
      await thread?.terminate();
    }
  };
  return {
    check: async (patterns, signal) => {
      const fresh = new Map(patterns.map((pattern) => [keyOf(pattern), pattern]));
      const queue = [...fresh].filter(([key]) => !known.has(key)).map(([, pattern]) => pattern);
      const count = Math.min(threads, Math.ceil(queue.length / PATTERNS_PER_THREAD));
      await Promise.all(Array.from({ length: count }, async () => await serve(queue, signal)));
      return patterns.map((pattern) => known.get(keyOf(pattern)) ?? UNFINISHED);
    },
  };
}

function startThread(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const script = isSource ? '../../dist/src/regex/checker-thread.js' : './checker-thread.js';
  // The backend in JavaScript: the others are programs of their own. Nothing else of the environment is its business.
  const env = { RECHECK_BACKEND: 'pure', RECHECK_SYNC_BACKEND: 'pure' };
  const thread = new Worker(fileURLToPath(new URL(script, import.meta.url)), { env, execArgv: [] });
  // Only check() waits for it; a parent that ends takes it along.
  thread.unref();
  return thread;
}

async function ask(
  thread: Worker,
  pattern: PatternText,
  signal: AbortSignal,
): Promise<PatternVerdict> {
  thread.postMessage(pattern);
  try {
    // The thread is our own code and answers so.
    const [verdict] = (await once(thread, 'message', { signal })) as [PatternVerdict];
    return verdict;
  } catch {
    // Aborted, or the thread died of it: nothing is known either way.
    return UNFINISHED;
  }
}
