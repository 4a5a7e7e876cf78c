import type { NewSuite, NewTest } from '../suite-file.ts';
import { calibrateCostly } from './calibrate-costly.ts';
import { describeTest, rolesOf } from './describe-test.ts';
import { minimiseTests } from './minimise-tests.ts';
import {
  type BuildProblemSuiteOptions,
  TEST_SECONDS,
  type TestOrigin,
} from './problem-suite-options.ts';
import { costsOf, type ScoredInput, stepsOn } from './scored-input.ts';
import { selectSeparating } from './select-separating.ts';
import { type Pair, separationOf } from './separation.ts';

export interface BuiltProblemSuite {
  readonly suite: NewSuite;
  /** The tests, in order, as they were measured last. */
  readonly tests: readonly ScoredInput[];
}

/** And all of them together. */
const TOTAL_SECONDS = 9.5;

/**
 * From inputs that were run on every solution to a suite that orders them: patterns that cost too much are brought to a size
 * that takes 0.3 to 0.9 s at the problem's pace, tests are selected for what they separate, each is made smaller as long as it
 * keeps its cost and every ratio between solutions of different classes, and its expected output is agreed on.
 * Deterministic: reads steps, sizes and the given pace only.
 */
export async function buildProblemSuite<G>(
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<BuiltProblemSuite> {
  const { solutions, stepsPerSecond, count } = options;
  const ranks = solutions.map(({ rank }) => rank);
  const calibrated = await calibrateCostly(scored, options);
  const origins = new Map(calibrated.map(({ input, origin }) => [input, origin]));
  const chosen = selectSeparating(
    [...scored, ...origins.keys()].filter(({ finding }) => !options.seeds.has(finding.input)),
    {
      ranks,
      count,
      maxSteps: TEST_SECONDS[1] * stepsPerSecond,
      maxTotalSteps: TOTAL_SECONDS * stepsPerSecond,
    },
  ).toSorted((a, b) => stepsOn(b, b.slowest) - stepsOn(a, a.slowest));
  const drafts = await minimiseTests(chosen, scored, options);
  const roles = rolesOf(drafts.map(({ input }) => input));
  const calibratedAt = (k: number): TestOrigin | undefined => {
    const input = chosen[k];
    return input && origins.get(input);
  };
  const tests: NewTest[] = [];
  for (const [k, draft] of drafts.entries())
    tests.push(await describeTest(draft, roles[k] ?? 'path', calibratedAt(k), options));
  const inputs = drafts.map(({ input }) => input);
  const names = ([slow, fast]: Pair): [string, string] => [
    solutions[slow]?.name ?? '',
    solutions[fast]?.name ?? '',
  ];
  const { ties, reversed, ...separation } = separationOf(inputs.map(costsOf), ranks);
  const suite: NewSuite = {
    ...options.about,
    problem: {
      id: options.id,
      solutions: solutions.map(({ name, class: declared, rank }) => ({
        name,
        class: declared,
        rank,
      })),
      stepsPerSecond,
      separation: { ...separation, ties: ties.map(names), reversed: reversed.map(names) },
    },
    tests,
    growths: solutions.flatMap(({ growth }) => (growth === undefined ? [] : [growth])),
  };
  return { suite, tests: inputs };
}
