import { z } from 'zod';
import { describeIssues } from '../core/describe-issues.ts';
import { DataError } from '../core/errors.ts';
import type { ReportIssue } from './data-issues.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { extensionOf, isRunnable, languageOfFile, UNKNOWN_LANGUAGE } from './languages.ts';
import { createNamer } from './names.ts';
import {
  type DatasetSolution,
  type DatasetTest,
  describeProblem,
  problemDescriptionSchema,
  type ProblemDescription,
  type ProblemRecord,
} from './problem-record.ts';
import type { StagedDirectory } from './staged-directory.ts';

/** What `problem.json` says, as far as a dataset needs it. */
export interface ProblemDocument {
  readonly id: string;
  readonly title: string;
  readonly kind: 'function' | 'stdio';
  readonly entry?: string | undefined;
  /** Name of a file, or the InputSpec itself. */
  readonly spec?: string | Readonly<Record<string, unknown>> | undefined;
  readonly limits: {
    readonly timeMs?: number | undefined;
    readonly memoryMb?: number | undefined;
  };
  readonly tags: readonly string[];
  readonly licence?: string | undefined;
  readonly solutions: readonly {
    readonly file: string;
    readonly correct: boolean;
    readonly class?: string | undefined;
    readonly note?: string | undefined;
  }[];
}

export interface ProblemPorts {
  /** @throws DataError when the value is no problem.json. */
  readonly parseProblem: (value: unknown, where: string) => ProblemDocument;
}

/** What a problem directory holds beyond `problem.json`: groups, costs, provenance, solutions in other languages. */
const DESCRIPTION_FILE = 'dataset.json';
/** Solutions that cannot be run here. */
const OTHER_SOLUTIONS = 'other';

/**
 * Writes a problem as a directory that `slowpath fuzz` takes (README of corpus/).
 * @param folder inside the directory
 * @throws DataError before anything is written when the record cannot be a problem directory.
 */
export function writeProblemDirectory(
  directory: StagedDirectory,
  folder: string,
  record: ProblemRecord,
  ports: ProblemPorts,
): void {
  for (const [name, text] of problemFiles(record, ports))
    directory.write(`${folder}/${name}`, text);
}

function problemFiles(
  record: ProblemRecord,
  ports: ProblemPorts,
): readonly (readonly [name: string, text: string])[] {
  const document = problemDocument(record);
  ports.parseProblem(document, 'problem.json');
  return [
    ['problem.json', printJson(document)],
    [DESCRIPTION_FILE, printJson(describeProblem(record))],
    ...(record.statement === '' ? [] : ([['statement.md', record.statement]] as const)),
    ...(record.spec === undefined ? [] : ([['spec.json', printJson(record.spec)]] as const)),
    ...record.solutions.map(
      ({ name, language, code }) =>
        [`${isRunnable(language) ? 'solutions' : OTHER_SOLUTIONS}/${name}`, code] as const,
    ),
    ...record.tests.flatMap((test) => testFiles(record.kind, test)),
  ];
}

function testFiles(
  kind: ProblemRecord['kind'],
  test: DatasetTest,
): readonly (readonly [name: string, text: string])[] {
  const stem = `${testFolder(test)}/${test.name}`;
  if (kind === 'function') return [[`${stem}.json`, printFunctionTest(test)]];
  const { input, output } = test;
  return [
    [`${stem}.in`, input],
    ...(output === undefined ? [] : ([[`${stem}.out`, output]] as const)),
  ];
}

/** Default tests are where a campaign looks for its seeds; what a search found is not among them. */
function testFolder({ group }: Pick<DatasetTest, 'group'>): 'tests' | 'stress' {
  return group === 'stress' ? 'stress' : 'tests';
}

function problemDocument(record: ProblemRecord): Readonly<Record<string, unknown>> {
  const { id, title, kind, entry, limits, tags, licence, spec } = record;
  return {
    version: 1,
    id,
    title,
    kind,
    ...(kind === 'function' && entry !== undefined && { entry }),
    ...(spec !== undefined && { spec: 'spec.json' }),
    limits,
    tags,
    ...(licence !== undefined && { licence }),
    solutions: record.solutions
      .filter(({ language }) => isRunnable(language))
      .map(({ name, correct = true, class: growth, note }) => ({
        file: `solutions/${name}`,
        correct,
        ...(growth !== undefined && GROWTH.test(growth) && { class: growth }),
        ...(note !== undefined && { note }),
      })),
  };
}

/** What problem.json takes as a class. */
const GROWTH = /^O\(.{1,80}\)$/;

function printFunctionTest({ name, input, output }: DatasetTest): string {
  try {
    const args = JSON.parse(input) as unknown;
    if (!Array.isArray(args)) throw new SyntaxError('it is no list');
    const expected = output === undefined ? {} : { expected: JSON.parse(output) as unknown };
    return `${JSON.stringify({ args: args as unknown[], ...expected })}\n`;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`test ${name} of a function is no JSON argument list: ${reason}`, {
      cause,
    });
  }
}

const functionTestSchema = z.object({ args: z.array(z.json()), expected: z.json().optional() });

/**
 * Reads a problem directory, also one that was never in a dataset.
 * @param folder relative to the root of `files`
 * @throws DataError when problem.json is missing or not as it should be; what is wrong with its parts is reported.
 */
export function readProblemDirectory(
  files: DatasetFiles,
  folder: string,
  ports: ProblemPorts,
  report: ReportIssue,
): ProblemRecord {
  const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const text = files.readIfPresent(at('problem.json'));
  if (text === undefined) {
    throw new DataError(`${files.root}/${at('problem.json')} is missing or cannot be read`);
  }
  const document = ports.parseProblem(parseJson(text, at('problem.json')), at('problem.json'));
  const description = readDescription(files, at(DESCRIPTION_FILE), report);
  const spec = readSpec(files, document, at);
  const { id, title, kind, entry, tags, licence, limits } = document;
  const read: Reading = { files, at, report, description };
  return {
    version: 1,
    id,
    name: description?.name ?? id,
    title,
    statement: files.readIfPresent(at('statement.md')) ?? '',
    kind,
    ...(kind === 'function' && { entry: entry ?? 'default' }),
    ...(spec !== undefined && { spec }),
    limits: {
      ...(limits.timeMs !== undefined && { timeMs: limits.timeMs }),
      ...(limits.memoryMb !== undefined && { memoryMb: limits.memoryMb }),
    },
    tags: [...tags],
    ...(licence !== undefined && { licence }),
    solutions: readSolutions(document, read),
    tests: readTests(kind, read),
    ...(description?.constraints !== undefined && { constraints: description.constraints }),
    ...(description?.run !== undefined && { run: description.run }),
    ...(description?.extra !== undefined && { extra: description.extra }),
  };
}

interface Reading {
  readonly files: DatasetFiles;
  readonly at: (name: string) => string;
  readonly report: ReportIssue;
  readonly description: ProblemDescription | undefined;
}

function readDescription(
  files: DatasetFiles,
  name: string,
  report: ReportIssue,
): ProblemDescription | undefined {
  const text = files.readIfPresent(name);
  if (text === undefined) return undefined;
  const parsed = problemDescriptionSchema.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  report({
    where: name,
    message: `${describeIssues(parsed.error)}; groups and costs are left out`,
  });
  return undefined;
}

function readSpec(
  files: DatasetFiles,
  { spec }: ProblemDocument,
  at: (name: string) => string,
): ProblemRecord['spec'] {
  const value = typeof spec === 'string' ? parseJson(files.read(at(spec)) ?? '', at(spec)) : spec;
  if (value === undefined) return undefined;
  const parsed = z.record(z.string(), z.json()).safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${at('problem.json')}: the spec: ${describeIssues(parsed.error)}`);
}

function readSolutions(document: ProblemDocument, read: Reading): DatasetSolution[] {
  const { files, at, description } = read;
  const known = new Map(description?.solutions.map((solution) => [solution.name, solution]));
  const found = new Map<string, DatasetSolution>();
  const nameOf = createNamer();
  for (const { file, correct, class: growth, note } of document.solutions) {
    const code = files.read(at(file));
    if (code === undefined) continue;
    const name = nameOf(file.replace(/^solutions\//, ''));
    const { extra, correct: judged, language } = known.get(name) ?? { correct };
    found.set(name, {
      name,
      language: language ?? languageOfFile(name) ?? UNKNOWN_LANGUAGE,
      code,
      // Whoever edits problem.json decides; a solution that nobody has judged stands there as correct.
      ...(judged === undefined && correct ? {} : { correct }),
      ...(growth !== undefined && { class: growth }),
      ...(note !== undefined && { note }),
      ...(extra !== undefined && { extra }),
    });
  }
  for (const solution of known.values()) {
    if (isRunnable(solution.language)) continue;
    const code = files.read(at(`${OTHER_SOLUTIONS}/${solution.name}`));
    if (code !== undefined) found.set(solution.name, { ...solution, code });
  }
  return inOrder(found, known.keys());
}

function readTests(kind: ProblemRecord['kind'], read: Reading): DatasetTest[] {
  const { files, at, description } = read;
  const known = new Map(description?.tests.map((test) => [test.name, test]));
  const found = new Map<string, DatasetTest>();
  const nameOf = createNamer();
  const extension = kind === 'function' ? '.json' : '.in';
  for (const folder of ['tests', 'stress'] as const) {
    for (const file of files.files(at(folder))) {
      if (!file.endsWith(extension)) continue;
      const stem = at(`${folder}/${file.slice(0, -extension.length)}`);
      const texts = kind === 'function' ? functionTexts(stem, read) : stdinTexts(stem, read);
      if (texts === undefined) continue;
      const name = nameOf(file.slice(0, -extension.length));
      const group = folder === 'stress' ? 'stress' : 'public';
      const facts = known.get(name) ?? { name, group };
      // The folder decides between what was found and what was there.
      const isMoved = testFolder(facts) !== folder;
      found.set(name, { ...facts, ...(isMoved && { group }), ...texts });
    }
  }
  return inOrder(found, known.keys());
}

type Texts = Pick<DatasetTest, 'input' | 'output'>;

function stdinTexts(stem: string, { files }: Reading): Texts | undefined {
  const input = files.read(`${stem}.in`);
  if (input === undefined) return undefined;
  const output = files.readIfPresent(`${stem}.out`);
  return output === undefined ? { input } : { input, output };
}

function functionTexts(stem: string, { files, report }: Reading): Texts | undefined {
  const text = files.read(`${stem}.json`);
  if (text === undefined) return undefined;
  const parsed = functionTestSchema.safeParse(parseJson(text, `${stem}.json`));
  if (!parsed.success) {
    report({ where: `${stem}.json`, message: `${describeIssues(parsed.error)}, passed over` });
    return undefined;
  }
  const { args, expected } = parsed.data;
  const input = JSON.stringify(args);
  return expected === undefined ? { input } : { input, output: JSON.stringify(expected) };
}

/** What is listed in the order of the list, then the rest as it was found. */
function inOrder<T>(found: Map<string, T>, names: Iterable<string>): T[] {
  const ordered: T[] = [];
  for (const name of names) {
    const item = found.get(name);
    if (item !== undefined) ordered.push(item);
    found.delete(name);
  }
  return [...ordered, ...found.values()];
}

/** @throws DataError naming the file. */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${where} is not JSON: ${reason}`, { cause });
  }
}

export function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The name of a solution's file whose source does not name it. */
export function solutionFileName(stem: string, language: string): string {
  return languageOfFile(stem) === language ? stem : `${stem}${extensionOf(language)}`;
}
