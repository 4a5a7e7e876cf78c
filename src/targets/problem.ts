import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeIssues } from '../core/describe-issues.ts';
import { DataError } from '../core/errors.ts';
import type { InputSpec } from '../core/input-spec.ts';
import { containedFile } from './contained-file.ts';
import { isFile, pathKind } from './path-kind.ts';
import type { ProgramTarget } from './load.ts';
import { functionTestSchema, problemSchema, type ProblemDocument } from './problem-schema.ts';
import { readLossily, readSource } from './read-source.ts';

export interface ProblemSolution {
  /** As `problem.json` names it, relative to the directory. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly correct: boolean;
  /** Expected growth of its cost, as `O(n^2)`; empty when nobody said. */
  readonly class: string;
  readonly note: string | undefined;
}

/** An example test: the argument list of a function or the text of stdin, and what should come of it. */
export type ProblemTest = FunctionTest | StdinTest;

export interface FunctionTest {
  readonly kind: 'function';
  readonly name: string;
  readonly args: readonly unknown[];
  /** Undefined when the test does not say (JSON cannot hold undefined itself). */
  readonly expected: unknown;
}

export interface StdinTest {
  readonly kind: 'stdin';
  readonly name: string;
  readonly input: string;
  /** What should be printed; undefined when the test does not say. */
  readonly expected: string | undefined;
}

/** An input that is known to be the costliest of its size for one solution. */
export interface ProblemWorst {
  /** `name` of the solution. */
  readonly solution: string;
  /** Absolute path of worst.js. */
  readonly module: string;
  /** Its export: `(n) => args` for functions, `(n) => text` for programs. */
  readonly generator: string;
  /** Size limit. */
  readonly n: number;
  readonly why: string;
}

/** A problem directory, read and checked. Nothing of it has been executed. */
export interface Problem {
  /** Absolute path. */
  readonly directory: string;
  readonly id: string;
  readonly title: string;
  readonly kind: 'function' | 'stdin';
  /** Name of the function that every solution exports; undefined for stdin problems. */
  readonly entry: string | undefined;
  /** statement.md; empty when there is none. */
  readonly statement: string;
  /** Undefined when the problem leaves it to be inferred. */
  readonly spec: InputSpec | undefined;
  readonly limits: { readonly timeMs?: number; readonly memoryMb?: number };
  readonly tags: readonly string[];
  readonly licence: string | undefined;
  readonly solutions: readonly ProblemSolution[];
  /** In order of their names. */
  readonly tests: readonly ProblemTest[];
  readonly worst: readonly ProblemWorst[];
}

export interface ReadProblemPorts {
  /**
   * Checks an InputSpec document.
   * @param where what to blame in a message: the file, and the JSON path when it is inside another document.
   * @throws DataError
   */
  readonly parseSpec: (value: unknown, where: string) => InputSpec;
}

/** Bytes of one document or test. */
const MAX_FILE_BYTES = 16 << 20;
/** Tests of one problem. */
const MAX_TESTS = 10_000;

/**
 * Reads a problem directory (README of corpus/ describes the format).
 * @throws DataError naming file and JSON path when anything in it is not as it should be, or leads out of the directory.
 */
export async function readProblem(directory: string, ports: ReadProblemPorts): Promise<Problem> {
  const file = join(directory, 'problem.json');
  if (!isFile(file)) {
    throw new DataError(`${directory} holds no problem.json.`, {
      hint: 'A problem directory has problem.json, statement.md, solutions/ and tests/.',
    });
  }
  const document = parseDocument(await readJson(directory, 'problem.json', file), file);
  const kind = document.kind === 'stdio' ? 'stdin' : 'function';
  const { timeMs, memoryMb } = document.limits;
  return {
    directory,
    id: document.id,
    title: document.title,
    kind,
    entry: kind === 'function' ? (document.entry ?? 'default') : undefined,
    statement: await readStatement(directory),
    spec: await readSpec(directory, document, file, ports),
    limits: {
      ...(timeMs !== undefined && { timeMs }),
      ...(memoryMb !== undefined && { memoryMb }),
    },
    tags: document.tags,
    licence: document.licence,
    solutions: document.solutions.map((solution, index) => ({
      name: solution.file,
      file: containedFile(directory, solution.file, `${file}: solutions[${index}].file`),
      correct: solution.correct,
      class: solution.class ?? '',
      note: solution.note,
    })),
    tests: await readTests(directory, kind),
    worst: document.worst.map((worst, index) => ({
      solution: worst.solution,
      module: containedFile(directory, 'worst.js', `${file}: worst[${index}]`),
      generator: worst.generator,
      n: worst.n,
      why: worst.why,
    })),
  };
}

/** The target that runs one solution of a problem. */
export function solutionTarget(problem: Problem, solution: ProblemSolution): ProgramTarget {
  const stem = solution.name.replace(/^solutions\//, '').replace(/[^\w.-]+/g, '-');
  const named = {
    specifier: join(problem.directory, solution.name),
    slug: `${problem.id}-${stem}`,
    module: { kind: 'file', path: solution.file },
  } as const;
  return problem.kind === 'stdin'
    ? { ...named, kind: 'stdin' }
    : { ...named, kind: 'function', exportPath: [problem.entry ?? 'default'] };
}

function parseDocument(value: unknown, file: string): ProblemDocument {
  const parsed = problemSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${file}: ${describeIssues(parsed.error)}`, { cause: parsed.error });
}

async function readSpec(
  directory: string,
  document: ProblemDocument,
  file: string,
  ports: ReadProblemPorts,
): Promise<InputSpec | undefined> {
  const { spec } = document;
  if (spec === undefined) return undefined;
  const where = typeof spec === 'string' ? join(directory, spec) : `${file}: spec`;
  const value = typeof spec === 'string' ? await readJson(directory, spec, `${file}: spec`) : spec;
  const parsed = ports.parseSpec(value, where);
  const wanted = document.kind === 'stdio' ? 'stdin' : 'function';
  if (parsed.kind === wanted) return parsed;
  throw new DataError(`${where}: it is of kind "${parsed.kind}", the problem wants "${wanted}".`);
}

async function readStatement(directory: string): Promise<string> {
  if (!isFile(join(directory, 'statement.md'))) return '';
  return readContained(directory, 'statement.md', join(directory, 'statement.md'));
}

async function readTests(
  directory: string,
  kind: Problem['kind'],
): Promise<readonly ProblemTest[]> {
  const folder = join(directory, 'tests');
  if (pathKind(folder) !== 'directory') return [];
  const extension = kind === 'function' ? '.json' : '.in';
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .toSorted();
  if (names.length > MAX_TESTS) {
    throw new DataError(`${folder} holds ${names.length} tests, more than ${MAX_TESTS}.`);
  }
  const tests: ProblemTest[] = [];
  for (const name of names) {
    const test =
      kind === 'function' ? readFunctionTest(directory, name) : readStdinTest(directory, name);
    tests.push(await test);
  }
  return tests;
}

async function readFunctionTest(directory: string, name: string): Promise<FunctionTest> {
  const file = join(directory, 'tests', name);
  const parsed = functionTestSchema.safeParse(await readJson(directory, `tests/${name}`, file));
  if (!parsed.success) {
    throw new DataError(`${file}: ${describeIssues(parsed.error)}`, {
      hint: 'A test of a function is {"args": [...], "expected": ...}.',
      cause: parsed.error,
    });
  }
  return { kind: 'function', name, args: parsed.data.args, expected: parsed.data.expected };
}

async function readStdinTest(directory: string, name: string): Promise<StdinTest> {
  const output = name.replace(/\.in$/, '.out');
  const read = (file: string, readText = readSource): Promise<string> =>
    readContained(directory, `tests/${file}`, join(directory, 'tests', file), readText);
  const hasOutput = isFile(join(directory, 'tests', output));
  return {
    kind: 'stdin',
    name,
    input: await read(name),
    // What a program printed may be bytes of any kind; it is compared with what another one printed, read alike.
    expected: hasOutput ? await read(output, readLossily) : undefined,
  };
}

async function readJson(directory: string, name: string, where: string): Promise<unknown> {
  const text = await readContained(directory, name, where);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${join(directory, name)} is not valid JSON: ${reason}`, { cause: error });
  }
}

async function readContained(
  directory: string,
  name: string,
  where: string,
  readText = readSource,
): Promise<string> {
  const source = await readText(containedFile(directory, name, where), MAX_FILE_BYTES);
  if (source.kind === 'text') return source.text;
  throw new DataError(`${join(directory, name)} ${source.reason}.`);
}
