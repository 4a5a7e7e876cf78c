import { leanerGenotypes } from '../leaner.ts';
import { minimise } from '../minimise.ts';
import { isSeed } from '../select.ts';
import { testFileBytes } from '../test-file.ts';
import {
  type BuildProblemSuiteOptions,
  TEST_SECONDS,
  type TestDraft,
  type TestOrigin,
} from './problem-suite-options.ts';
import {
  isCalm,
  isSamePath,
  ratioOf,
  type ScoredInput,
  scoreInput,
  stepsOn,
} from './scored-input.ts';
import { declaredPairs, type Pair } from './separation.ts';

/** Share of cost, and of every ratio between solutions, that a smaller input keeps. */
const KEPT = 0.95;
/** With less than this left of the cost, dead weight has gone before and the rest carries cost. */
const ENOUGH = 0.96;
/** Executions that are enough for all that is tried before the model's own candidates. */
const MANY = 48;

/** First the smallest input that is known to show the same, then what can be left out of that. */
export async function minimiseTests<G>(
  chosen: readonly ScoredInput[],
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<readonly TestDraft[]> {
  const pairs = declaredPairs(options.solutions.map(({ rank }) => rank));
  const taken = new Set([...options.seeds, ...chosen.map(({ finding }) => finding.input)]);
  const drafts: TestDraft[] = [];
  for (const input of chosen) {
    const origin = originOf(input, options);
    const known = smallestAlike(
      input,
      scored.filter(({ finding }) => !taken.has(finding.input)),
      pairs,
    );
    const kept = (await minimiseOne(known, input, pairs, taken, options)) ?? known;
    taken.add(kept.finding.input);
    drafts.push({ input: kept, origin });
  }
  return drafts;
}

/** What a test is told to come from. */
export function originOf<G>(
  input: ScoredInput,
  { render }: Pick<BuildProblemSuiteOptions<G>, 'render'>,
): TestOrigin {
  const { finding, slowest } = input;
  const bytes = testFileBytes(render(finding.input));
  return { size: finding.size, steps: stepsOn(input, slowest), bytes };
}

/** The smallest input of the same slow path that keeps cost and contrast: often another search needed less for the same. */
function smallestAlike(
  input: ScoredInput,
  others: readonly ScoredInput[],
  pairs: readonly Pair[],
): ScoredInput {
  const cost = stepsOn(input, input.slowest);
  const alike = others.filter(
    (other) =>
      !isSeed(other.finding) &&
      other.finding.size < input.finding.size &&
      isCalm(other) &&
      isSamePath(other, input) &&
      stepsOn(other, other.slowest) >= KEPT * cost &&
      stepsOn(other, other.slowest) <= cost / KEPT &&
      pairs.every((pair) => keepsRatio(other, input, pair)),
  );
  return (
    alike.toSorted(
      (a, b) =>
        a.finding.size - b.finding.size || a.finding.provenance.id - b.finding.provenance.id,
    )[0] ?? input
  );
}

/** Whether a pair is as far apart; what is in the wrong order may stay so. */
function keepsRatio(other: Pick<ScoredInput, 'runs'>, original: ScoredInput, pair: Pair): boolean {
  const ratio = ratioOf(original, pair);
  return ratioOf(other, pair) >= Math.min(ratio, Math.max(1, KEPT * ratio));
}

/**
 * The smallest input that keeps cost and contrast, and costs no solution more than the slowest paid before: what was selected
 * has room for that. Undefined when it is the input itself.
 * @param selected what cost and contrast are kept of
 * @param taken inputs that must not come of it: other tests, and the problem's own
 */
async function minimiseOne<G>(
  input: ScoredInput,
  selected: ScoredInput,
  pairs: readonly Pair[],
  taken: ReadonlySet<string>,
  options: BuildProblemSuiteOptions<G>,
): Promise<ScoredInput | undefined> {
  const { slowest, runs, finding } = input;
  const original = runs[slowest];
  if (original === undefined) return undefined;
  const cost = stepsOn(selected, selected.slowest);
  const maxSteps = Math.ceil(TEST_SECONDS[1] * options.stepsPerSecond);
  const { model } = options;
  const areFew = options.minimiseSteps < MANY * original.steps;
  const small = await minimise(finding.input, {
    model: {
      decode: (encoded) => model.decode(encoded),
      encode: (genotype) => model.encode(genotype),
      shrink: (genotype) => leanerGenotypes(model, genotype, areFew),
    },
    executor: {
      measure: async (inputs, asked) => await options.measureOn(slowest, inputs, asked.maxSteps),
    },
    keep: { kind: 'cost' },
    keepShare: (KEPT * cost) / original.steps,
    enoughShare: (ENOUGH * cost) / original.steps,
    maxSteps,
    maxExecutions: options.minimiseExecutions,
    maxTotalSteps: options.minimiseSteps,
    fresh: true,
    original,
    alsoKeeps: async (candidate) => {
      if (taken.has(candidate)) return false;
      const [row] = await options.measure([candidate], maxSteps);
      if (row === undefined || !isCalm({ runs: row })) return false;
      if (row.some(({ steps }) => steps > cost / KEPT)) return false;
      return pairs.every((pair) => keepsRatio({ runs: row }, selected, pair));
    },
  });
  if (small.input === finding.input) return undefined;
  const [row] = await options.measure([small.input], maxSteps);
  if (row === undefined) return undefined;
  const { size, steps, allocUnits } = small.measurement;
  return scoreInput({ ...finding, input: small.input, size, steps, allocUnits }, input.finder, row);
}
