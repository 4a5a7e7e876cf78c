import {
  OPTION_NAMES,
  type OptionName,
  type OptionSet,
  resolveOptions,
} from '../../config/options.ts';
import { DataError, UsageError } from '../../core/errors.ts';
import type { RunRecord } from '../../core/run-record.ts';
import { type FuzzContext, type FuzzSinks, runFuzz } from '../../pipeline/fuzz.ts';
import { withTarget } from '../../pipeline/prepare-target.ts';
import { createRunLog } from '../../pipeline/run-log.ts';
import { workUp } from '../../pipeline/work-up.ts';
import { readRunRecord } from '../../report/read-run.ts';
import { openRunDirectory } from '../../report/run-directory.ts';
import type { RebuildSuiteRequest } from '../ports.ts';

/**
 * Fits, selects, minimises and confirms anew from the corpus of a run, and writes suite and record.
 * @throws DataError when there is no run; UsageError when the target has changed since, or the run never finished.
 */
export async function rebuildSuite(
  { directory: path, cwd }: RebuildSuiteRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
): Promise<void> {
  const record = readRunRecord(path);
  if (record.status === 'running' || record.stopReason === undefined) {
    throw new UsageError(`the search of ${path} was ended before it was done`, {
      hint: 'run the same `slowpath fuzz` command again: it resumes and makes the suite',
    });
  }
  const set = recordedOptions(record);
  const { options } = set;
  const { specifier } = record.target;
  if (record.problem !== undefined) {
    // Its searches have used up their budgets: what is left of the campaign is the suite.
    const again = { ...set, options: { ...options, out: path, fresh: false } };
    await runFuzz({ target: specifier, options: again, cwd }, sinks, context);
    return;
  }
  await withTarget(specifier, options, cwd, context.finishEarly, async (prepared) => {
    if (prepared.loaded.contentHash !== record.target.contentHash) {
      throw new UsageError(
        `${specifier} has changed since it was searched: its costs are others now`,
        {
          hint: 'search again with `slowpath fuzz … --fresh`',
        },
      );
    }
    const { owner, clock } = context;
    const directory = openRunDirectory({ dir: path, fresh: false, record, clock, owner });
    try {
      const log = createRunLog({ directory, record, prepared, options, sinks, clock });
      const outcomes = await workUp({ directory, prepared, options, cwd, context, log });
      directory.writeRecord({ ...record, ...outcomes.record });
    } finally {
      directory.close();
    }
  });
}

/** Recorded in milliseconds, given with a unit. */
const DURATIONS: readonly OptionName[] = ['time', 'hangTimeout', 'llmTimeout'];

/** The options of the run, as its record keeps them. */
function recordedOptions(record: RunRecord): OptionSet {
  const given = OPTION_NAMES.flatMap((name) => {
    const value = record.options[name]?.value;
    if (value === undefined || value === null) return [];
    const isDuration = DURATIONS.includes(name) && typeof value === 'number';
    return [[name, isDuration ? `${value}ms` : value] as const];
  });
  try {
    return resolveOptions({ commandLine: Object.fromEntries(given) }, { cpuCount: 1 });
  } catch (cause) {
    throw new DataError('run.json holds options that this version does not know', {
      hint: 'search again with `slowpath fuzz … --fresh`',
      cause,
    });
  }
}
