import type { ProblemRun } from '../../src/core/problem-run.ts';
import type { GrowthClass } from '../../src/core/finding.ts';
import type { Suite, SuiteTest } from '../../src/suite/suite-schema.ts';

type Growth = Suite['growths'][number];

/** A test against the input that it came from: shares that are left of it. */
export interface TestSizes {
  /** Growth class of the slowest solution's costliest pattern. */
  readonly growth: GrowthClass | 'unknown';
  /**
   * Least share of the scalars that can be left at 95 % of the cost where every element carries cost, by the fitted exponent p:
   * the p-th root of 0.95, in whole scalars.
   */
  readonly attainable: number | undefined;
  /** Of the input that was selected, before it was made smaller: scalars, and bytes of the file. */
  readonly size: number;
  readonly bytes: number;
  /** The same of the input as the search found it, before its pattern was brought to another size. */
  readonly foundSize: number;
  readonly foundBytes: number;
  /** Cost on the slowest solution over that of the input that was selected. */
  readonly cost: number;
}

/** What the suite of one problem comes to. */
export interface SuiteRow {
  readonly problem: string;
  /** Distinct declared classes. */
  readonly classes: number;
  readonly tests: number;
  /** Share of pairs of different classes in the declared order: of the problem's own tests, and of the suite. */
  readonly before: number;
  readonly after: number;
  /** Pairs that the suite does not order as declared: `slower > faster`. */
  readonly lost: readonly string[];
  /** All tests on the slowest solution, at the pace that the run measured. Seconds. */
  readonly slowestSeconds: number;
  readonly sizes: readonly TestSizes[];
  readonly duplicates: number;
  /** Tests that are one of the problem's own inputs. */
  readonly seeds: number;
  /** Tests whose expected output is agreed on. */
  readonly agreed: number;
  readonly setAside: number;
  /** Wall time. Milliseconds. */
  readonly ms: number;
}

/** Of its cost a smaller test keeps so much. */
const KEPT_COST = 0.95;

/**
 * @param hasSeed whether the test with this hash is one of the problem's own inputs
 * @param bytesOf length of a test's file
 */
export function suiteRow(
  problem: string,
  suite: Suite,
  run: ProblemRun,
  hasSeed: (sha256: string) => boolean,
  bytesOf: (file: string) => number,
  ms: number,
): SuiteRow {
  const names = run.solutions.map(({ name }) => name);
  const totals = names.map((name) =>
    suite.tests.reduce((sum, { costs }) => sum + (costs?.[name]?.steps ?? 0), 0),
  );
  const after = run.separation?.suite;
  return {
    problem,
    classes: new Set(run.solutions.map(({ rank }) => rank)).size,
    tests: suite.tests.length,
    before: run.separation?.defaultTests.agreement ?? 1,
    after: after?.agreement ?? 1,
    lost: [...(after?.ties ?? []), ...(after?.reversed ?? [])].map(
      ([slower, faster]) => `${short(slower)} > ${short(faster)}`,
    ),
    slowestSeconds: Math.max(0, ...totals) / run.stepsPerSecond,
    sizes: suite.tests.map((test) => sizesOf(test, suite, bytesOf(test.file))),
    duplicates: suite.tests.length - new Set(suite.tests.map(({ sha256 }) => sha256)).size,
    seeds: suite.tests.filter(({ sha256, isSeed }) => isSeed || hasSeed(sha256)).length,
    agreed: suite.tests.filter(({ output }) => output !== undefined).length,
    setAside: run.setAside.length,
    ms,
  };
}

function sizesOf(test: SuiteTest, { growths }: Suite, bytes: number): TestSizes {
  const growth = test.growth === undefined ? undefined : growths[test.growth];
  const { size, steps, minimisedFrom: selected, calibratedFrom } = test;
  const found = calibratedFrom ?? selected;
  return {
    growth: growth?.class ?? 'unknown',
    attainable: growth && attainable(selected?.size ?? size, growth),
    size: size / (selected?.size ?? size),
    bytes: bytes / (selected?.bytes ?? bytes),
    foundSize: size / (found?.size ?? size),
    foundBytes: bytes / (found?.bytes ?? bytes),
    cost: steps / (selected?.steps ?? steps),
  };
}

function attainable(size: number, { exponent }: Growth): number {
  // What grows slower than linearly is no more than so many elements that each cost the same.
  const share = KEPT_COST ** (1 / Math.max(1, exponent));
  return Math.ceil(size * share - 1e-9) / size;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function short(name: string): string {
  return name.replace(/^solutions\//, '').replace(/\.\w+$/, '');
}
