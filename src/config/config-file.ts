import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DataError, UsageError } from '../core/errors.ts';
import { closest } from '../core/suggest.ts';
import { environmentName, OPTION_NAMES, type OptionName, type UserOptions } from './options.ts';

/** Looked for in the current directory when no other file is named. */
export const CONFIG_FILE = 'slowpath.config.json';

/** Bytes; a configuration is a handful of lines. */
const MAX_CONFIG_BYTES = 1 << 20;

/** Options whose value is a path, relative to the configuration file. */
const PATH_OPTIONS: readonly OptionName[] = ['out', 'spec', 'seeds'];

/**
 * Reads the configuration file: one JSON object whose keys are option names (`"$schema"` is allowed). Values are checked
 * where they are resolved; paths become absolute here.
 * @param named from `--config`, relative to `cwd`; undefined for the default, which need not exist.
 * @throws UsageError when a named file does not exist; DataError when the file is no object of known options.
 */
export function readConfigFile(cwd: string, named: string | undefined): UserOptions {
  const file = resolve(cwd, named ?? CONFIG_FILE);
  const text = readText(file);
  if (text === undefined) {
    if (named === undefined) return {};
    throw new UsageError(`--config ${named}: there is no such file.`, {
      hint: `Paths are relative to ${cwd}.`,
    });
  }
  return absolutePaths(parseConfig(text, file), dirname(file));
}

function readText(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw new DataError(`${file} is not a file.`);
  if (stats.size > MAX_CONFIG_BYTES) throw new DataError(`${file} is larger than 1 MB.`);
  return readFileSync(file, 'utf8');
}

function parseConfig(text: string, file: string): UserOptions {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${file} is not valid JSON: ${reason}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DataError(`${file} must hold one JSON object of options.`);
  }
  const options: Partial<Record<OptionName, unknown>> = {};
  for (const [key, setting] of Object.entries(value)) {
    if (key === '$schema') continue;
    const name = OPTION_NAMES.find((option) => option === key);
    if (name === undefined) {
      const near = closest(key, OPTION_NAMES);
      throw new DataError(`${file}: there is no option "${key}".`, {
        hint:
          near === undefined ? `Options: ${OPTION_NAMES.join(', ')}` : `Did you mean "${near}"?`,
      });
    }
    options[name] = setting;
  }
  return options;
}

function absolutePaths(options: UserOptions, directory: string): UserOptions {
  const result: Partial<Record<OptionName, unknown>> = { ...options };
  for (const name of PATH_OPTIONS) {
    const value = result[name];
    if (typeof value === 'string' && value !== '') result[name] = resolve(directory, value);
  }
  const { instrument } = result;
  const patterns = Array.isArray(instrument) ? instrument : [instrument];
  if (instrument !== undefined) {
    // Only what is clearly a path: anything else may be the name of a package.
    result.instrument = patterns.map((pattern: unknown) =>
      typeof pattern === 'string' && /^\.{1,2}\//.test(pattern)
        ? join(directory, pattern)
        : pattern,
    );
  }
  return result;
}

/** Options from `SLOWPATH_*` variables; lists are separated by commas, empty variables count as absent. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): UserOptions {
  const options: Partial<Record<OptionName, unknown>> = {};
  for (const name of OPTION_NAMES) {
    const value = environment[environmentName(name)];
    if (value === undefined || value === '') continue;
    options[name] = name === 'instrument' ? value.split(',').map((part) => part.trim()) : value;
  }
  return options;
}
