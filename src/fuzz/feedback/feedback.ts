import type { Host } from '../../../harness/protocol.ts';
import type { Entry, Level } from '../archive.ts';
import type { Run } from '../run.ts';

/**
 * One way in which an execution can be worth keeping. Constraints become further implementations of this port.
 */
export interface Feedback {
  readonly name: string;
  /** Whether the last execution deserves a place. On the hot path: allocates nothing. */
  interesting(run: Run, host: Host, level: Level, lineage: number): boolean;
  /** Gives the entry its places and appends the reasons. Called once for entries that any feedback finds interesting. */
  claim(entry: Entry, run: Run, host: Host, level: Level): void;
}
