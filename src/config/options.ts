import { UsageError } from '../core/errors.ts';
import { GROWTH_CLASSES, type GrowthClass } from '../core/finding.ts';
import type { Json, OptionOrigin, RecordedOption } from '../core/run-record.ts';
import {
  bounded,
  counted,
  flag,
  money,
  oneOf,
  prices,
  serverUrl,
  synthKinds,
  type SynthKind,
  text,
  texts,
  timeLimit,
} from './option-values.ts';
import { parseDuration, parseMegabytes, QuantityFault } from './quantity.ts';

/** Every option, by its name in a configuration file; `--max-size` and `SLOWPATH_MAX_SIZE` are `maxSize`. */
export const OPTION_NAMES = [
  'time',
  'execs',
  'maxSize',
  'maxSteps',
  'seed',
  'workers',
  'out',
  'stdin',
  'args',
  'spec',
  'seeds',
  'instrument',
  'realClock',
  'synth',
  'constraints',
  'model',
  'baseUrl',
  'llmCalls',
  'llmTokens',
  'llmCost',
  'llmPrice',
  'llmTimeout',
  'transcript',
  'tests',
  'stepsPerSecond',
  'against',
  'failOn',
  'fresh',
  'json',
  'hangTimeout',
  'memory',
] as const;
export type OptionName = (typeof OPTION_NAMES)[number];

/** Options as somebody gave them: all optional, nothing checked yet. Undefined is "not given". */
export type UserOptions = Readonly<Partial<Record<OptionName, unknown>>>;

/** What a language model may be asked. */
export interface LlmLimits {
  /** Requests of a run at most. */
  readonly calls: number;
  /** Tokens of a run at most, prompts and answers together; undefined for no limit. */
  readonly tokens: number | undefined;
  /** US dollars of a run at most; counts only when prices are known. */
  readonly cost: number | undefined;
  /** US dollars for a million tokens, of prompts and of answers. */
  readonly price: readonly [number, number] | undefined;
  /** Of one request, milliseconds. */
  readonly timeoutMs: number;
}

/** Options with every default filled in and every value checked. */
export interface ResolvedOptions {
  /** Ceiling on the search, milliseconds; undefined when `execs` alone bounds it. */
  readonly timeMs: number | undefined;
  /** Ceiling on executions; undefined when time alone bounds them. */
  readonly execs: number | undefined;
  /** Scalars. */
  readonly maxSize: number;
  /** Fuel of an execution in the final stage, steps. */
  readonly maxSteps: number;
  /** Fuel of an execution on the ladder, steps. */
  readonly ladderMaxSteps: number;
  readonly seed: number;
  readonly workers: number;
  /** Run directory; undefined for `slowpath-out/<target>`. */
  readonly out: string | undefined;
  readonly stdin: boolean;
  /** A TypeScript tuple type. */
  readonly args: string | undefined;
  /** File with an InputSpec. */
  readonly spec: string | undefined;
  /** File, directory or glob. */
  readonly seeds: string | undefined;
  readonly instrument: readonly string[];
  readonly realClock: boolean;
  /** Asked in this order; empty for no synthesis. */
  readonly synth: readonly SynthKind[];
  /** File with constraints and recipes of the user's own. */
  readonly constraints: string | undefined;
  /** Name of the language model. */
  readonly model: string | undefined;
  /** Of an OpenAI-compatible server; undefined for OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly llm: LlmLimits;
  /** Directory of recorded exchanges: what `replay` answers from. */
  readonly transcript: string | undefined;
  /** Tests of a suite at most. */
  readonly tests: number;
  /** Pace of the programs without instrumentation, for sizes that take a wanted time; undefined: measured once per problem. */
  readonly stepsPerSecond: number | undefined;
  /** Target of a second version that gets the same inputs. */
  readonly against: string | undefined;
  /** Exit 1 when the growth found is of this class or a worse one. */
  readonly failOn: GrowthClass | undefined;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly hangTimeoutMs: number;
  readonly memoryMb: number;
}

export interface OptionSet {
  readonly options: ResolvedOptions;
  readonly origins: Readonly<Record<OptionName, OptionOrigin>>;
}

/** Who gave which options. Earlier in this list wins: command line, environment, configuration file, problem. */
export interface OptionLayers {
  readonly commandLine?: UserOptions;
  readonly environment?: UserOptions;
  readonly config?: UserOptions;
  readonly problem?: UserOptions;
}

/** Seconds of search when neither time nor executions are bounded by the user. */
const DEFAULT_TIME_MS = 60_000;
const DEFAULT_MAX_SIZE = 2 ** 16;
/** Enough for a quadratic program at the size limit. */
const DEFAULT_MAX_STEPS = 2 ** 30;
/** Some 50 ms of work: the ladder is climbed with many cheap executions, and few reach this. */
const DEFAULT_LADDER_MAX_STEPS = 2 ** 24;
/** Counters are 32-bit and signed, and a poll lets an execution overshoot. */
const MAX_MAX_STEPS = 2_000_000_000;
const DEFAULT_SEED = 1;
const DEFAULT_TESTS = 10;
/** A round of proposals and a round of repairs, twice, and room for servers that need a second try. */
const DEFAULT_LLM_CALLS = 8;
const DEFAULT_LLM_TIMEOUT_MS = 120_000;
const DEFAULT_HANG_TIMEOUT_MS = 5000;
const DEFAULT_MEMORY_MB = 512;
const MAX_DEFAULT_WORKERS = 8;

/**
 * Merges what the layers give, checks it and fills in the rest.
 * @param machine `cpuCount`: logical processors that this process may use; one is left to the parent process.
 * @throws UsageError naming the option, where it was given, and what was expected.
 */
export function resolveOptions(
  layers: OptionLayers,
  machine: { readonly cpuCount: number },
): OptionSet {
  const ordered: readonly (readonly [OptionOrigin, UserOptions | undefined])[] = [
    ['command-line', layers.commandLine],
    ['environment', layers.environment],
    ['config', layers.config],
    ['problem', layers.problem],
  ];
  const origins = Object.fromEntries(
    OPTION_NAMES.map((name) => [name, originOf(ordered, name)]),
    // Object.fromEntries forgets the keys; they are exactly OPTION_NAMES.
  ) as Record<OptionName, OptionOrigin>;
  const pick = <T, F>(name: OptionName, parse: (value: unknown) => T, fallback: F): T | F => {
    const given = ordered.find(([, options]) => options?.[name] !== undefined);
    if (given === undefined) return fallback;
    const [origin, options] = given;
    return parseOption(name, origin, options?.[name], parse);
  };

  const execs = pick('execs', counted(1), undefined);
  const maxSteps = pick('maxSteps', counted(1000, MAX_MAX_STEPS), DEFAULT_MAX_STEPS);
  const workers = Math.min(MAX_DEFAULT_WORKERS, Math.max(1, machine.cpuCount - 1));
  const options: ResolvedOptions = {
    timeMs: pick('time', timeLimit, execs === undefined ? DEFAULT_TIME_MS : undefined),
    execs,
    maxSize: pick('maxSize', counted(1, 2 ** 26), DEFAULT_MAX_SIZE),
    maxSteps,
    ladderMaxSteps: Math.min(maxSteps, DEFAULT_LADDER_MAX_STEPS),
    seed: pick('seed', counted(0), DEFAULT_SEED),
    workers: pick('workers', counted(1, 64), workers),
    out: pick('out', text, undefined),
    stdin: pick('stdin', flag, false),
    args: pick('args', text, undefined),
    spec: pick('spec', text, undefined),
    seeds: pick('seeds', text, undefined),
    instrument: pick('instrument', texts, []),
    realClock: pick('realClock', flag, false),
    synth: pick('synth', synthKinds, ['profile']),
    constraints: pick('constraints', text, undefined),
    model: pick('model', text, undefined),
    baseUrl: pick('baseUrl', serverUrl, undefined),
    llm: {
      calls: pick('llmCalls', counted(1, 1000), DEFAULT_LLM_CALLS),
      tokens: pick('llmTokens', counted(1), undefined),
      cost: pick('llmCost', money, undefined),
      price: pick('llmPrice', prices, undefined),
      timeoutMs: pick(
        'llmTimeout',
        bounded(parseDuration, 100, 3_600_000, ' ms'),
        DEFAULT_LLM_TIMEOUT_MS,
      ),
    },
    transcript: pick('transcript', text, undefined),
    tests: pick('tests', counted(1, 1000), DEFAULT_TESTS),
    stepsPerSecond: pick('stepsPerSecond', counted(1000), undefined),
    against: pick('against', text, undefined),
    failOn: pick('failOn', oneOf(GROWTH_CLASSES), undefined),
    fresh: pick('fresh', flag, false),
    json: pick('json', flag, false),
    hangTimeoutMs: pick(
      'hangTimeout',
      bounded(parseDuration, 100, 3_600_000, ' ms'),
      DEFAULT_HANG_TIMEOUT_MS,
    ),
    memoryMb: pick('memory', bounded(parseMegabytes, 64, 2 ** 16, ' MB'), DEFAULT_MEMORY_MB),
  };
  checkSynthesis(options);
  if (options.args !== undefined && options.spec !== undefined) {
    throw new UsageError('--args and --spec both describe the input.', { hint: 'Give one.' });
  }
  return { options, origins };
}

function checkSynthesis({ synth, model, transcript }: ResolvedOptions): void {
  if (synth.includes('llm') && model === undefined)
    throw new UsageError('--synth llm asks a language model, and none is named.', {
      hint: "Name one with --model, and its server with --base-url unless it is OpenAI's.",
    });
  if (synth.includes('replay') && transcript === undefined)
    throw new UsageError('--synth replay answers from recorded exchanges, and none are named.', {
      hint: 'Give their directory with --transcript <dir>.',
    });
}

function originOf(
  ordered: readonly (readonly [OptionOrigin, UserOptions | undefined])[],
  name: OptionName,
): OptionOrigin {
  return ordered.find(([, options]) => options?.[name] !== undefined)?.[0] ?? 'default';
}

/** The options as `run.json` keeps them: by name, with where each came from; those that are not set are null. */
export function recordOptions(set: OptionSet): Readonly<Record<OptionName, RecordedOption>> {
  const { options, origins } = set;
  const values: Readonly<Record<OptionName, Json>> = {
    time: options.timeMs ?? null,
    execs: options.execs ?? null,
    maxSize: options.maxSize,
    maxSteps: options.maxSteps,
    seed: options.seed,
    workers: options.workers,
    out: options.out ?? null,
    stdin: options.stdin,
    args: options.args ?? null,
    spec: options.spec ?? null,
    seeds: options.seeds ?? null,
    instrument: options.instrument,
    realClock: options.realClock,
    synth: options.synth.length === 0 ? 'none' : options.synth,
    constraints: options.constraints ?? null,
    model: options.model ?? null,
    baseUrl: options.baseUrl ?? null,
    llmCalls: options.llm.calls,
    llmTokens: options.llm.tokens ?? null,
    llmCost: options.llm.cost ?? null,
    llmPrice: options.llm.price ?? null,
    llmTimeout: options.llm.timeoutMs,
    transcript: options.transcript ?? null,
    tests: options.tests,
    stepsPerSecond: options.stepsPerSecond ?? null,
    against: options.against ?? null,
    failOn: options.failOn ?? null,
    fresh: options.fresh,
    json: options.json,
    hangTimeout: options.hangTimeoutMs,
    memory: options.memoryMb,
  };
  const entries = OPTION_NAMES.map(
    (name) => [name, { value: values[name], from: origins[name] }] as const,
  );
  // Object.fromEntries forgets the keys; they are exactly OPTION_NAMES.
  return Object.fromEntries(entries) as Record<OptionName, RecordedOption>;
}

function parseOption<T>(
  name: OptionName,
  origin: OptionOrigin,
  value: unknown,
  parse: (value: unknown) => T,
): T {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
    const shown = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
    throw new UsageError(`${optionLabel(name, origin)}: ${shown} – ${error.message}.`, {
      cause: error,
    });
  }
}

/** How the user wrote the option's name. */
function optionLabel(name: OptionName, origin: OptionOrigin): string {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  switch (origin) {
    case 'command-line':
    case 'default':
      return `--${words}`;
    case 'environment':
      return environmentName(name);
    case 'config':
      return `"${name}" in the configuration file`;
    case 'problem':
      return `"${name}" in problem.json`;
  }
}

/** `maxSize` → `SLOWPATH_MAX_SIZE`. */
export function environmentName(name: OptionName): string {
  return `SLOWPATH_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
