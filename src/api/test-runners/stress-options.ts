import type { Duration } from '../fuzz.ts';

/** How a target is loaded and what its inputs are: as on the command line, paths relative to the test file. */
export interface StressTargetOptions {
  /** Absolute path of the directory that the target is relative to; default: that of the test file. */
  readonly directory?: string;
  /** What the function takes, as a TypeScript tuple type. */
  readonly args?: string;
  /** File with an InputSpec. */
  readonly spec?: string;
  /** File, directory or glob of example inputs. */
  readonly seeds?: string;
  /** The target is a program that reads stdin. */
  readonly stdin?: boolean;
  /** Further packages, directories and globs to count steps in. */
  readonly instrument?: readonly string[];
  readonly realClock?: boolean;
  /** Largest input, characters or elements. */
  readonly maxSize?: number;
  /** Steps after which an execution is stopped. */
  readonly maxSteps?: number;
  readonly seed?: number;
  /** Megabytes of a worker. */
  readonly memory?: number;
  readonly hangTimeout?: Duration;
}

export interface StressOptions extends StressTargetOptions {
  /** Where the committed suite is; default `__stress__/<name>` beside the test file. */
  readonly suite?: string;
  /** Relative increase in steps that a test may show; default 0.1. */
  readonly tolerance?: number;
  /** Compare although the suite was measured with another major version of Node. Default false. */
  readonly allowOtherNode?: boolean;
  /** How long `SLOWPATH_FUZZ=1` searches; default 20s, none when `execs` is given. */
  readonly time?: Duration;
  /** Executions of that search: makes it repeatable. */
  readonly execs?: number;
  /** Processes that search. */
  readonly workers?: number;
}

/** Names of the options that the engine takes as they are. */
export const TARGET_OPTION_NAMES = [
  'args',
  'spec',
  'seeds',
  'stdin',
  'instrument',
  'realClock',
  'maxSize',
  'maxSteps',
  'seed',
  'memory',
  'hangTimeout',
] as const satisfies readonly (keyof StressTargetOptions)[];

export type EngineOptions = Pick<StressTargetOptions, (typeof TARGET_OPTION_NAMES)[number]>;

/** Without the options that are the runner's business. */
export function engineOptions(options: StressTargetOptions): EngineOptions {
  const given = TARGET_OPTION_NAMES.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  // Object.fromEntries forgets which value belongs to which key.
  return Object.fromEntries(given) as EngineOptions;
}
