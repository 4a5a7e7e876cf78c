import { relative, sep } from 'node:path';
import type { RunRecord } from '../core/run-record.ts';

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
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const { value } = option;
    if (value === true) words.push(flag);
    else if (typeof value === 'string') words.push(flag, value);
    else if (Array.isArray(value)) for (const item of value) words.push(flag, String(item));
  }
  return [...words, '--input', inputPath].map(shellQuote).join(' ');
}
