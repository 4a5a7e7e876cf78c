import { readdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { UsageError } from '../core/errors.ts';
import { displayPath } from './parse-target.ts';
import { pathKind } from './path-kind.ts';
import { readSource } from './read-source.ts';

/** One example input: an argument list, or the text of stdin. */
export interface Seed {
  /** File, with the index or line inside it when it holds several: `seeds/a.json[3]`, `seeds/a.jsonl:4`. */
  readonly source: string;
  readonly value: readonly unknown[] | string;
}

export interface SkippedSeed {
  readonly source: string;
  /** One clause: `is not valid JSON: …`. */
  readonly reason: string;
}

export interface Seeds {
  /** In order of file names, then of appearance. */
  readonly seeds: readonly Seed[];
  readonly skipped: readonly SkippedSeed[];
}

export interface ReadSeedsOptions {
  /** A directory, a file or a glob. */
  readonly from: string;
  /** Absolute path that `from` is relative to. */
  readonly cwd: string;
  readonly target: 'function' | 'stdin';
  /** Turns the tagged form of values that JSON lacks into the values. Default: as JSON has them. */
  readonly revive?: (value: unknown) => unknown;
}

/** Bytes of one file. */
const MAX_FILE_BYTES = 16 << 20;
/** Seeds taken; the rest is listed as skipped, in one entry. */
const MAX_SEEDS = 10_000;

/**
 * Reads example inputs. Functions: `.json` with `{"args": [...]}`, an array of such objects or of argument lists; `.jsonl`
 * with one of either per line. Stdin programs: every file is the text of one input, but expected outputs are passed over.
 * What does not parse is listed, never fatal.
 * @throws UsageError when there is no such file, or no file that could hold a seed.
 */
export async function readSeeds(options: ReadSeedsOptions): Promise<Seeds> {
  const seeds: Seed[] = [];
  const skipped: SkippedSeed[] = [];
  for (const file of seedFiles(options)) {
    const source = displayPath(file, options.cwd);
    const read = await readSource(file, MAX_FILE_BYTES);
    if (read.kind === 'unreadable') skipped.push({ source, reason: read.reason });
    else if (options.target === 'stdin') seeds.push({ source, value: read.text });
    else readArguments(source, read.text, extname(file), options.revive, seeds, skipped);
  }
  if (seeds.length <= MAX_SEEDS) return { seeds, skipped };
  const left = seeds.length - MAX_SEEDS;
  const reason = `${left} more seeds: only the first ${MAX_SEEDS} are taken`;
  return {
    seeds: seeds.slice(0, MAX_SEEDS),
    skipped: [...skipped, { source: options.from, reason }],
  };
}

/** Suffixes of expected outputs, which stand next to the inputs of stdin programs. */
const OUTPUT_SUFFIX = /\.(?:out|ans|a|expected|output)$/;

function seedFiles(options: ReadSeedsOptions): readonly string[] {
  const path = resolve(options.cwd, options.from);
  const kind = pathKind(path);
  if (kind === 'file') return [path];
  if (kind === undefined && !isDynamicPattern(options.from)) {
    throw new UsageError(`--seeds ${options.from}: there is no such file or directory.`, {
      hint: `Paths are relative to ${options.cwd}; quote a glob so that the shell leaves it alone.`,
    });
  }
  const candidates =
    kind === 'directory'
      ? readdirSync(path, { withFileTypes: true })
          .filter((entry) => !entry.isDirectory())
          .map((entry) => join(path, entry.name))
      : globSync(options.from, { cwd: options.cwd, absolute: true, onlyFiles: true });
  const accept =
    options.target === 'stdin'
      ? (name: string) => !OUTPUT_SUFFIX.test(name) && !/[/\\]\.[^/\\]*$/.test(name)
      : (name: string) => /\.jsonl?$/.test(name);
  const files = candidates.filter(accept).toSorted();
  if (files.length > 0) return files;
  throw new UsageError(`--seeds ${options.from}: no file there can be a seed.`, {
    hint:
      options.target === 'stdin'
        ? 'Seeds of a stdin program are text files, one input each: seeds/1.in'
        : 'Seeds of a function are .json files with {"args": [...]}, or .jsonl with one per line.',
  });
}

function readArguments(
  source: string,
  text: string,
  extension: string,
  revive: ReadSeedsOptions['revive'],
  seeds: Seed[],
  skipped: SkippedSeed[],
): void {
  const add = (place: string, value: unknown): void => {
    const read = argumentsOf(value, revive);
    if ('reason' in read) skipped.push({ source: place, reason: read.reason });
    else seeds.push({ source: place, value: read.args });
  };
  if (extension === '.jsonl') {
    text.split('\n').forEach((line, index) => {
      if (line.trim() === '') return;
      const place = `${source}:${index + 1}`;
      const parsed = parseJson(line);
      if ('reason' in parsed) skipped.push({ source: place, reason: parsed.reason });
      else add(place, parsed.value);
    });
    return;
  }
  if (extension !== '.json') {
    skipped.push({ source, reason: 'is neither .json nor .jsonl, which seeds of a function are' });
    return;
  }
  const parsed = parseJson(text);
  if ('reason' in parsed) skipped.push({ source, reason: parsed.reason });
  else if (Array.isArray(parsed.value)) {
    parsed.value.forEach((value, index) => add(`${source}[${index}]`, value));
  } else add(source, parsed.value);
}

function argumentsOf(
  value: unknown,
  revive: ReadSeedsOptions['revive'],
): { readonly args: readonly unknown[] } | { readonly reason: string } {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const args: unknown = isObject && 'args' in value ? value.args : value;
  if (!Array.isArray(args)) {
    return { reason: 'is neither {"args": [...]} nor a list of arguments' };
  }
  if (revive === undefined) return { args };
  try {
    return { args: args.map((arg: unknown) => revive(arg)) };
  } catch (error) {
    return { reason: `holds a value that cannot be read: ${messageOf(error)}` };
  }
}

function parseJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: `is not valid JSON: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
