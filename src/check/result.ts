import type { Growth } from '../core/finding.ts';
import type { HotLine, RunVersions } from '../core/run-record.ts';
import type { TestFigures } from './figures.ts';

/** What became of one test or of a suite's growth. */
export type Verdict = 'regression' | 'improvement' | 'same';

/** What the whole check says: the exit codes 0, 1 and 2. */
export type CheckVerdict = 'ok' | 'regression' | 'inconclusive';

/** A line that is hot now, in a function that costs more than before. */
export interface HotterLine extends HotLine {
  /** Steps of the line's function now and before; before is undefined when it was not among the costliest. */
  readonly functionSteps: number;
  readonly functionBefore: number | undefined;
}

/** CPU time without instrumentation, one timed call per fresh process. */
export interface TimedCalls {
  /** Milliseconds; the median of the calls, and the smallest and the largest. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly calls: number;
}

/** Tells how long a suspected test takes; decides nothing. */
export interface CheckTiming {
  /** Undefined where there is no earlier program to run: with a baseline file. */
  readonly before: TimedCalls | undefined;
  readonly after: TimedCalls;
}

export interface TestCheck {
  /** Relative to the suite. */
  readonly file: string;
  readonly verdict: Verdict;
  readonly before: TestFigures;
  readonly after: TestFigures;
  /** after.steps / before.steps; a lower bound when the test ran out of its fuel. */
  readonly factor: number;
  readonly isLowerBound: boolean;
  /** Relative increase that was allowed. */
  readonly tolerance: number;
  readonly isOutputChanged: boolean;
  /** The costliest lines that got hotter; empty when none did. */
  readonly hotter: readonly HotterLine[];
  readonly timing?: CheckTiming;
}

export interface GrowthCheck {
  readonly verdict: Verdict;
  readonly before: Growth;
  readonly after: Growth;
  /** `size`, or the place of the number that was scaled. */
  readonly axis: string;
}

/** A suite that was compared. */
export interface ComparedSuite {
  readonly status: 'compared';
  /** Path as it is told to users. */
  readonly suite: string;
  readonly target: string;
  /** Absolute path of the file that holds the entry. */
  readonly entryFile: string;
  readonly tests: readonly TestCheck[];
  readonly growth: GrowthCheck | undefined;
  /** Words of the command line that runs a test of it again, without the test. */
  readonly rerun: readonly string[];
}

/** A suite that could not be compared, and why. */
export interface UncomparedSuite {
  /** `new` where there is nothing yet to compare with: no failure by itself. */
  readonly status: 'new' | 'failed';
  readonly suite: string;
  readonly target: string;
  readonly reason: string;
  readonly hint: string | undefined;
}

export type SuiteCheck = ComparedSuite | UncomparedSuite;

/** What is compared with. */
export type Against =
  | { readonly kind: 'baseline'; readonly file: string }
  | { readonly kind: 'base'; readonly ref: string; readonly commit: string };

/** What `slowpath check --format json` prints. */
export interface CheckResult {
  readonly version: 1;
  readonly verdict: CheckVerdict;
  readonly against: Against;
  /** Relative increase that is allowed where a test does not say otherwise. */
  readonly tolerance: number;
  readonly suites: readonly SuiteCheck[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
  /** The baseline now holds what was measured. */
  readonly isUpdated: boolean;
  readonly versions: RunVersions;
}
