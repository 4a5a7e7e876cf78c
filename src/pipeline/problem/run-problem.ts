import { join, resolve } from 'node:path';
import type { ResolvedOptions } from '../../config/options.ts';
import type { ProblemRun } from '../../core/problem-run.ts';
import { parseInputSpec } from '../../inputs/spec/schema.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import { openRunDirectory, type RunDirectory } from '../../report/run-directory.ts';
import { writeSuite } from '../../suite/suite-file.ts';
import type { ProblemTarget } from '../../targets/parse-target.ts';
import { type Problem, readProblem } from '../../targets/problem.ts';
import { withJudge } from '../eval/checker.ts';
import type { FuzzContext, FuzzRequest, FuzzResult, FuzzSinks } from '../fuzz.ts';
import {
  closeAll,
  type Contestant,
  nobody,
  prepareContestants,
  ranksOf,
  type SetAside,
} from './contestants.ts';
import { searchMs } from '../run-log.ts';
import { withExecutors, withLoaded } from './executors.ts';
import { DEFAULT_PACE, measurePace } from './pace.ts';
import { poolInputs } from './pool.ts';
import { contentHashOf, finishedRecord, newProblemRecord } from './problem-record.ts';
import { type SearchBudget, type SearchedContestant, searchSolutions } from './search-solutions.ts';
import { createStageTimes, createStopwatch } from './stage-times.ts';
import { tellApart } from './tell-apart.ts';
import { vetOnTests } from './vet.ts';

const DEFAULT_OUT = 'slowpath-out';
/** Fuel of one execution of a problem's own tests, steps. */
const VET_MAX_STEPS = 2 ** 28;
/** Of the budget, for the search on all solutions at once. */
const CONTRAST_SHARE = 0.2;

/**
 * A campaign over all correct solutions of a problem under one budget: each is searched in a run directory of its own below
 * `solutions/`, what they found is pooled and measured on all of them, and the suite is made of what tells them apart.
 * The same request resumes what an earlier process left.
 * @throws UsageError or DataError when the problem, its solutions or the run directory cannot be used.
 */
export async function runProblem(
  target: ProblemTarget,
  request: FuzzRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
): Promise<FuzzResult> {
  const { options } = request.options;
  const problem = await readProblem(target.directory, { parseSpec: parseInputSpec });
  const { contestants, setAside } = await prepareContestants(
    problem,
    options,
    request.cwd,
    context.finishEarly,
    { options, cwd: request.cwd, apiKey: context.apiKey },
  );
  try {
    const [first, ...others] = contestants;
    if (first === undefined) throw nobody(problem, setAside);
    const directory = openRunDirectory({
      dir: resolve(request.cwd, options.out ?? join(DEFAULT_OUT, target.slug)),
      fresh: options.fresh,
      record: newProblemRecord(problem, target.slug, [first, ...others], request, context),
      clock: context.clock,
      owner: context.owner,
    });
    try {
      for (const text of directory.notes) sinks.say(text);
      return await withJudge(
        problem.directory,
        problem.kind,
        options,
        context.finishEarly,
        async (judge) => {
          const campaign = { problem, setAside, judge, target, request, sinks, context };
          return await runIn(directory, [first, ...others], campaign);
        },
      );
    } finally {
      directory.close();
    }
  } finally {
    await closeAll(contestants);
  }
}

interface ProblemCampaign {
  readonly problem: Problem;
  /** Before the campaign began. */
  readonly setAside: readonly SetAside[];
  readonly judge: OutputJudge;
  readonly target: ProblemTarget;
  readonly request: FuzzRequest;
  readonly sinks: FuzzSinks;
  readonly context: FuzzContext;
}

async function runIn(
  directory: RunDirectory,
  contestants: readonly [Contestant, ...Contestant[]],
  { problem, setAside: before, judge, target, request, sinks, context }: ProblemCampaign,
): Promise<FuzzResult> {
  const { options } = request.options;
  const earlier = directory.resumed?.record;
  const record = earlier ?? newProblemRecord(problem, target.slug, contestants, request, context);
  const setAside: SetAside[] = [];
  const putAside = (more: readonly SetAside[]): void => {
    for (const { solution, why, reason } of more) {
      setAside.push({ solution, why, reason });
      const text = `${solution} is set aside: ${reason}`;
      sinks.say(text);
      directory.appendEvent({ type: 'set-aside', solution, why, reason });
    }
  };
  const stages = createStageTimes(context.clock);
  putAside(before);

  const vetted = await stages.run(
    'vetting',
    async () =>
      await withLoaded(contestants, options, async (running, unusable) => {
        const { kept, setAside: unfit } = await vetOnTests(running, problem, judge, VET_MAX_STEPS);
        return { kept: kept.map(({ name }) => name), unfit: [...unusable, ...unfit] };
      }),
  );
  putAside(vetted.unfit);
  const fit = contestants.filter(({ name }) => vetted.kept.includes(name));
  const contrast = contrastBudget(fit, options);
  const { searched, setAside: failed } = await stages.run(
    'growth',
    async () =>
      await searchSolutions(
        fit,
        directory.path,
        {
          execs: options.execs === undefined ? undefined : options.execs - contrast.execs,
          timeMs: options.timeMs === undefined ? undefined : options.timeMs - contrast.timeMs,
        },
        request,
        sinks,
        context,
      ),
  );
  // The budget is for searching: fitting growth and starting processes come on top, as for a single program.
  stages.split(
    'search',
    searched.reduce((sum, one) => sum + searchMs(one.record), 0),
    searched.reduce((sum, one) => sum + one.record.execs, 0),
  );
  putAside(failed);
  if (searched.length === 0) throw nobody(problem, setAside);

  const { stepsPerSecond, pace } = await stages.run(
    'pace',
    async () => await paceOf(searched, options, earlier?.problem),
  );
  // Kept at once: who resumes a killed run must not measure another pace.
  const begun = { id: problem.id, solutions: [], setAside, pool: 0, stepsPerSecond, pace };
  directory.writeRecord({ ...record, stages: stages.records, problem: begun });
  const contrastWatch = createStopwatch(context.clock);
  const told = await stages.run(
    'suite',
    async () =>
      await withExecutors(searched, options, async (rivals) => {
        const pool = poolInputs(rivals.map(({ findings }) => findings));
        return await tellApart(pool, rivals, {
          contrast: {
            execs: contrast.execs,
            isOver: () => {
              const spent = contrastWatch.look();
              return (
                context.finishEarly.aborted ||
                (options.timeMs !== undefined && spent >= contrast.timeMs)
              );
            },
          },
          problem,
          options,
          judge,
          stepsPerSecond,
          about: {
            target: {
              specifier: request.target,
              kind: problem.kind,
              contentHash: contentHashOf(contestants),
              inputModel: contestants[0].prepared.model.origin,
            },
            nodeMajor: Number(/\d+/.exec(context.versions.node)?.[0] ?? 0),
            instrumentation: context.versions.instrumentation,
            seed: options.seed,
          },
        });
      }),
  );
  stages.split('contrast', contrastWatch.lastMs, told.contrast.execs);
  putAside(told.setAside);
  for (const finding of told.contrast.found) directory.addInput('queue', finding);
  for (const text of told.notes) sinks.say(text);
  const suite = writeSuite(directory.layout.suite, told.suite);
  const finished = finishedRecord(record, {
    problem,
    searched,
    setAside,
    told,
    suite,
    pace,
    stages: stages.records,
    wallMs: directory.wallMs(),
    interrupted: context.finishEarly.aborted,
  });
  directory.writeRecord(finished);
  const { best } = finished;
  return {
    record: finished,
    directory: directory.path,
    outcomes: {
      suite,
      inputs: told.suite.tests.map(({ input }) => input),
      record: {
        confirmations: finished.confirmations,
        hotLines: finished.hotLines,
        ...(best === undefined ? {} : { best }),
        ...(finished.growth === undefined ? {} : { growth: finished.growth }),
      },
    },
  };
}

/** What of the budget is kept for the search for contrast: nothing where all classes are alike. */
function contrastBudget(
  contestants: readonly Contestant[],
  { execs, timeMs }: SearchBudget,
): { readonly execs: number; readonly timeMs: number } {
  const share = ranksOf(contestants).some((rank) => rank > 0) ? CONTRAST_SHARE : 0;
  return {
    execs: execs === undefined ? Infinity : Math.floor(share * execs),
    timeMs: Math.floor(share * (timeMs ?? 0)),
  };
}

/** The pace that was given, or that an earlier session of this run measured: a rerun must not calibrate otherwise. */
async function paceOf(
  searched: readonly SearchedContestant[],
  options: ResolvedOptions,
  earlier: ProblemRun | undefined,
): Promise<Pick<ProblemRun, 'pace' | 'stepsPerSecond'>> {
  if (options.stepsPerSecond !== undefined)
    return { stepsPerSecond: options.stepsPerSecond, pace: 'given' };
  if (earlier !== undefined && earlier.pace !== 'given')
    return { stepsPerSecond: earlier.stepsPerSecond, pace: earlier.pace };
  const measured = await measurePace(
    searched,
    searched.map(({ findings }) => findings),
    options,
  );
  return measured === undefined
    ? { stepsPerSecond: DEFAULT_PACE, pace: 'assumed' }
    : { stepsPerSecond: measured, pace: 'measured' };
}
