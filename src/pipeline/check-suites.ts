import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  OPTION_NAMES,
  type OptionName,
  type ResolvedOptions,
  resolveOptions,
  type UserOptions,
} from '../config/options.ts';
import { AppError, UsageError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import { readRunRecord } from '../report/read-run.ts';
import { readSuite } from '../suite/suite-file.ts';
import type { Suite } from '../suite/suite-schema.ts';

/** A suite to be replayed. */
export interface SuiteSource {
  /** Absolute path of the directory that holds suite.json. */
  readonly directory: string;
  readonly suite: Suite;
  /** Of the run that wrote it; undefined when the suite stands alone. */
  readonly record: RunRecord | undefined;
}

/** A suite that cannot be read. */
export interface UnreadableSuite {
  readonly directory: string;
  readonly error: AppError;
}

/** Where runs are when nobody says where. */
const DEFAULT_PLACE = 'slowpath-out';

/**
 * The suites below the paths given: run directories, suites, or directories of those; without a path, those of
 * `slowpath-out`. In the order given, each once.
 * @throws UsageError when a path holds none.
 */
export function findSuites(
  paths: readonly string[],
  cwd: string,
): readonly (SuiteSource | UnreadableSuite)[] {
  const given = paths.length === 0 ? [DEFAULT_PLACE] : paths;
  const directories = given.flatMap((path) => {
    const found = suitesAt(resolve(cwd, path));
    if (found.length > 0) return found;
    throw new UsageError(`there is no suite in ${path}: nothing would be measured`, {
      hint: 'make one with `slowpath fuzz <target>`, and name its run directory',
    });
  });
  return [...new Set(directories)].map(readSource);
}

/** What `--fresh` leaves of an earlier run. */
const MOVED_ASIDE = /-old-\d+$/;

function suitesAt(path: string): readonly string[] {
  if (!isDirectory(path)) return [];
  const own = suiteAt(path);
  if (own !== undefined) return [own];
  return readdirSync(path)
    .toSorted()
    .filter((name) => !MOVED_ASIDE.test(name))
    .map((name) => join(path, name))
    .filter(isDirectory)
    .flatMap((directory) => suiteAt(directory) ?? []);
}

/** The directory of the suite that a path names; a run without its suite is told when it is read. */
function suiteAt(path: string): string | undefined {
  if (isFile(join(path, 'suite.json'))) return path;
  const inside = join(path, 'suite');
  return isFile(join(path, 'run.json')) || isFile(join(inside, 'suite.json')) ? inside : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readSource(directory: string): SuiteSource | UnreadableSuite {
  try {
    const suite = readSuite(directory);
    const run = dirname(directory);
    const isOfRun = basename(directory) === 'suite' && isFile(join(run, 'run.json'));
    return { directory, suite, record: isOfRun ? readRunRecord(run) : undefined };
  } catch (error) {
    if (error instanceof AppError) return { directory, error };
    throw error;
  }
}

/** What decides how a target is loaded, what its inputs are, and what an execution may take. */
export const REPLAY_OPTIONS: readonly OptionName[] = [
  'stdin',
  'args',
  'spec',
  'seeds',
  'instrument',
  'realClock',
  'maxSize',
  'maxSteps',
  'seed',
  'hangTimeout',
  'memory',
];

export interface OptionSources {
  readonly commandLine: UserOptions;
  readonly environment: UserOptions;
  readonly config: UserOptions;
}

export interface ReplayOptions {
  readonly options: ResolvedOptions;
  /** Those that somebody gave, as they were written. */
  readonly given: UserOptions;
}

/**
 * The options that a suite is replayed with: those of the command line, then those that its run was given, then the
 * configuration as it is now (its paths would lead elsewhere on another machine).
 */
export function replayOptions(
  { suite, record }: Pick<SuiteSource, 'record' | 'suite'>,
  { commandLine, environment, config }: OptionSources,
): ReplayOptions {
  const recorded = Object.fromEntries(
    REPLAY_OPTIONS.flatMap((name) => {
      const option = record?.options[name];
      if (option === undefined || option.value === null) return [];
      if (option.from !== 'command-line' && option.from !== 'environment') return [];
      const isDuration = name === 'hangTimeout' && typeof option.value === 'number';
      return [[name, isDuration ? `${String(option.value)}ms` : option.value]];
    }),
  );
  const alone = record === undefined ? { stdin: suite.target.kind === 'stdin' } : {};
  const given = { ...alone, ...recorded, ...commandLine };
  const { options } = resolveOptions({ commandLine: given, environment, config }, { cpuCount: 1 });
  return { options, given };
}

/** The words that run a test of a suite again, without the test. */
export function rerunWords(specifier: string, options: UserOptions): readonly string[] {
  const words = ['slowpath', 'run', specifier];
  for (const name of OPTION_NAMES) {
    const value = options[name];
    // One given input has no largest size.
    if (!REPLAY_OPTIONS.includes(name) || name === 'maxSize') continue;
    if (value === undefined || value === false) continue;
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) words.push(flag);
    else for (const item of Array.isArray(value) ? value : [value]) words.push(flag, String(item));
  }
  return words;
}
