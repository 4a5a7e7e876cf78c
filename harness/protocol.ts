/**
 * What the engine (src/) and the code beside the program (harness/) say to each other.
 * Everything here is plain data that survives a structured clone, except {@link Host} and {@link Loop},
 * the two ends of the in-process boundary inside a shard's worker thread.
 */

/** Raised when the meaning of any message below changes. */
export const PROTOCOL_VERSION = 1;

/** How one execution ended. The index in this list is the code stored in {@link CELL_OUTCOME}. */
export const OUTCOMES = [
  'ok',
  'threw',
  'steps-exceeded',
  'depth-exceeded',
  'exited',
  'timed-out',
  'out-of-memory',
  'crashed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where a specifier of an instrumented module leads. */
export type Resolution =
  | { readonly kind: 'image'; readonly id: string }
  /** Left to Node: builtins and packages that are not instrumented. */
  | { readonly kind: 'native'; readonly specifier: string }
  /** Unresolvable: throws Node's own error when, and only when, the program asks for it. */
  | { readonly kind: 'missing'; readonly message: string };

/** One instrumented module, emitted as a CommonJS-style function body whatever it was written as. */
export interface ModuleImage {
  /** Absolute path of the source file. */
  readonly id: string;
  /** JSON modules carry their text in `code` and no sites. */
  readonly format: 'commonjs' | 'module' | 'json';
  /** Function body over the parameters of `MODULE_PARAMETERS`; its last line may be a source map comment. */
  readonly code: string;
  /** The body awaits at its top level and is compiled as an async function. */
  readonly isAsync: boolean;
  readonly resolutions: Readonly<Record<string, Resolution>>;
}

/** Parameters of every module body, in order: Node's five, then the instrumentation's. */
export const MODULE_PARAMETERS = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  /** `(specifier) => Promise<namespace>`: dynamic import. */
  '$import',
  /** The module's `import.meta`. */
  '$meta',
  /** `Int32Array`, `$c[site]`: hits of the current execution. */
  '$c',
  /** `(function) => void`: called when a function's entry site goes from 0 to 1. */
  '$t',
  /** `() => void`: fuel poll, called every 1,024 hits of a polling site; throws the stop signal when fuel is gone. */
  '$k',
  /** `(error?) => void`: first statement of every catch and finally; rethrows the stop signal. */
  '$x',
  /** See `Work` in harness/js/work.ts: charges builtin work to a site after the fact, and makes namespaces for static imports. */
  '$w',
  /**
   * `Int32Array`, `$q[probe]`: hits of the probe's site at which `$p` is to be called next, because the probe is due or, if
   * it stands where a loop begins, fuel is to be polled; `$c[site] >= $q[probe] && $p(…)`.
   */
  '$q',
  /** `(probe, hits, depth, ...values) => void`: hands values of the program to the watch; never throws, charges nothing. */
  '$p',
  /** See `CompareCalls` in harness/js/compare-calls.ts: what `ProgramImage.attentive` compares goes through it. */
  '$e',
] as const;

export interface ProgramImage {
  readonly modules: readonly ModuleImage[];
  readonly entry: {
    /** `id` of a module image, or a native specifier when the entry itself is not instrumented. */
    readonly module: string;
    readonly kind: 'function' | 'stdin';
    /** Property path from the module's namespace to the function: `['default']`, `['a', 'b']`; empty for stdin programs. */
    readonly exportPath: readonly string[];
  };
  /** Number of sites; length of the counts array. */
  readonly siteCount: number;
  /** `functionStart[f] .. functionStart[f + 1]` are the sites of function `f`; length functionCount + 1. */
  readonly functionStart: Int32Array;
  /** The program may go on after its body returned (async functions, timers, promises): drain the event loop. */
  readonly mayBeAsync: boolean;
  /** Number of probes woven in; length of `Host.probesDue`. Absent for none. */
  readonly probeCount?: number;
  /** The modules with their probes, when `modules` has none of them: see {@link Host.setProbed}. Sites are numbered alike. */
  readonly probed?: readonly ModuleImage[];
  /**
   * The modules that tell what they compare and have no probes: what runs while somebody listens, see {@link Host.listen}.
   * Sites are numbered alike. Loaded when first needed.
   */
  readonly attentive?: {
    readonly modules: readonly ModuleImage[];
    /** Comparisons are numbered from 0. */
    readonly comparisonCount: number;
  };
  /** Name of the global under which modules that istanbul-lib-instrument instrumented keep their counters, if any does. */
  readonly coverageVariable?: string;
  /** A `*.slowpath` definition that must be loaded in the program's realm for its input model, if any. */
  readonly definition?: { readonly module: string; readonly model: 'choices' };
}

export interface ShardOptions {
  /** No progress (executions or fuel polls) for this long is a hang. Milliseconds. */
  readonly hangTimeoutMs: number;
  /** Old-space limit of the worker. Megabytes. */
  readonly memoryMb: number;
  /** Leave Date, performance.now, process.hrtime and timers as they are. */
  readonly realClock: boolean;
  /** Seed of the program's own `Math.random`, the same for every execution. */
  readonly programSeed: number;
  /** Path of the loop script to evaluate in the loop's context. */
  readonly loopScript: string;
}

/** Cells of {@link Host.cells}. */
export const CELL_OUTCOME = 0;
/** Number of functions in {@link Host.touched}. */
export const CELL_TOUCHED = 1;
/** Allocation units charged in the current execution. */
export const CELL_ALLOC = 2;
/** 1 once the current execution was ended: out of fuel or stack, by exit, or by what it threw. */
export const CELL_STOPPED = 3;
export const CELL_COUNT = 8;

/** Makes values of the program's realm; captured before the program loads. */
export interface Realm {
  /** A new array of the program's realm with the same elements. */
  array(items: ArrayLike<unknown>): unknown[];
  /** A new plain object of the program's realm. */
  record(keys: readonly string[], values: readonly unknown[]): Record<string, unknown>;
  map(entries: readonly (readonly [unknown, unknown])[]): unknown;
  set(items: readonly unknown[]): unknown;
  date(epochMs: number): unknown;
  bytes(values: ArrayLike<number>): unknown;
  regexp(source: string, flags: string): unknown;
}

/** A value drawn from a user's own arbitrary, in the program's realm. */
export interface Draw {
  readonly args: unknown[];
  /** The choices that were made, in order; replaying them gives equal arguments. */
  readonly choices: readonly number[];
  /** `lows[i] <= choices[i] <= highs[i]`. */
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** Hits by line and branch arm that istanbul-lib-instrument's counters show, of one module. */
export interface FileCoverage {
  /** Absolute path. */
  readonly file: string;
  /** Pairs line, hits in ascending order of lines: the most hits of any statement that begins there. */
  readonly lines: readonly number[];
  /** Quadruples line, column, arm, hits of every branch arm; those never taken have 0 hits. */
  readonly branches: readonly number[];
}

/**
 * Called by a probe that is due with what it hands over, in the order of its variables. Must neither throw nor touch the
 * values but by reading own data properties.
 * @param hits of the probe's site so far.
 * @param depth open activations of the enclosing function where the probe tracks them, else 0.
 * @returns the number of hits at which the probe is due again; above 2^30 for never in this execution.
 */
export type ProbeListener = (
  probe: number,
  hits: number,
  depth: number,
  values: readonly unknown[],
) => number;

/** A loop in a text: what leads to it and what it repeats. */
export interface Pump {
  readonly prefix: string;
  /** Not empty. */
  readonly unit: string;
}

/** What the texts look like that a program reads, as far as its own patterns and comparisons tell. Distinct, in order of discovery. */
export interface TextHints {
  /** Parts of texts, none empty. */
  readonly words: readonly string[];
  readonly pumps: readonly Pump[];
}

/** A value that the program compared, and what it was compared with. */
export interface Heard {
  /** Which comparison: the number of one in the program's own code, or a greater one for what a builtin compares. */
  readonly place: number;
  /** What was there; empty where it may have been anything. Texts are at most 64 characters long, numbers finite. */
  readonly seen: string | number;
  /** What would have been equal to it, or would have changed the outcome: of the same type, at least one. */
  readonly wanted: readonly (string | number)[];
  /** The program always wants these there, whatever the input. */
  readonly isConstant: boolean;
}

/** A regular expression that the program has used. */
export interface SeenPattern {
  /** As `RegExp.prototype` gives them. */
  readonly source: string;
  readonly flags: string;
  /** Whether its syntax is known, so that its work can be counted. */
  readonly isCounted: boolean;
  /** Where it is not: the longest that the engine took for one use. Wall time, milliseconds. */
  readonly engineMs: number;
}

/** What the worker gives the loop: the program, ready to be run. Lives in the worker's main realm. */
export interface Host {
  /** `counts[site]`, length siteCount: hits and charged work of the last execution, until {@link clear}. */
  readonly counts: Int32Array;
  /** Ids of the functions entered in the last execution, in order of first entry. */
  readonly touched: Int32Array;
  readonly functionStart: Int32Array;
  readonly cells: Int32Array;
  readonly realm: Realm;
  /** Sets the fuel of the executions to come. Steps, 1 ≤ maxSteps < 2^31. */
  setMaxSteps(maxSteps: number): void;
  /** Re-instantiate the instrumented modules before every execution. Stdin programs always do. */
  setFresh(fresh: boolean): void;
  /**
   * Whether uses of regular expressions that prove harmless may be counted by samples from the next execution on. At first
   * they may not.
   */
  setSampled(isSampled: boolean): void;
  /**
   * Runs the program once; input is the argument list (of the program's realm) or the text of stdin.
   * Zeroes the counters of the previous execution first.
   * @returns true when it is over, false when it is pending: the worker calls {@link Loop.drive} again once it has settled.
   */
  run(input: unknown[] | string): boolean;
  /** What the last execution threw, as text of at most 500 characters; empty unless the outcome is `threw`. */
  errorText(): string;
  /**
   * A digest of what the last execution returned or printed: 16 hexadecimal digits, independent of identity; key order counts.
   * A function that returned undefined is known by what it did to its arguments. Empty when it ended abnormally.
   */
  outputDigest(): string;
  /**
   * What the last execution printed, or its result (of a function that returned undefined its argument list, as it then
   * was) as tagged JSON, see harness/js/show-value.ts. Undefined when it ended abnormally, when it is longer than
   * `maxChars`, and when it holds what no form fits.
   */
  outputText(maxChars: number): string | undefined;
  /**
   * `probesDue[probe]`, length probeCount, of the loop's realm: hits from which on a probe is due. The loop sets it before
   * each execution: 1 arms a probe, 2^31 - 1 leaves it out.
   */
  readonly probesDue: Int32Array;
  /** `probesPassed[probe]`, length probeCount: how often the last execution came by a probe, due or not, to within 1024. */
  readonly probesPassed: Int32Array;
  /** Which modules run from the next execution on: `ProgramImage.probed`, where there are any, or the others. Each keep their own state. */
  setProbed(isProbed: boolean): void;
  /** Who is told what probes see; nobody until it is set. */
  setProbeListener(listener: ProbeListener): void;
  /**
   * An object of the program's realm that asks which number it is whenever the program needs one: functions of the loop's
   * realm do not get into the program's hands.
   */
  lateNumber(decide: () => number): object;
  /** Whether the value is a proxy, which must not be looked into. */
  isProxy(value: unknown): boolean;
  /** Hits by line and branch of the last execution; empty unless the image has a `coverageVariable`. Zeroes them. */
  takeCoverage(): readonly FileCoverage[];
  /** What the executions since the last call have shown that was not known before: bounded. */
  takeHints(): TextHints;
  /**
   * Whether comparisons are kept from now on; starting forgets those before. While it is on, `ProgramImage.attentive` runs
   * where there is any; while it is off, it costs next to nothing.
   */
  listen(isListening: boolean): void;
  /** What the executions since {@link listen} compared, at most 512, without those whose operands were alike. */
  heard(): readonly Heard[];
  /**
   * How near those executions came to each outcome of each comparison: `distances[2 * place]` to what makes it hold (equal, in
   * the table, in this order), `distances[2 * place + 1]` to what makes it fail. From 0, which is that outcome, to 1; 2 where
   * it was not reached. Length 2 · comparisonCount; overwritten by {@link listen}.
   */
  readonly distances: Float64Array;
  /** Regular expressions that instrumented calls have used, in order of first use: bounded. */
  patterns(): readonly SeenPattern[];
  /** Records the input about to be run where it survives the death of this process. */
  journal(encodedInput: string): void;
  /**
   * Draws from the user's arbitrary: replays `choices`, then continues with a tail seeded by `seed`. Zeroes the counters.
   * @returns undefined when it takes more than `cap` draws, or all fuel.
   */
  draw(choices: readonly number[], seed: number, cap: number): Draw | undefined;
}

/** What the loop script's `createLoop(host)` returns. Requests and replies are opaque to the harness. */
export interface Loop {
  begin(request: unknown): void;
  /** @returns true when the request is finished, false when an execution is pending. */
  drive(): boolean;
  /** The reply to the finished request: plain data. */
  reply(): unknown;
}

/** Why a worker is gone. */
export interface ShardDeath {
  readonly outcome: 'timed-out' | 'out-of-memory' | 'crashed';
  /** The last journalled input, when there was one since the request began. */
  readonly journal: string | undefined;
  readonly detail: string;
}
