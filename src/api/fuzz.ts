import { availableParallelism, hostname } from 'node:os';
import { resolve } from 'node:path';
import { type OptionName, resolveOptions } from '../config/options.ts';
import type { LiveStatus, RunRecord } from '../core/run-record.ts';
import { apiKeyOf } from '../cli/api-key.ts';
import { isAlive } from '../execute/process-alive.ts';
import type { Suite } from '../suite/suite-schema.ts';
import type { TestInput } from '../suite/test-file.ts';

/** A length of time with its unit: `500ms`, `20s`, `2m`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

/** What `slowpath fuzz` takes on the command line, under the same names and with the same defaults. */
export interface FuzzOptions {
  /** `path/mod.ts#name`, `pkg#name`, a program, a problem directory, or a `*.slowpath` file. */
  readonly target: string;
  /** Directory that targets, seeds and the run directory are relative to. Default: the process's own. */
  readonly cwd?: string;
  /** Ceiling on the search; default 60s, none when `execs` is given. */
  readonly time?: Duration;
  /** Ceiling on executions: makes a run repeatable. */
  readonly execs?: number;
  /** Largest input, characters or elements. */
  readonly maxSize?: number;
  /** Steps after which an execution is stopped. */
  readonly maxSteps?: number;
  readonly seed?: number;
  /** Processes that search. */
  readonly workers?: number;
  /** Run directory; default `slowpath-out/<target>`. */
  readonly out?: string;
  /** The target is a program that reads stdin. */
  readonly stdin?: boolean;
  /** What the function takes, as a TypeScript tuple type. */
  readonly args?: string;
  /** File with an InputSpec. */
  readonly spec?: string;
  /** File, directory or glob of example inputs. */
  readonly seeds?: string;
  /** Further packages, directories and globs to count steps in. */
  readonly instrument?: readonly string[];
  readonly realClock?: boolean;
  /** Where constraints come from, in order: `profile`, `llm`, `replay`; `none` for no synthesis. Default `profile`. */
  readonly synth?: 'none' | readonly ('profile' | 'llm' | 'replay')[];
  /** File with constraints and recipes of your own. */
  readonly constraints?: string;
  /** Language model of `llm`. */
  readonly model?: string;
  /** Its server, OpenAI-compatible. */
  readonly baseUrl?: string;
  /** Requests to it at most. */
  readonly llmCalls?: number;
  /** Tokens at most, prompts and answers together. */
  readonly llmTokens?: number;
  /** US dollars at most; needs `llmPrice`. */
  readonly llmCost?: number;
  /** US dollars for a million tokens of prompts and of answers. */
  readonly llmPrice?: readonly [number, number];
  readonly llmTimeout?: Duration;
  /** Directory of recorded exchanges that `replay` answers from. */
  readonly transcript?: string;
  /** Tests of the suite at most; default 10. */
  readonly tests?: number;
  /** Pace that the sizes of a problem's tests are calibrated by; default: measured once. */
  readonly stepsPerSecond?: number;
  /** Target of a second version, e.g. the mended one, that is run on the slow inputs that were found. */
  readonly against?: string;
  /** Start over instead of resuming. */
  readonly fresh?: boolean;
  /** No progress for this long ends an execution. */
  readonly hangTimeout?: Duration;
  /** Megabytes of a worker. */
  readonly memory?: number;
  /** Called every few hundred milliseconds at most. */
  readonly onStatus?: (status: LiveStatus) => void;
  /** Of the language model's server; default: SLOWPATH_API_KEY or OPENAI_API_KEY in the environment. */
  readonly apiKey?: string;
  /** Called with single lines for people. */
  readonly onMessage?: (text: string) => void;
  /** Ends the search early; the suite is still made from what was found. */
  readonly signal?: AbortSignal;
}

/** What a run came to. */
export interface FuzzResult {
  /** What `run.json` holds: costs, slowdown, growth, hottest lines. */
  readonly record: RunRecord;
  /** What `suite/suite.json` holds. */
  readonly suite: Suite;
  /** Inputs of the suite's tests, in the same order. */
  readonly inputs: readonly TestInput[];
  /** Absolute path of the run directory. */
  readonly directory: string;
}

/**
 * Searches for the inputs that make a target slow, and writes its run directory, suite and report, as `slowpath fuzz` does.
 *
 * ```ts
 * const { record, inputs } = await fuzz({ target: 'src/parse.ts#parse', args: '[string]', execs: 50_000 });
 * if (record.growth?.class === 'quadratic') console.log('slow:', inputs[0]);
 * ```
 *
 * @throws UsageError or DataError that says what to do; HarnessError when no worker can be kept running.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { target, cwd, apiKey, onStatus, onMessage, signal, ...given } = options;
  const directory = resolve(cwd ?? '.');
  const resolved = resolveOptions(
    { commandLine: given satisfies Partial<Record<OptionName, unknown>> },
    { cpuCount: availableParallelism() },
  );
  // Loaded when it is asked for: whoever only wants a type or a schema does not wait for the engine.
  const [{ runFuzz }, { currentVersions }, { publishReport }] = await Promise.all([
    import('../pipeline/fuzz.ts'),
    import('../pipeline/versions.ts'),
    import('../cli/publish-report.ts'),
  ]);
  const result = await runFuzz(
    { target, options: resolved, cwd: directory },
    { status: onStatus ?? (() => undefined), say: onMessage ?? (() => undefined) },
    {
      clock: () => performance.now(),
      now: () => new Date(),
      owner: { pid: process.pid, host: hostname(), isAlive },
      versions: currentVersions(process.versions.node),
      apiKey: apiKey ?? apiKeyOf(process.env),
      finishEarly: signal ?? new AbortController().signal,
    },
  );
  publishReport(result.directory, directory);
  const { suite, inputs } = result.outcomes;
  return { record: result.record, suite, inputs, directory: result.directory };
}
