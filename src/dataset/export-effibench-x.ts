import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../core/describe-issues.ts';
import { UsageError } from '../core/errors.ts';
import { DatasetFiles } from './dataset-files.ts';
import { learnForms, type RawTest } from './effibench-text.ts';
import type { Exporter, ExportTo } from './exporter.ts';
import { findTopLevelValue } from './json-span.ts';
import { DATASET_LIMITS } from './limits.ts';
import { createIdMaker } from './names.ts';
import { parseJson } from './problem-directory.ts';
import type { DatasetTest, ProblemRecord } from './problem-record.ts';

const rawTests = z.array(z.object({ input: z.string(), output: z.string() }));

/** What is read of a problem file of EffiBench-X; all else stays as it is. */
const baseSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string().optional(),
  title_slug: z.string().nullish(),
  type: z.enum(['functional', 'io']).optional(),
  time_limit_nanos: z.number().nullish(),
  generated_tests: z.union([z.string(), z.array(z.unknown())]).nullish(),
});

type Base = z.infer<typeof baseSchema>;

/** Bytes of a problem file: a hundred tests. */
const MAX_BASE_BYTES = 256 << 20;
/** Of a test, when the problem does not say. Seconds. */
const DEFAULT_TIME_LIMIT = 10;

/**
 * Problem files of EffiBench-X (github.com/EffiBench/EffiBench-X, 2025) with stress tests added to their
 * `generated_tests`; the rest of each file stays byte for byte.
 */
export function createEffibenchExporter({ directory, report, base }: ExportTo): Exporter {
  const path = existing(base);
  const root = statSync(path).isDirectory() ? path : dirname(path);
  const files = new DatasetFiles(root, { ...DATASET_LIMITS, fileBytes: MAX_BASE_BYTES }, report);
  const names = indexBase(files, path);
  return {
    tables: [],
    add(problem) {
      const name = namesOf(problem).flatMap((key) => names.get(key) ?? [])[0];
      if (name === undefined) {
        report({ where: problem.id, message: `no file of ${files.root} is about it, left out` });
        return false;
      }
      const text = files.read(name);
      if (text === undefined) return false;
      const patched = patchTests(text, name, problem, (message) =>
        report({ where: problem.id, message }),
      );
      if (patched === undefined) return false;
      directory.write(`data/dataset/${name}`, patched);
      return true;
    },
    finish: () => undefined,
  };
}

function existing(base: string | undefined): string {
  if (base === undefined) {
    throw new UsageError('effibench-x patches problem files that exist', {
      hint: 'name one, or their directory (data/dataset), with --base',
    });
  }
  if (!existsSync(base)) throw new UsageError(`--base ${base}: there is no such file or directory`);
  return base;
}

/** Identifiers by which a problem may be known → its file. */
function indexBase(files: DatasetFiles, base: string): ReadonlyMap<string, string> {
  const isDirectory = statSync(base).isDirectory();
  const names = isDirectory ? files.files('') : [basename(base)];
  const found = new Map<string, string>();
  for (const name of names.filter((file) => file.endsWith('.json'))) {
    const text = files.read(name);
    if (text === undefined) continue;
    const { id, title, title_slug: slug } = readBase(text, name);
    const stem = name.slice(0, -'.json'.length);
    for (const key of [stem, slug, title, id === undefined ? undefined : String(id)])
      if (key) found.set(asKey(key), name);
  }
  return found;
}

function namesOf({ id, name, title }: ProblemRecord): readonly string[] {
  return [...new Set([id, name, title].map(asKey))];
}

/** The same words, however they are written. */
function asKey(name: string): string {
  return createIdMaker()(name);
}

function readBase(text: string, name: string): Base {
  const parsed = baseSchema.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${name} is no problem file of EffiBench-X: ${describeIssues(parsed.error)}`,
  );
}

function patchTests(
  text: string,
  name: string,
  problem: ProblemRecord,
  note: (message: string) => void,
): string | undefined {
  const base = readBase(text, name);
  const span = findTopLevelValue(text, 'generated_tests');
  const { generated_tests: given } = base;
  const isText = typeof given === 'string';
  const parsed = rawTests.safeParse(
    isText ? parseJson(given, `${name}: generated_tests`) : (given ?? []),
  );
  if (span === undefined || !parsed.success) {
    note(`${name} has no generated_tests that could be added to, left out`);
    return undefined;
  }
  const present = parsed.data;
  const added = newTests(problem, base, present, note);
  if (added.length === 0) note('has no stress test to be added: the file stays as it is');
  const all = JSON.stringify([...present, ...added]);
  return text.slice(0, span.start) + (isText ? JSON.stringify(all) : all) + text.slice(span.end);
}

function newTests(
  problem: ProblemRecord,
  base: Base,
  present: readonly RawTest[],
  note: (message: string) => void,
): readonly RawTest[] {
  const known = new Set(present.map(({ input }) => input.trimEnd()));
  const print =
    base.type === 'functional' ? functionalPrinter(problem, present) : textPrinter(problem);
  if (print === undefined) {
    note('how its runner reads arguments cannot be told from its tests: none were added');
    return [];
  }
  return problem.tests.flatMap((test) => {
    if (test.group !== 'stress') return [];
    const raw = isQuick(test, problem, base) ? print(test) : undefined;
    if (raw === undefined) {
      note(`test ${test.name} has no output, does not fit, or takes too long: left out`);
      return [];
    }
    return known.has(raw.input.trimEnd()) ? [] : [raw];
  });
}

type Printer = (test: DatasetTest) => RawTest | undefined;

function textPrinter({ kind }: ProblemRecord): Printer | undefined {
  if (kind !== 'stdio') return undefined;
  return ({ input, output }) => (output === undefined ? undefined : { input, output });
}

function functionalPrinter(
  { kind, tests }: ProblemRecord,
  present: readonly RawTest[],
): Printer | undefined {
  const [first] = tests;
  if (kind !== 'function' || first === undefined) return undefined;
  const forms = learnForms(present, argumentsOf(first).length);
  if (forms === undefined) return undefined;
  return (test) => {
    const input = forms.input.print(argumentsOf(test));
    const { output } = test;
    return input === undefined || output === undefined
      ? undefined
      : { input, output: forms.output(JSON.parse(output)) };
  };
}

function argumentsOf({ input }: DatasetTest): readonly unknown[] {
  const args = JSON.parse(input) as unknown;
  return Array.isArray(args) ? (args as unknown[]) : [];
}

/** A time-out scores the whole problem 0, whoever is right: every solution must come to its end in time. */
function isQuick({ costs = {} }: DatasetTest, { run }: ProblemRecord, base: Base): boolean {
  const seconds = base.time_limit_nanos ? base.time_limit_nanos / 1e9 : DEFAULT_TIME_LIMIT;
  const pace = run?.stepsPerSecond;
  const limit = Math.min(seconds, DEFAULT_TIME_LIMIT);
  return Object.values(costs).every(
    ({ steps, outcome }) => outcome === 'ok' && (pace === undefined || steps / pace < limit),
  );
}
