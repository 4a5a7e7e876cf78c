import { join, resolve } from 'node:path';
import type { RunRecord } from '../core/run-record.ts';
import { openRunDirectory, type RunDirectory } from '../report/run-directory.ts';
import { readInputs } from '../report/read-run.ts';
import { parseCampaignState } from './campaign-state.ts';
import type { FuzzContext, FuzzRequest, FuzzResult, FuzzSinks } from './fuzz.ts';
import { loadSecondVersion } from './counterpart.ts';
import { newRecord } from './new-record.ts';
import { createRunLog, searchMs } from './run-log.ts';
import { recordConstraints } from './constraint-records.ts';
import { type PreparedTarget, withTarget } from './prepare-target.ts';
import { runSearch, type SearchEnd } from './search-stage.ts';
import { createSynthesizers } from './synthesizers.ts';
import { type Outcomes, workUp, type WorkUpOptions } from './work-up.ts';

const DEFAULT_OUT = 'slowpath-out';

/**
 * The main job for one program: load the target, search, fit growth, select and minimise the suite, confirm it without
 * instrumentation, write the run directory. The same request resumes what an earlier process left.
 * @throws UsageError or DataError when the target, its inputs or the run directory cannot be used.
 */
export async function fuzzProgram(
  request: FuzzRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
): Promise<FuzzResult> {
  const { target, cwd } = request;
  const { options } = request.options;
  return await withTarget(
    target,
    options,
    cwd,
    context.finishEarly,
    async (prepared) => {
      // Better told now than after the search.
      if (options.against !== undefined)
        await loadSecondVersion(options.against, prepared, options, cwd, context.finishEarly);
      const { record, directory, outcomes } = await searchProgram(
        prepared,
        request,
        sinks,
        context,
        workUp,
      );
      return { record, directory, outcomes };
    },
    { options, cwd, apiKey: context.apiKey },
  );
}

/** What a search came to, and what was made of it. */
export interface SearchedProgram<O> extends Omit<FuzzResult, 'outcomes'> {
  readonly outcomes: O;
  readonly search: SearchEnd;
}

/**
 * Searches a target that is ready, and writes its run directory.
 * @param finish makes of the findings what the run is wanted for
 */
export async function searchProgram<O extends Pick<Outcomes, 'record'>>(
  prepared: PreparedTarget,
  request: FuzzRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
  finish: (work: WorkUpOptions) => Promise<O>,
): Promise<SearchedProgram<O>> {
  const { options } = request.options;
  const directory = openRunDirectory({
    dir: resolve(request.cwd, options.out ?? join(DEFAULT_OUT, prepared.loaded.slug)),
    fresh: options.fresh,
    record: recordOf(request, prepared, context),
    clock: context.clock,
    owner: context.owner,
  });
  try {
    for (const text of directory.notes) sinks.say(text);
    return await runIn(directory, request, prepared, sinks, context, finish);
  } finally {
    directory.close();
  }
}

async function runIn<O extends Pick<Outcomes, 'record'>>(
  directory: RunDirectory,
  request: FuzzRequest,
  prepared: PreparedTarget,
  sinks: FuzzSinks,
  context: FuzzContext,
  finish: (work: WorkUpOptions) => Promise<O>,
): Promise<SearchedProgram<O>> {
  const { options } = request.options;
  const earlier = directory.resumed;
  const record = earlier?.record ?? recordOf(request, prepared, context);
  if (earlier !== undefined)
    sinks.say(`resuming after ${record.execs} executions; --fresh starts over`);
  const log = createRunLog({ directory, record, prepared, options, sinks, clock: context.clock });
  const timeMs =
    options.timeMs === undefined
      ? undefined
      : Math.max(0, options.timeMs - (earlier === undefined ? 0 : searchMs(earlier.record)));
  const search = await runSearch(
    {
      prepared,
      options,
      timeMs,
      steps: request.steps,
      without: request.without ?? [],
      clock: context.clock,
      signal: context.finishEarly,
      resume:
        earlier?.checkpoint &&
        parseCampaignState(earlier.checkpoint.state, directory.layout.checkpoint, options.workers),
      synthesizers: createSynthesizers({
        options,
        cwd: request.cwd,
        apiKey: context.apiKey,
        transcriptDirectory: join(directory.path, 'transcripts'),
      }),
    },
    { ...log.sink, stage: async (name, run) => await log.stage(name, run) },
  );
  const constraints = await log.stage(
    'uplift',
    async () =>
      await recordConstraints(search, readInputs(directory.path, 'queue'), { prepared, options }),
  );
  const outcomes = await finish({
    directory,
    prepared,
    options,
    cwd: request.cwd,
    context,
    log,
  });
  const finished = { ...log.finish(search.stop, outcomes), constraints };
  directory.writeRecord(finished);
  return { record: finished, directory: directory.path, outcomes, search };
}

function recordOf(request: FuzzRequest, prepared: PreparedTarget, context: FuzzContext): RunRecord {
  const { loaded, notes, skipped } = prepared;
  const { slug, kind, entryFile, contentHash } = loaded;
  return newRecord(
    request,
    {
      target: { slug, kind, entryFile, contentHash, siteCount: loaded.image.siteCount },
      inputs: prepared,
      notes: [
        ...notes,
        ...(skipped.length === 0 ? [] : [`${skipped.length} seeds were skipped: see events.jsonl`]),
      ],
    },
    context,
  );
}
