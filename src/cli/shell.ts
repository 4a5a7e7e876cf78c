import { relative, sep } from 'node:path';
import type { Json, RunRecord } from '../core/run-record.ts';

/** A word as a POSIX shell reads it back. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path as the user would write it: relative when it lies under the current directory. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' ? '.' : short === '..' || short.startsWith(`..${sep}`) ? path : short;
}

/** Options that decide how a target is loaded and what its inputs are. */
const TARGET_OPTIONS = ['stdin', 'args', 'spec', 'seeds', 'instrument', 'realClock'] as const;

/** Of a problem, the solution that its costliest test is slow for. */
function programOf({ target, problem }: RunRecord): string {
  if (problem?.slowest === undefined) return target.specifier;
  return `${target.specifier.replace(/\/?(?:problem\.json)?$/, '')}/${problem.slowest}`;
}

/** The command line that runs one test of a run again. */
export function rerunCommand(record: RunRecord, inputPath: string): string {
  const words = ['slowpath', 'run', programOf(record)];
  for (const name of TARGET_OPTIONS) {
    const option = record.options[name];
    if (option === undefined || option.from === 'default' || option.from === 'problem') continue;
    words.push(...flagWords(name, option.value));
  }
  return [...words, '--input', inputPath].map(shellQuote).join(' ');
}

/** Options that say where a result goes or how it is told, not what it is. */
const TELLING_OPTIONS: readonly string[] = ['out', 'fresh', 'json', 'failOn', 'seed', 'workers'];
const DURATIONS: readonly string[] = ['time', 'hangTimeout', 'llmTimeout'];

/**
 * The command line that makes a run again: every option that was not left at its default, and the seed and the number of
 * workers as they were.
 */
export function fuzzCommand(record: RunRecord, directory: string): string {
  const words = ['slowpath', 'fuzz', record.target.specifier];
  for (const [name, { value, from }] of Object.entries(record.options)) {
    if (from === 'default' || from === 'problem' || TELLING_OPTIONS.includes(name)) continue;
    words.push(...flagWords(name, value));
  }
  const workers = record.options['workers']?.value;
  words.push('--seed', String(record.seed));
  if (typeof workers === 'number') words.push('--workers', String(workers));
  return [...words, '--out', `${directory}-again`].map(shellQuote).join(' ');
}

function flagWords(name: string, value: Json): readonly string[] {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === true) return [flag];
  if (value === null || value === false) return [];
  // Synthesizers and prices are one word; other lists are a flag repeated.
  if (Array.isArray(value))
    return ['synth', 'llmPrice'].includes(name)
      ? [flag, value.join(',')]
      : value.flatMap((item) => [flag, String(item)]);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [flag, DURATIONS.includes(name) ? `${text}ms` : text];
}
