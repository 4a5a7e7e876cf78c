import type { ProblemRun } from '../../src/core/problem-run.ts';
import type { Suite } from '../../src/suite/suite-schema.ts';

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
  /** Median over the tests of size / size of the input that it came from. */
  readonly minimised: number | undefined;
  readonly duplicates: number;
  /** Tests that are one of the problem's own inputs. */
  readonly seeds: number;
  /** Tests whose expected output is agreed on. */
  readonly agreed: number;
  readonly setAside: number;
  /** Wall time. Milliseconds. */
  readonly ms: number;
}

/** @param hasSeed whether the test with this hash is one of the problem's own inputs */
export function suiteRow(
  problem: string,
  suite: Suite,
  run: ProblemRun,
  hasSeed: (sha256: string) => boolean,
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
    minimised: median(
      suite.tests.map(({ size, minimisedFrom }) => size / (minimisedFrom?.size ?? size)),
    ),
    duplicates: suite.tests.length - new Set(suite.tests.map(({ sha256 }) => sha256)).size,
    seeds: suite.tests.filter(({ sha256, isSeed }) => isSeed || hasSeed(sha256)).length,
    agreed: suite.tests.filter(({ output }) => output !== undefined).length,
    setAside: run.setAside.length,
    ms,
  };
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function short(name: string): string {
  return name.replace(/^solutions\//, '').replace(/\.\w+$/, '');
}
