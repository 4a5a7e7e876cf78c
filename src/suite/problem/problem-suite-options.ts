import type { TestOracle } from '../../core/evaluation.ts';
import type { Measurement } from '../../core/executor.ts';
import type { Finding, Growth } from '../../core/finding.ts';
import type { InputModel } from '../../core/input-model.ts';
import type { NewSuite, NewTest } from '../suite-file.ts';
import type { TestInput } from '../test-file.ts';
import type { ScoredInput } from './scored-input.ts';

/** A solution as the suite tells of it. */
export interface SuiteSolution {
  readonly name: string;
  /** Declared growth class. */
  readonly class: string;
  /** Of the class, 0 for the most efficient. */
  readonly rank: number;
  /** Everything that its search found. */
  readonly findings: readonly Finding[];
  /** Of its costliest pattern. */
  readonly growth: Growth | undefined;
  /** Recipes that its search could make inputs by, expressions by place. */
  readonly recipes: readonly {
    readonly id: string;
    readonly input: Readonly<Record<string, string>>;
  }[];
  /** Its hottest lines in a measurement with hits. */
  readonly hottest: (hits: Int32Array) => NewTest['hot'];
}

export interface BuildProblemSuiteOptions<G> {
  readonly id: string;
  readonly model: InputModel<G>;
  readonly solutions: readonly SuiteSolution[];
  /** Everything that was found on all solutions together: what inputs without a finder descend from. */
  readonly found: readonly Finding[];
  /** Runs inputs on every solution, in fresh state. @returns `rows[input][solution]`, with hits */
  readonly measure: (
    inputs: readonly string[],
    maxSteps: number,
  ) => Promise<readonly (readonly Measurement[])[]>;
  /** Runs inputs on one solution, in fresh state. */
  readonly measureOn: (
    solution: number,
    inputs: readonly string[],
    maxSteps: number,
  ) => Promise<readonly Measurement[]>;
  /** What should come of an input, from what the solutions say. */
  readonly expect: (
    input: string,
  ) => Promise<{ readonly expected: string | undefined; readonly oracle: TestOracle }>;
  /** What a test file holds for an encoded input. */
  readonly render: (encoded: string) => TestInput;
  /** Encoded inputs that are the problem's own: no test may be one of them. */
  readonly seeds: ReadonlySet<string>;
  readonly about: Omit<NewSuite, 'tests' | 'growths' | 'problem'>;
  /** Steps in a second of CPU time, without instrumentation. */
  readonly stepsPerSecond: number;
  /** Tests at most. */
  readonly count: number;
  /** Largest size to make. */
  readonly maxSize: number;
  readonly minimiseExecutions: number;
  readonly minimiseSteps: number;
}

/**
 * What a test may cost the slowest solution, in seconds of the pace: enough to be seen by a clock, little enough that nobody
 * takes it for a hang (shared lesson of EvalPerf, Mercury, EffiBench-X: inputs that time out are dropped).
 */
export const TEST_SECONDS: readonly [low: number, high: number] = [0.3, 0.9];
/** A test on its way. */
export interface TestDraft {
  readonly input: ScoredInput;
  readonly origin: TestOrigin;
}

/** What a test was before it was made smaller. */
export interface TestOrigin {
  /** Scalars. */
  readonly size: number;
  /** On the solution that it costs most. */
  readonly steps: number;
  /** Of the test's file. */
  readonly bytes: number;
}
