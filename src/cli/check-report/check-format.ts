import type { CheckResult } from '../../check/result.ts';
import type { Paint } from '../../report/paint.ts';

/** Where a result is shown. */
export interface CheckPlace {
  /** Files are told relative to it. */
  readonly cwd: string;
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  /** Path of a suite from {@link cwd}, by how the result names it. */
  readonly directoryOf: (suite: string) => string;
}

/** The text of a result. */
export type CheckFormat = (result: CheckResult, place: CheckPlace) => string;
