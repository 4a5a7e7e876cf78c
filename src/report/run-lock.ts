import { UsageError } from '../core/errors.ts';
import type { RunFiles } from './run-files.ts';

/** Which process writes to a run directory. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Whether a process of this host is running. */
  isAlive(pid: number): boolean;
}

/**
 * Takes the lock file, so that two processes never write into one run. A lock left by a process of this host that has
 * ended is taken over.
 * @returns releases the lock
 * @throws UsageError when another process holds it.
 */
export function takeLock(files: RunFiles, path: string, owner: LockOwner): () => void {
  const mine = `${owner.pid} ${owner.host}\n`;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (files.createExclusive(path, mine)) return () => files.remove(path);
    const [pid = '', host = ''] = files.read(path).trim().split(' ');
    const isMine = Number(pid) === owner.pid && host === owner.host;
    const isLeft = host === '' || (host === owner.host && !owner.isAlive(Number(pid)));
    if (!isMine && !isLeft) {
      throw new UsageError(`another slowpath (process ${pid} on ${host}) is writing to this run`, {
        hint: `wait for it, give another --out, or delete ${path} if that process is gone`,
      });
    }
    files.remove(path);
  }
  throw new UsageError('another slowpath began to write to this run at the same moment', {
    hint: 'wait for it, or give another --out',
  });
}
