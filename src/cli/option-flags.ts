import { Option } from 'commander';
import { environmentName, OPTION_NAMES, type OptionName } from '../config/options.ts';
import type { UserOptions } from '../config/options.ts';
import { GROWTH_CLASSES } from '../core/finding.ts';

interface Flag {
  /** What stands after the flag; absent for switches. */
  readonly value?: string;
  readonly help: string;
  /** May be given several times. */
  readonly isList?: boolean;
}

/** How every option reads on the command line. Values are checked where they are resolved, not here. */
const FLAGS: Readonly<Record<OptionName, Flag>> = {
  time: {
    value: '<duration>',
    help: 'stop searching after this long, e.g. 20s, 5m (default: 60s)',
  },
  execs: {
    value: '<n>',
    help: 'stop searching after this many executions: makes a run repeatable',
  },
  maxSize: { value: '<n>', help: 'largest input, in characters or elements (default: 64k)' },
  maxSteps: { value: '<n>', help: 'steps after which an execution is stopped (default: 2^30)' },
  seed: { value: '<n>', help: 'seed of all randomness (default: 1)' },
  workers: { value: '<n>', help: 'processes that search (default: one less than processors)' },
  out: { value: '<dir>', help: 'run directory (default: slowpath-out/<target>)' },
  stdin: { help: 'the target is a program that reads stdin and writes stdout' },
  args: {
    value: '<type>',
    help: "what the function takes, as a TypeScript tuple type: '[string, Int<1,100>[]]'",
  },
  spec: { value: '<file>', help: 'what the target takes, as an InputSpec (JSON)' },
  seeds: { value: '<path>', help: 'file, directory or glob of example inputs' },
  instrument: {
    value: '<glob|package>',
    help: 'count steps in these too; may be repeated (default: the package of the target)',
    isList: true,
  },
  realClock: { help: 'leave Date and timers of the program as they are' },
  synth: {
    value: '<kinds>',
    help: 'where constraints come from: profile, llm, replay (several with commas), none (default: profile)',
  },
  constraints: {
    value: '<file>',
    help: 'constraints and recipes of your own, as constraints.json',
  },
  model: { value: '<name>', help: 'language model of --synth llm' },
  baseUrl: {
    value: '<url>',
    help: 'its server, if OpenAI-compatible; the key is SLOWPATH_API_KEY or OPENAI_API_KEY',
  },
  llmCalls: { value: '<n>', help: 'requests to it at most (default: 8)' },
  llmTokens: { value: '<n>', help: 'tokens at most, prompts and answers together' },
  llmCost: { value: '<dollars>', help: 'US dollars at most; needs --llm-price' },
  llmPrice: {
    value: '<in,out>',
    help: 'US dollars for a million tokens of prompts and of answers',
  },
  llmTimeout: { value: '<duration>', help: 'end a request after this long (default: 120s)' },
  transcript: { value: '<dir>', help: 'recorded exchanges that --synth replay answers from' },
  tests: { value: '<n>', help: 'tests of the suite at most (default: 10)' },
  stepsPerSecond: {
    value: '<n>',
    help: 'pace that sizes of a problem are calibrated by (default: measured once, kept in run.json)',
  },
  against: {
    value: '<target>',
    help: 'a second version, e.g. the mended one: run on the slow inputs that were found',
  },
  failOn: {
    value: '<growth>',
    help: `exit with 1 when cost grows like this or worse: ${GROWTH_CLASSES.join(', ')}`,
  },
  fresh: { help: 'start over; an earlier run is moved aside, not deleted' },
  json: { help: 'print the result as JSON' },
  hangTimeout: {
    value: '<duration>',
    help: 'end an execution that shows no progress (default: 5s)',
  },
  memory: { value: '<size>', help: 'memory of a worker, in megabytes (default: 512)' },
};

/** `maxSize` → `--max-size`. */
function flagName(name: OptionName): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The options of a command, in the order given. */
export function flagsFor(names: readonly OptionName[]): readonly Option[] {
  return names.map((name) => {
    const { value, help, isList = false } = FLAGS[name];
    const flags = value === undefined ? flagName(name) : `${flagName(name)} ${value}`;
    const option = new Option(flags, help);
    return isList
      ? option.argParser((text: string, before: unknown) => [
          ...(Array.isArray(before) ? (before as unknown[]) : []),
          text,
        ])
      : option;
  });
}

/** What stands on the command line, of what commander parsed: only option names, nothing else. */
export function commandLineOptions(parsed: Readonly<Record<string, unknown>>): UserOptions {
  const entries = OPTION_NAMES.map((name) => [name, parsed[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Options from `SLOWPATH_…` variables; an empty variable is none. */
export function environmentOptions(env: Readonly<Record<string, string | undefined>>): UserOptions {
  const entries = OPTION_NAMES.map((name) => [name, env[environmentName(name)]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ''));
}
