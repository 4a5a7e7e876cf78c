import type { TestOracle } from '../../core/evaluation.ts';
import type { Measurement } from '../../core/executor.ts';
import type { Finding, Growth } from '../../core/finding.ts';
import type { InputModel } from '../../core/input-model.ts';
import { chainOfOps } from '../build-suite.ts';
import { minimise } from '../minimise.ts';
import type { NewSuite, NewTest } from '../suite-file.ts';
import { isSeed } from '../select.ts';
import type { TestInput } from '../test-file.ts';
import { calibrate } from './calibrate.ts';
import { costsOf, isCalm, isSamePath, type ScoredInput, scoreInput } from './scored-input.ts';
import { selectSeparating } from './select-separating.ts';
import { declaredPairs, type Pair, separationOf } from './separation.ts';

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

export interface BuiltProblemSuite {
  readonly suite: NewSuite;
  /** The tests, in order, as they were measured last. */
  readonly tests: readonly ScoredInput[];
}

/**
 * What a test may cost the slowest solution, in seconds of the pace: enough to be seen by a clock, little enough that nobody
 * takes it for a hang (shared lesson of EvalPerf, Mercury, EffiBench-X: inputs that time out are dropped).
 */
const SECONDS: readonly [low: number, high: number] = [0.3, 0.9];
/** And all of them together. */
const TOTAL_SECONDS = 9.5;
/** Patterns over the limit that are brought down to it, of each solution. */
const CALIBRATED = 4;
/** Share of cost, and of every ratio between solutions, that a smaller input keeps. */
const KEPT = 0.95;

/** What inputs made by a recipe are called, before the recipe's id. */
const RECIPE = 'recipe:';

/** A test on its way. */
interface Draft {
  readonly input: ScoredInput;
  readonly origin: Origin;
}

/** What a test was before it was made smaller. */
interface Origin {
  readonly size: number;
  readonly steps: number;
}

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
      maxSteps: SECONDS[1] * stepsPerSecond,
      maxTotalSteps: TOTAL_SECONDS * stepsPerSecond,
    },
  ).toSorted((a, b) => stepsOn(b, b.slowest) - stepsOn(a, a.slowest));
  const drafts = await minimiseAll(chosen, scored, options);
  const roles = rolesOf(drafts.map(({ input }) => input));
  const calibratedAt = (k: number): Origin | undefined => {
    const input = chosen[k];
    return input && origins.get(input);
  };
  const tests: NewTest[] = [];
  for (const [k, draft] of drafts.entries())
    tests.push(await describe(draft, roles[k] ?? 'path', calibratedAt(k), options));
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

/** Of every solution, the patterns that would take it too long, at a size that does not. */
async function calibrateCostly<G>(
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<readonly Draft[]> {
  const { solutions, model, stepsPerSecond } = options;
  const [low, high] = SECONDS.map((seconds) => seconds * stepsPerSecond) as [number, number];
  const drafts: Draft[] = [];
  for (const k of solutions.keys()) {
    const costly = scored
      .filter((one) => one.slowest === k && (!isCalm(one) || stepsOn(one, k) > high))
      .filter(({ runs }) =>
        runs.every(({ outcome }) => outcome === 'ok' || outcome === 'steps-exceeded'),
      )
      .toSorted((a, b) => a.finding.size - b.finding.size)
      .slice(0, CALIBRATED);
    for (const one of costly) {
      const { input } = one.finding;
      const found = await calibrate(input, high + 1, {
        model,
        low,
        high,
        maxSize: options.maxSize,
        seed: options.about.seed,
        costOf: async (inputs) =>
          (await options.measureOn(k, inputs, Math.ceil(high) + 1)).map(({ outcome, steps }) =>
            outcome === 'ok' ? steps : high + 1,
          ),
      });
      if (found === undefined) continue;
      const [runs] = await options.measure([found], Math.ceil(high) + 1);
      if (runs === undefined) continue;
      const { provenance, steps, size } = one.finding;
      const finding: Finding = {
        ...one.finding,
        input: found,
        size: model.sizeOf(model.decode(found)),
        steps: runs[k]?.steps ?? 0,
        provenance: { ...provenance, parents: [provenance.id], op: 'calibrate' },
      };
      drafts.push({ input: scoreInput(finding, one.finder, runs), origin: { size, steps } });
    }
  }
  return drafts;
}

/** First the smallest input that is known to show the same, then what can be left out of that. */
async function minimiseAll<G>(
  chosen: readonly ScoredInput[],
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<readonly Draft[]> {
  const pairs = declaredPairs(options.solutions.map(({ rank }) => rank));
  const taken = new Set([...options.seeds, ...chosen.map(({ finding }) => finding.input)]);
  const drafts: Draft[] = [];
  for (const input of chosen) {
    const origin = { size: input.finding.size, steps: stepsOn(input, input.slowest) };
    const known = smallestAlike(
      input,
      scored.filter(({ finding }) => !taken.has(finding.input)),
      pairs,
    );
    const small = await minimiseOne(known, pairs, options);
    const isNew = small !== undefined && !taken.has(small.finding.input);
    const kept = isNew ? small : known;
    taken.add(kept.finding.input);
    drafts.push({ input: kept, origin });
  }
  return drafts;
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

/** The smallest input that keeps cost and contrast; undefined when it is the input itself, or a seed. */
async function minimiseOne<G>(
  input: ScoredInput,
  pairs: readonly Pair[],
  options: BuildProblemSuiteOptions<G>,
): Promise<ScoredInput | undefined> {
  const { slowest, runs, finding } = input;
  const original = runs[slowest];
  if (original === undefined) return undefined;
  const maxSteps = Math.ceil(SECONDS[1] * options.stepsPerSecond);
  const small = await minimise(finding.input, {
    model: options.model,
    executor: {
      measure: async (inputs, asked) => await options.measureOn(slowest, inputs, asked.maxSteps),
    },
    keep: { kind: 'cost' },
    keepShare: KEPT,
    maxSteps,
    maxExecutions: options.minimiseExecutions,
    maxTotalSteps: options.minimiseSteps,
    fresh: true,
    original,
    alsoKeeps: async (candidate) => {
      if (options.seeds.has(candidate)) return false;
      const [row] = await options.measure([candidate], maxSteps);
      if (row === undefined || !isCalm({ runs: row })) return false;
      return pairs.every((pair) => keepsRatio({ runs: row }, input, pair));
    },
  });
  if (small.input === finding.input) return undefined;
  const [row] = await options.measure([small.input], maxSteps);
  if (row === undefined) return undefined;
  const { size, steps, allocUnits } = small.measurement;
  return scoreInput({ ...finding, input: small.input, size, steps, allocUnits }, input.finder, row);
}

async function describe<G>(
  { input, origin }: Draft,
  role: NewTest['role'],
  calibratedFrom: Origin | undefined,
  options: BuildProblemSuiteOptions<G>,
): Promise<NewTest> {
  const { finding, runs, slowest, finder } = input;
  const { solutions } = options;
  const { provenance } = finding;
  const { expected, oracle } = await options.expect(finding.input);
  const findings = solutions[finder]?.findings ?? [];
  const byId = new Map(findings.map((one) => [one.provenance.id, one]));
  const worst = runs[slowest];
  const growths = solutions.flatMap(({ growth }, k) => (growth === undefined ? [] : [k]));
  const ops = chainOfOps(finding, byId);
  const isSmaller = finding.size < origin.size || stepsOn(input, slowest) !== origin.steps;
  return {
    input: options.render(finding.input),
    ...(expected === undefined ? {} : { expected }),
    role,
    size: worst?.size ?? finding.size,
    steps: worst?.steps ?? finding.steps,
    allocUnits: worst?.allocUnits ?? finding.allocUnits,
    outcome: worst?.outcome ?? finding.outcome,
    outputDigest: worst?.outputDigest ?? '',
    isSeed: false,
    provenance: {
      id: provenance.id,
      parents: [...provenance.parents],
      ops,
      execs: provenance.execs,
      ...(finder < 0 ? {} : { solution: solutions[finder]?.name ?? '' }),
    },
    ...(isSmaller ? { minimisedFrom: origin } : {}),
    ...(calibratedFrom === undefined ? {} : { calibratedFrom }),
    hot: solutions[slowest]?.hottest(worst?.hits ?? new Int32Array()) ?? [],
    ...(growths.includes(slowest) ? { growth: growths.indexOf(slowest) } : {}),
    costs: Object.fromEntries(
      solutions.map(({ name }, k) => [
        name,
        { steps: runs[k]?.steps ?? 0, outcome: runs[k]?.outcome ?? 'crashed' },
      ]),
    ),
    ...contrastOf(input, solutions),
    ...recipeOf(ops, solutions[finder]),
    oracle,
  };
}

/** The first is the costliest; the others are the first of their slow path, or a further size of one. */
function rolesOf(inputs: readonly ScoredInput[]): readonly NewTest['role'][] {
  return inputs.map((input, k) => {
    if (k === 0) return 'costliest';
    return inputs.slice(0, k).some((other) => isSamePath(other, input)) ? 'size' : 'path';
  });
}

/** The recipe that an input descends from, if it descends from one. */
function recipeOf(
  ops: readonly string[],
  solution: SuiteSolution | undefined,
): Pick<NewTest, 'recipe'> {
  const id = ops.find((op) => op.startsWith(RECIPE))?.slice(RECIPE.length);
  const recipe = solution?.recipes.find((one) => one.id === id);
  return recipe === undefined ? {} : { recipe: { id: recipe.id, input: { ...recipe.input } } };
}

/** The pair of different classes that a test sets furthest apart; nothing when all classes are the same. */
function contrastOf(
  input: ScoredInput,
  solutions: readonly SuiteSolution[],
): Pick<NewTest, 'contrast'> {
  const pairs = declaredPairs(solutions.map(({ rank }) => rank));
  const [best] = pairs.toSorted((a, b) => ratioOf(input, b) - ratioOf(input, a));
  if (best === undefined) return {};
  const [slower, faster] = best.map((k) => solutions[k]?.name ?? '') as [string, string];
  return { contrast: { slower, faster, ratio: Math.round(ratioOf(input, best) * 1e4) / 1e4 } };
}

function ratioOf({ runs }: Pick<ScoredInput, 'runs'>, [slow, fast]: Pair): number {
  return Math.max(1, runs[slow]?.steps ?? 1) / Math.max(1, runs[fast]?.steps ?? 1);
}

function stepsOn({ runs }: ScoredInput, solution: number): number {
  return runs[solution]?.steps ?? 0;
}
