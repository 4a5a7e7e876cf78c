import type { Measurement } from '../../core/executor.ts';
import type { Finding } from '../../core/finding.ts';
import { calibrate } from './calibrate.ts';
import { originOf } from './minimise-tests.ts';
import {
  type BuildProblemSuiteOptions,
  TEST_SECONDS,
  type TestDraft,
} from './problem-suite-options.ts';
import { isCalm, type ScoredInput, scoreInput, stepsOn } from './scored-input.ts';

/** Patterns of each solution that are brought down to the limit, and up to what takes long enough. */
const BROUGHT_DOWN = 3;
const BROUGHT_UP = 1;
/** Only a pattern that may at least double its size is worth bringing up. */
const ROOM = 2;
/**
 * Steps that all patterns together may take, each execution by its slowest solution: a size that is too large costs a second.
 * Every solution has its share, and what those before it left.
 */
const MAX_STEPS = 2 ** 31;

/**
 * Of every solution, the patterns that would take it too long, at a size that does not; and its costliest pattern, when it
 * takes no time although there is room for more of it.
 */
export async function calibrateCostly<G>(
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<readonly TestDraft[]> {
  const { model, stepsPerSecond } = options;
  const [low, high] = TEST_SECONDS.map((seconds) => seconds * stepsPerSecond) as [number, number];
  const fuel = Math.ceil(high) + 1;
  const costOf = (runs: readonly Measurement[]): number =>
    isCalm({ runs }) ? Math.max(...runs.map(({ steps }) => steps)) : high + 1;
  const drafts: TestDraft[] = [];
  let spent = 0;
  const { solutions } = options;
  for (const k of solutions.keys()) {
    const most = spent + (MAX_STEPS - spent) / (solutions.length - k);
    for (const one of patternsOf(k, scored, low, high, options)) {
      const found = await calibrate(one.finding.input, costOf(one.runs), {
        model,
        low,
        high,
        maxSize: options.maxSize,
        seed: options.about.seed,
        costOf: async (inputs) => {
          const costs = (await options.measure(inputs, fuel)).map(costOf);
          spent = costs.reduce((sum, cost) => sum + cost, spent);
          return costs;
        },
        isSpent: () => spent >= most,
      });
      if (found === undefined || found === one.finding.input) continue;
      const [runs] = await options.measure([found], fuel);
      if (runs !== undefined) drafts.push(draftOf(one, found, runs, options));
    }
  }
  return drafts;
}

/** What of a solution's inputs is to be brought to another size, of those that end by themselves or by fuel. */
function patternsOf<G>(
  solution: number,
  scored: readonly ScoredInput[],
  low: number,
  high: number,
  { maxSize, model }: BuildProblemSuiteOptions<G>,
): readonly ScoredInput[] {
  const slow = scored.filter(
    ({ slowest, runs }) =>
      slowest === solution &&
      runs.every(({ outcome }) => outcome === 'ok' || outcome === 'steps-exceeded'),
  );
  const over = slow
    .filter((one) => !isCalm(one) || stepsOn(one, solution) > high)
    .toSorted((a, b) => a.finding.size - b.finding.size);
  const top = Math.min(maxSize, model.maxSize);
  const under = slow
    .filter((one) => isCalm(one) && stepsOn(one, solution) < low)
    .toSorted((a, b) => stepsOn(b, solution) - stepsOn(a, solution))
    .slice(0, BROUGHT_UP)
    .filter(({ finding }) => ROOM * finding.size <= top);
  return [...over.slice(0, BROUGHT_DOWN), ...(over.length === 0 ? under : [])];
}

function draftOf<G>(
  found: ScoredInput,
  input: string,
  runs: readonly Measurement[],
  options: Pick<BuildProblemSuiteOptions<G>, 'model' | 'render'>,
): TestDraft {
  const { finding, finder } = found;
  const { provenance } = finding;
  const { model } = options;
  const calibrated: Finding = {
    ...finding,
    input,
    size: model.sizeOf(model.decode(input)),
    provenance: { ...provenance, parents: [provenance.id], op: 'calibrate' },
  };
  const scored = scoreInput(calibrated, finder, runs);
  return {
    input: { ...scored, finding: { ...calibrated, steps: stepsOn(scored, scored.slowest) } },
    origin: originOf(found, options),
  };
}
