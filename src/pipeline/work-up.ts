import { readFileSync } from 'node:fs';
import type { ResolvedOptions } from '../config/options.ts';
import type { Executor } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import { hotLines } from '../core/hot-lines.ts';
import type { RunRecord } from '../core/run-record.ts';
import type { SlowPath } from '../core/slow-path.ts';
import { fitGrowth } from '../evaluate/growth.ts';
import { steepness } from '../findings/climb.ts';
import { createExecutor } from '../execute/executor.ts';
import { readInputs } from '../report/read-run.ts';
import type { RunDirectory } from '../report/run-directory.ts';
import { buildSuite, type BuiltSuite } from '../suite/build-suite.ts';
import { climbLadder, type Ladder } from '../suite/growth-ladder.ts';
import { writeSuite } from '../suite/suite-file.ts';
import type { Suite } from '../suite/suite-schema.ts';
import type { TestInput } from '../suite/test-file.ts';
import { besideRandom } from './beside-random.ts';
import { confirmSuite } from './confirm-suite.ts';
import type { FuzzContext } from './fuzz.ts';
import { nameFile } from './name-file.ts';
import type { PreparedTarget } from './prepare-target.ts';
import type { RunLog } from './run-log.ts';
import { recordSlowPaths } from './slow-paths.ts';
import { shardOptions, sizeLimit } from './search-options.ts';
import { validateSuite, validatorFault } from './suite-validator.ts';

/** What becomes of the search's findings. */
export interface Outcomes {
  readonly suite: Suite;
  /** The inputs of the suite's tests, decoded; same order. */
  readonly inputs: readonly TestInput[];
  /** The fields of the record that the work-up knows. */
  readonly record: Pick<
    RunRecord,
    | 'best'
    | 'comparison'
    | 'confirmations'
    | 'findings'
    | 'growth'
    | 'growthAxis'
    | 'hotLines'
    | 'randomOfSameSize'
  >;
}

export interface WorkUpOptions {
  readonly directory: RunDirectory;
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  /** Absolute path that `--against` is relative to. */
  readonly cwd: string;
  readonly context: FuzzContext;
  readonly log: RunLog;
}

/** Inputs copied to slow/. */
const SLOW_INPUTS = 10;
/** Fuel of one execution on the growth ladder: its many executions must not outlast the search. Steps. */
const LADDER_MAX_STEPS = 2 ** 23;
/** Effort to minimise one test. */
const MINIMISE_EXECUTIONS = 600;
/** Where each candidate takes several draws from an arbitrary in another process. */
const MINIMISE_DRAWN_EXECUTIONS = 120;
const MINIMISE_STEPS = 2 ** 26;
/** Steps that measuring the candidates may take. */
const CANDIDATE_STEPS = 2 ** 29;
const HOT_LINES = 10;

/** Fits growth, selects and minimises the suite, confirms it; writes the suite. Deterministic but for the confirmation. */
export async function workUp(work: WorkUpOptions): Promise<Outcomes> {
  const { directory, prepared, options, log, context } = work;
  const findings = readFindings(directory);
  for (const finding of costliestOf(findings, SLOW_INPUTS)) directory.addInput('slow', finding);
  const executor = await openExecutor(prepared, options);
  try {
    const ladder = await log.stage('growth', async () => await fitBest(findings, executor, work));
    const candidates = [...findings, ...ladderFindings(ladder, findings)];
    const built = await log.stage(
      'suite',
      async () => await buildSuite(candidates, suiteOptions(work, executor, ladder)),
    );
    const validator = validateSuite(
      prepared.model.description,
      built.suite.tests.map(({ input }) => input),
    );
    const fault = validatorFault(validator);
    if (fault !== undefined) log.note(fault);
    const suite = writeSuite(directory.layout.suite, {
      ...built.suite,
      ...(validator === undefined ? {} : { validator }),
    });
    const confirmations = await log.stage(
      'confirm',
      async () =>
        await confirmSuite(prepared, built, suite, options, executor, context.finishEarly),
    );
    const paths = await log.stage(
      'findings',
      async () => await recordSlowPaths(findings, ladder, executor, work),
    );
    return {
      suite,
      inputs: built.suite.tests.map(({ input }) => input),
      record: {
        confirmations,
        hotLines: hottest(built, prepared),
        ...bestOf(suite),
        ...(await besideRandom(suite, built.measurements[0], executor, work)),
        ...(paths.length === 0 ? {} : { findings: paths }),
        ...growthOf(ladder, paths),
      },
    };
  } finally {
    await executor.close();
  }
}

/** What the search kept, and what ran out of fuel. */
function readFindings(directory: RunDirectory): readonly Finding[] {
  return [
    ...readInputs(directory.path, 'queue'),
    ...readInputs(directory.path, 'hangs').filter(({ outcome }) => outcome === 'steps-exceeded'),
  ];
}

/** Runs single inputs of a target, counted. */
export async function openExecutor(
  { loaded, model, local }: PreparedTarget,
  options: ResolvedOptions,
): Promise<Executor> {
  return await createExecutor(loaded, model.description, {
    shard: shardOptions(options),
    sizeOf: (input) => local.sizeOf(local.decode(input)),
  });
}

/** What one solution's search brings to the pool of its problem. */
export interface Harvest {
  readonly findings: readonly Finding[];
  readonly record: Outcomes['record'];
}

/** Of a problem's solution: no suite of its own, but what was found, and the costliest pattern brought to all sizes. */
export async function harvest({
  directory,
  prepared,
  options,
  log,
  ...work
}: WorkUpOptions): Promise<Harvest> {
  const findings = readFindings(directory);
  const executor = await openExecutor(prepared, options);
  try {
    const ladder = await log.stage(
      'growth',
      async () => await fitBest(findings, executor, { directory, prepared, options, log, ...work }),
    );
    return {
      findings: [...findings, ...ladderFindings(ladder, findings)],
      record: { confirmations: [], hotLines: [], ...growthOf(ladder) },
    };
  } finally {
    await executor.close();
  }
}

/** The costliest findings, costliest first. */
function costliestOf(findings: readonly Finding[], count: number): readonly Finding[] {
  return findings.toSorted((a, b) => b.steps - a.steps).slice(0, count);
}

/** Patterns that are compared before one is climbed. */
const PATTERNS = 8;

/** The growth of the costliest pattern: of the costliest inputs, and of the costliest per size. */
async function fitBest(
  findings: readonly Finding[],
  executor: Executor,
  { prepared, options }: WorkUpOptions,
): Promise<Ladder | undefined> {
  if (findings.length === 0) return undefined;
  const byRate = findings.toSorted((a, b) => b.steps / b.size - a.steps / a.size);
  const patterns = [...costliestOf(findings, PATTERNS - 2), ...byRate.slice(0, 2)];
  return await climbLadder(
    patterns.map(({ input }) => input),
    {
      model: prepared.local,
      executor,
      fit: fitGrowth,
      seed: options.seed,
      maxSize: sizeLimit(prepared, options),
      maxSteps: Math.min(options.maxSteps, LADDER_MAX_STEPS),
    },
  );
}

/** The inputs of the growth ladder, as findings: a pattern brought to a size may cost more than what was found there. */
function ladderFindings(
  ladder: Ladder | undefined,
  findings: readonly Finding[],
): readonly Finding[] {
  if (ladder === undefined) return [];
  const lastId = Math.max(-1, ...findings.map(({ provenance }) => provenance.id));
  const execs = Math.max(0, ...findings.map(({ provenance }) => provenance.execs));
  return ladder.points.map(({ size, steps }, i) => ({
    input: ladder.inputs[i] ?? '',
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size,
    reasons: ['+ladder'],
    provenance: { id: lastId + 1 + i, parents: [], op: 'growth-ladder', execs },
  }));
}

/** Of the steepest slow path, where it is steeper than the costliest pattern of the run. */
function growthOf(
  ladder: Ladder | undefined,
  [steepest]: readonly SlowPath[] = [],
): Pick<RunRecord, 'growth' | 'growthAxis'> {
  const isSteeper =
    steepest !== undefined &&
    (ladder?.growth === undefined || steepness(steepest.growth) > steepness(ladder.growth));
  if (isSteeper && steepest.inputs.kind === 'pattern') return { growth: steepest.growth };
  return {
    ...(ladder?.growth === undefined ? {} : { growth: ladder.growth }),
    ...(ladder === undefined || ladder.axis === 'size' ? {} : { growthAxis: ladder.axis }),
  };
}

function suiteOptions(
  { prepared, options, context }: WorkUpOptions,
  executor: Executor,
  ladder: Ladder | undefined,
): Parameters<typeof buildSuite>[1] {
  const { loaded, model, local } = prepared;
  return {
    model: local,
    executor,
    render: (encoded) => prepared.render(encoded),
    sites: loaded.sites,
    nameFile: (path) => nameFile(path, loaded.entryFile),
    about: {
      target: {
        specifier: loaded.specifier,
        kind: loaded.kind,
        contentHash: loaded.contentHash,
        inputModel: model.origin,
      },
      nodeMajor: Number(/\d+/.exec(context.versions.node)?.[0] ?? 0),
      instrumentation: context.versions.instrumentation,
      seed: options.seed,
    },
    growth: ladder?.growth,
    count: options.tests,
    maxSteps: options.maxSteps,
    minimiseExecutions:
      model.description.kind === 'choices' ? MINIMISE_DRAWN_EXECUTIONS : MINIMISE_EXECUTIONS,
    minimiseSteps: MINIMISE_STEPS,
    candidateSteps: CANDIDATE_STEPS,
  };
}

function hottest({ measurements }: BuiltSuite, { loaded }: PreparedTarget): RunRecord['hotLines'] {
  const hits = measurements[0]?.hits;
  if (hits === undefined) return [];
  const sourceOf = (file: string): string | undefined => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // The line is still named; only its text is missing.
      return undefined;
    }
  };
  return hotLines(hits, loaded.sites, sourceOf, HOT_LINES);
}

function bestOf(suite: Suite): Pick<RunRecord, 'best'> {
  const [first] = suite.tests;
  if (first === undefined) return {};
  return { best: { steps: first.steps, size: first.size, test: first.file } };
}
