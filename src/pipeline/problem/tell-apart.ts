import { readFileSync } from 'node:fs';
import type { ResolvedOptions } from '../../config/options.ts';
import type { Measurement, MeasureOptions } from '../../core/executor.ts';
import { hotLines } from '../../core/hot-lines.ts';
import type { Dictionary } from '../../core/target.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import {
  buildProblemSuite,
  type BuiltProblemSuite,
} from '../../suite/problem/build-problem-suite.ts';
import type { BuildProblemSuiteOptions } from '../../suite/problem/problem-suite-options.ts';
import { costsOf, type ScoredInput } from '../../suite/problem/scored-input.ts';
import { declaredPairs, type Separation, separationOf } from '../../suite/problem/separation.ts';
import { toTaggedJson } from '../../suite/tagged-json.ts';
import { nameFile } from '../name-file.ts';
import type { PreparedTarget } from '../prepare-target.ts';
import { sizeLimit } from '../search-options.ts';
import { validateSuite, validatorFault } from '../suite-validator.ts';
import { ranksOf, type RunningContestant, type SetAside } from './contestants.ts';
import { agreeOn } from './outputs.ts';
import { constraintsOf } from './test-constraints.ts';
import { type JudgedPool, judgePool, onlyOf, type PooledInput, scoreInputs } from './pool.ts';
import {
  type ContrastSearch,
  type ContrastSearchOptions,
  searchContrast,
} from './search-contrast.ts';
import type { SearchedContestant } from './search-solutions.ts';
import { OUTPUT_CHARS } from './vet.ts';

/** A contestant that was searched and can be measured on. */
export type Rival = SearchedContestant & RunningContestant;

export interface TellApartOptions {
  readonly problem: { readonly id: string };
  readonly options: ResolvedOptions;
  readonly judge: OutputJudge;
  readonly stepsPerSecond: number;
  readonly about: BuildProblemSuiteOptions<unknown>['about'];
  /** What the search for contrast may use: executions, and whether its time is over. */
  readonly contrast: Pick<ContrastSearchOptions, 'execs' | 'isOver'>;
}

export interface ToldApart extends BuiltProblemSuite {
  readonly kept: readonly Rival[];
  readonly setAside: readonly SetAside[];
  readonly notes: readonly string[];
  /** Inputs that were measured on every solution. */
  readonly pool: number;
  /** What the search for contrast found and kept, and its executions. */
  readonly contrast: Pick<ContrastSearch, 'execs' | 'found'>;
  /** What the problem's own tests say of the order of solutions. */
  readonly defaultTests: Separation;
  /** Costliest of the problem's own tests. */
  readonly seedBest: { readonly steps: number; readonly size: number } | undefined;
}

/** An input on the slowest solution takes at most this long at the problem's pace, or it counts as endless. Seconds. */
const LONGEST_SECONDS = 1;
/** Steps that measuring the pool may take on one solution. */
const POOL_STEPS = 2 ** 30;
/** Effort to make one test smaller. */
const MINIMISE_EXECUTIONS = 400;
const MINIMISE_STEPS = 2 ** 28;
const HOT_SITES = 3;

/** Measures the pool on every solution and makes of it a suite that orders them. */
export async function tellApart(
  pool: readonly PooledInput[],
  rivals: readonly Rival[],
  { problem, options, judge, stepsPerSecond, about, contrast }: TellApartOptions,
): Promise<ToldApart> {
  const [first] = rivals;
  if (first === undefined) throw new RangeError('a problem without solutions has no suite');
  const { local } = first.prepared;
  const maxSteps = Math.min(options.maxSteps, Math.ceil(LONGEST_SECONDS * stepsPerSecond));
  const limits = { maxSteps, totalSteps: POOL_STEPS };
  const raw = await scoreInputs(pool, rivals, limits);
  const textOf = (encoded: string): string => judgedText(first.prepared, encoded);
  const pooled = await judgePool(raw, rivals, judge, textOf);
  const searched = await contrastOf(pooled, { options, about, contrast, maxSteps });
  const finds = await scoreInputs(
    searched.found.map((finding) => ({ finding, finder: -1 })),
    pooled.kept,
    limits,
  );
  const judged = await judgePool(finds, pooled.kept, judge, textOf);
  const scored = [
    ...onlyOf(
      pooled.scored,
      pooled.kept.map((one) => judged.kept.includes(one)),
    ),
    ...judged.scored,
  ];
  const kept = rivals.filter((rival) => judged.kept.includes(rival));
  const ranks = ranksOf(kept);
  const seeds = await scoreInputs(seedsOf(first.prepared), kept, limits);
  const measure = async (
    inputs: readonly string[],
    fuel: number,
  ): Promise<readonly (readonly Measurement[])[]> =>
    await measureOnAll(kept, inputs, { maxSteps: fuel, hits: true, fresh: true });
  const built = await buildProblemSuite(scored, {
    id: problem.id,
    model: local,
    solutions: kept.map(({ name, solution, findings, record, recipes, prepared }, k) => ({
      name,
      class: solution.class,
      rank: ranks[k] ?? 0,
      findings,
      growth: record.growth,
      recipes: recipes.map(({ recipe }) => recipe),
      hottest: (hits) => hottestSites(hits, prepared),
    })),
    found: searched.known,
    measure,
    measureOn: async (k, inputs, fuel) =>
      (await kept[k]?.executor.measure(inputs, { maxSteps: fuel, fresh: true })) ?? [],
    expect: async (input) => {
      const asked = { maxSteps, fresh: true, outputChars: OUTPUT_CHARS };
      const [runs = []] = await measureOnAll(kept, [input], asked);
      return await agreeOn(textOf(input), kept, runs, judge);
    },
    render: (encoded) => first.prepared.render(encoded),
    seeds: new Set(first.prepared.seeds),
    about,
    stepsPerSecond,
    count: options.tests,
    maxSize: sizeLimit(first.prepared, options),
    minimiseExecutions: MINIMISE_EXECUTIONS,
    minimiseSteps: MINIMISE_STEPS,
  });
  const validator = validateSuite(
    first.prepared.model.description,
    built.suite.tests.map(({ input }) => input),
  );
  const fault = validatorFault(validator);
  const satisfied = await constraintsOf(built.tests, kept, options, maxSteps);
  const tests = built.suite.tests.map((test, t) => {
    const constraints = satisfied[t] ?? [];
    return constraints.length === 0 ? test : { ...test, constraints };
  });
  return {
    tests: built.tests,
    suite: { ...built.suite, tests, ...(validator === undefined ? {} : { validator }) },
    kept,
    setAside: [...pooled.setAside, ...judged.setAside],
    notes: [...pooled.notes, ...judged.notes, ...(fault === undefined ? [] : [fault])],
    pool: raw.length + finds.length,
    contrast: searched,
    defaultTests: separationOf(seeds.map(costsOf), ranks),
    seedBest: costliest(seeds),
  };
}

/** Searches on from the pool, for what tells solutions of different classes apart. */
async function contrastOf(
  { kept, scored }: Pick<JudgedPool<Rival>, 'kept' | 'scored'>,
  {
    options,
    about,
    contrast,
    maxSteps,
  }: Pick<TellApartOptions, 'about' | 'contrast' | 'options'> & { readonly maxSteps: number },
): Promise<ContrastSearch> {
  const [first] = kept;
  const pairs = declaredPairs(ranksOf(kept));
  if (first === undefined || pairs.length === 0) return { known: [], found: [], execs: 0 };
  return await searchContrast(scored, {
    ...contrast,
    model: first.prepared.local,
    pairs,
    programs: kept.length,
    dictionary: dictionaryOf(kept),
    seed: about.seed,
    maxSize: sizeLimit(first.prepared, options),
    maxSteps: Math.min(maxSteps, options.ladderMaxSteps),
    measure: async (inputs, fuel) =>
      await measureOnAll(kept, inputs, { maxSteps: fuel, fresh: true }),
  });
}

/** What any of the solutions compares with. */
function dictionaryOf(rivals: readonly Rival[]): Dictionary {
  const all = rivals.map(({ prepared }) => prepared.loaded.dictionary);
  return {
    strings: [...new Set(all.flatMap(({ strings }) => strings))].toSorted(),
    numbers: [...new Set(all.flatMap(({ numbers }) => numbers))].toSorted((a, b) => a - b),
  };
}

/** @returns `rows[input][solution]` */
async function measureOnAll(
  rivals: readonly Rival[],
  inputs: readonly string[],
  asked: MeasureOptions,
): Promise<readonly (readonly Measurement[])[]> {
  if (inputs.length === 0) return [];
  const rows = await Promise.all(
    rivals.map(async ({ executor }) => await executor.measure(inputs, asked)),
  );
  return inputs.map((_, i) => rows.flatMap((row) => row.slice(i, i + 1)));
}

function seedsOf({ seeds }: PreparedTarget): readonly PooledInput[] {
  return seeds.map((input, id) => ({
    finder: -1,
    finding: {
      input,
      outcome: 'ok',
      steps: 0,
      allocUnits: 0,
      size: 0,
      reasons: [],
      provenance: { id, parents: [], op: 'seed', execs: 0 },
    },
  }));
}

function costliest(scored: readonly ScoredInput[]): ToldApart['seedBest'] {
  const [most] = scored
    .flatMap(({ runs, slowest }) => runs.slice(slowest, slowest + 1))
    .toSorted((a, b) => b.steps - a.steps);
  return most && { steps: most.steps, size: most.size };
}

/** An encoded input as judges read it: the text of stdin, or the argument list in tagged JSON. */
function judgedText(prepared: PreparedTarget, encoded: string): string {
  const rendered = prepared.render(encoded);
  return rendered.kind === 'stdin'
    ? rendered.text
    : JSON.stringify(rendered.args.map((arg) => toTaggedJson(arg)));
}

function hottestSites(
  hits: Int32Array,
  { loaded }: PreparedTarget,
): ReturnType<BuildProblemSuiteOptions<unknown>['solutions'][number]['hottest']> {
  return hotLines(hits, loaded.sites, () => undefined, HOT_SITES).map((line) => ({
    site: `${nameFile(line.file, loaded.entryFile)}:${line.line}`,
    kind: line.what[0] ?? '',
    share: Math.round(line.share * 1e4) / 1e4,
  }));
}

/** The source lines that the costliest test spends most on. */
export function hottestLines(
  test: ScoredInput | undefined,
  rivals: readonly Rival[],
  count: number,
): ReturnType<typeof hotLines> {
  const hits = test?.runs[test.slowest]?.hits;
  const rival = rivals[test?.slowest ?? -1];
  if (hits === undefined || rival === undefined) return [];
  const sourceOf = (file: string): string | undefined => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // The line is still named; only its text is missing.
      return undefined;
    }
  };
  return hotLines(hits, rival.prepared.loaded.sites, sourceOf, count);
}
