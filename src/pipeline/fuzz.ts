import type { OptionSet } from '../config/options.ts';
import type { LiveStatus, RunRecord, RunVersions } from '../core/run-record.ts';
import type { SearchPart } from '../fuzz/requests.ts';
import type { LockOwner } from '../report/run-lock.ts';
import { parseTarget } from '../targets/parse-target.ts';
import { fuzzProgram } from './fuzz-program.ts';
import { runProblem } from './problem/run-problem.ts';
import type { Outcomes } from './work-up.ts';

export interface FuzzRequest {
  /** As the user wrote it. */
  readonly target: string;
  readonly options: OptionSet;
  /** Absolute path that targets, seeds and the run directory are relative to. */
  readonly cwd: string;
  /** Parts of the search to switch off, for ablations. */
  readonly without?: readonly SearchPart[];
  /** Steps of the search at most; default: what executions and time allow. */
  readonly steps?: number | undefined;
}

/** Where news go while it runs. */
export interface FuzzSinks {
  status(status: LiveStatus): void;
  /** One line for people. */
  say(text: string): void;
}

export interface FuzzContext {
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Wall-clock time, for the record only. */
  readonly now: () => Date;
  readonly owner: LockOwner;
  readonly versions: RunVersions;
  /** Key of the language model's server; see SynthesizerOptions. */
  readonly apiKey: string | undefined;
  /** Ends the search early; the suite is still made from what was found. */
  readonly finishEarly: AbortSignal;
}

export interface FuzzResult {
  readonly record: RunRecord;
  /** Absolute path of the run directory. */
  readonly directory: string;
  readonly outcomes: Outcomes;
}

/**
 * The main job, all stages, of one program or of all solutions of a problem: search, fit growth, select and minimise the
 * suite, write the run directory. The same request resumes what an earlier process left.
 * @throws UsageError or DataError when the target, its inputs or the run directory cannot be used.
 */
export async function runFuzz(
  request: FuzzRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
): Promise<FuzzResult> {
  const { options, target, cwd } = { ...request, options: request.options.options };
  const parsed = parseTarget(target, { stdin: options.stdin, cwd });
  return parsed.kind === 'problem'
    ? await runProblem(parsed, request, sinks, context)
    : await fuzzProgram(request, sinks, context);
}
