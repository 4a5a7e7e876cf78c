import type { Outcome } from '../../harness/protocol.ts';
import type { Growth } from '../core/finding.ts';

/** What one test of a suite costs on one version of the program. */
export interface TestFigures {
  readonly steps: number;
  readonly size: number;
  readonly outcome: Outcome;
  /** Digest of the result or of what was printed. */
  readonly output: string;
  /** Steps of the costliest functions, by `file function`; costliest first. */
  readonly functions: Readonly<Record<string, number>>;
}

/** What a whole suite costs on one version of the program. */
export interface SuiteFigures {
  /** As the suite names it. */
  readonly target: string;
  /** Of the suite's tests, see {@link suiteHash}. */
  readonly suite: string;
  /** Of the costliest pattern; absent when too few sizes could be measured. */
  readonly growth?: Growth;
  /** What the x axis of growth is when it is not the size. */
  readonly growthAxis?: string;
  /** By test file, in the order of the suite. */
  readonly tests: Readonly<Record<string, TestFigures>>;
}
