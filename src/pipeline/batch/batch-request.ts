import type { OptionSet } from '../../config/options.ts';

export interface BatchRequest {
  /** Absolute path of a directory of problem directories. */
  readonly directory: string;
  /** As the user wrote it. */
  readonly shownDirectory: string;
  /** Absolute path of the directory to write to. */
  readonly out: string;
  /** Options of every problem; time and executions are those of the whole. */
  readonly options: OptionSet;
  /** Problems at a time. */
  readonly jobs: number;
  readonly cwd: string;
}
