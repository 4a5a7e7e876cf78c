import { readFileSync } from 'node:fs';
import type { ResolvedOptions } from '../../config/options.ts';
import type { Measurement } from '../../core/executor.ts';
import { hotLines } from '../../core/hot-lines.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import {
  buildProblemSuite,
  type BuiltProblemSuite,
} from '../../suite/problem/build-problem-suite.ts';
import type { BuildProblemSuiteOptions } from '../../suite/problem/problem-suite-options.ts';
import { costsOf, type ScoredInput } from '../../suite/problem/scored-input.ts';
import { type Separation, separationOf } from '../../suite/problem/separation.ts';
import { toTaggedJson } from '../../suite/tagged-json.ts';
import { nameFile } from '../name-file.ts';
import type { PreparedTarget } from '../prepare-target.ts';
import { sizeLimit } from '../search-options.ts';
import { validateSuite, validatorFault } from '../suite-validator.ts';
import { ranksOf, type RunningContestant, type SetAside } from './contestants.ts';
import { agreeOn } from './outputs.ts';
import { constraintsOf } from './test-constraints.ts';
import { judgePool, type PooledInput, scoreInputs } from './pool.ts';
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
}

export interface ToldApart extends BuiltProblemSuite {
  readonly kept: readonly Rival[];
  readonly setAside: readonly SetAside[];
  readonly notes: readonly string[];
  /** Inputs that were measured on every solution. */
  readonly pool: number;
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
  { problem, options, judge, stepsPerSecond, about }: TellApartOptions,
): Promise<ToldApart> {
  const [first] = rivals;
  if (first === undefined) throw new RangeError('a problem without solutions has no suite');
  const { local } = first.prepared;
  const maxSteps = Math.min(options.maxSteps, Math.ceil(LONGEST_SECONDS * stepsPerSecond));
  const limits = { maxSteps, totalSteps: POOL_STEPS };
  const raw = await scoreInputs(pool, rivals, limits);
  const textOf = (encoded: string): string => judgedText(first.prepared, encoded);
  const judged = await judgePool(raw, rivals, judge, textOf);
  const kept = rivals.filter((rival) => judged.kept.includes(rival));
  const ranks = ranksOf(kept);
  const seeds = await scoreInputs(seedsOf(first.prepared), kept, limits);
  const measure = async (
    inputs: readonly string[],
    fuel: number,
    outputChars?: number,
  ): Promise<readonly (readonly Measurement[])[]> => {
    const rows = await Promise.all(
      kept.map(
        async ({ executor }) =>
          await executor.measure(inputs, {
            maxSteps: fuel,
            hits: true,
            fresh: true,
            ...(outputChars === undefined ? {} : { outputChars }),
          }),
      ),
    );
    return inputs.map((_, i) => rows.flatMap((row) => row.slice(i, i + 1)));
  };
  const built = await buildProblemSuite(judged.scored, {
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
    measure,
    measureOn: async (k, inputs, fuel) =>
      (await kept[k]?.executor.measure(inputs, { maxSteps: fuel, fresh: true })) ?? [],
    expect: async (input) => {
      const [runs = []] = await measure([input], maxSteps, OUTPUT_CHARS);
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
    setAside: judged.setAside,
    notes: [...judged.notes, ...(fault === undefined ? [] : [fault])],
    pool: raw.length,
    defaultTests: separationOf(seeds.map(costsOf), ranks),
    seedBest: costliest(seeds),
  };
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
