import type { ShardDeath } from '../../harness/protocol.ts';

/** What V8 and Node print before they abort a process for want of memory. */
const OUT_OF_MEMORY =
  /out of memory|Allocation failed|invalid (?:table|array|string) (?:size|length)|Fatal JavaScript|allocation size overflow|std::bad_alloc/i;

/**
 * Why a whole shard process ended, from what is left of it.
 * @param isStuck It was killed because it showed no sign of life.
 */
export function deathOfProcess(
  code: number | null,
  signal: NodeJS.Signals | null,
  stderr: string,
  isStuck: boolean,
): Omit<ShardDeath, 'journal'> {
  if (isStuck) return { outcome: 'timed-out', detail: 'the process showed no sign of life' };
  const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
  const line = stderr.split('\n').find((text) => OUT_OF_MEMORY.test(text));
  if (line !== undefined) return { outcome: 'out-of-memory', detail: `${how}: ${line.trim()}` };
  // A shard kills itself when a worker cannot be terminated; the kernel does when memory is short.
  if (signal === 'SIGKILL') return { outcome: 'timed-out', detail: 'could not be terminated' };
  const first = stderr.split('\n').find((text) => text.trim() !== '');
  return { outcome: 'crashed', detail: first === undefined ? how : `${how}: ${first.trim()}` };
}

/** Whether Ctrl-C ended it: only a process that has not begun to listen dies of it, see harness/js/shard.ts. */
export function isByInterrupt({ outcome, detail }: Omit<ShardDeath, 'journal'>): boolean {
  return outcome === 'crashed' && detail.startsWith('signal SIGINT');
}
