import { createHash } from 'node:crypto';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { DataError, UsageError } from '../core/errors.ts';
import type { Growth } from '../core/finding.ts';
import { type Suite, type SuiteTest, suiteSchema } from './suite-schema.ts';
import { type TestInput, parseTestFile, printTestFile, testFileName } from './test-file.ts';

/** A test before it has a file. */
export interface NewTest extends Omit<SuiteTest, 'file' | 'output' | 'sha256'> {
  readonly input: TestInput;
  /** What should be printed, or the result in tagged JSON, where an oracle gave it. */
  readonly expected?: string;
}

export interface NewSuite extends Omit<Suite, 'version' | 'tests' | 'growths'> {
  readonly tests: readonly NewTest[];
  readonly growths: readonly Growth[];
}

/** A suite as text: file names relative to the suite's directory, and what they hold. */
export interface SuiteFiles {
  readonly suite: Suite;
  readonly files: ReadonlyMap<string, string>;
}

/** Names the tests in order and prints every file. Equal suites give equal bytes. */
export function printSuite(suite: NewSuite): SuiteFiles {
  const files = new Map<string, string>();
  const tests = suite.tests.map(({ input, expected, ...test }, index): SuiteTest => {
    const file = `tests/${testFileName(index, input.kind)}`;
    const text = printTestFile(input);
    files.set(file, text);
    const output = file.replace(/\.\w+$/, '.out');
    if (expected !== undefined) files.set(output, expected);
    return {
      file,
      ...(expected === undefined ? {} : { output }),
      ...test,
      sha256: sha256(text),
    };
  });
  const printed: Suite = {
    version: 1,
    target: suite.target,
    nodeMajor: suite.nodeMajor,
    instrumentation: suite.instrumentation,
    seed: suite.seed,
    ...(suite.validator === undefined ? {} : { validator: suite.validator }),
    ...(suite.problem === undefined ? {} : { problem: suite.problem }),
    tests,
    growths: suite.growths.map(printGrowth),
  };
  files.set('suite.json', `${JSON.stringify(printed, null, 2)}\n`);
  return { suite: printed, files };
}

function printGrowth({ interval: [low, high], points, ...rest }: Growth): Suite['growths'][number] {
  const bound = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { ...rest, interval: [bound(low), bound(high)], points: [...points] };
}

/** The calls to the file system that writing and reading a suite makes. */
export type SuiteFileSystem = Pick<
  typeof nodeFs,
  'existsSync' | 'mkdirSync' | 'readFileSync' | 'renameSync' | 'rmSync' | 'writeFileSync'
>;

/**
 * Writes a suite beside its place and swaps it in: whoever reads it sees the old suite or the new one, never a mixture;
 * a process killed between the two renames leaves both beside the place.
 * @throws UsageError when it cannot be written.
 */
export function writeSuite(
  directory: string,
  suite: NewSuite,
  fs: SuiteFileSystem = nodeFs,
): Suite {
  const { suite: printed, files } = printSuite(suite);
  const [fresh, old] = [`${directory}.new`, `${directory}.old`];
  try {
    fs.rmSync(fresh, { recursive: true, force: true });
    fs.mkdirSync(join(fresh, 'tests'), { recursive: true });
    for (const [name, text] of files) fs.writeFileSync(join(fresh, name), text);
    fs.rmSync(old, { recursive: true, force: true });
    if (fs.existsSync(directory)) fs.renameSync(directory, old);
    fs.renameSync(fresh, directory);
    fs.rmSync(old, { recursive: true, force: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write the suite to ${directory}: ${reason}`, {
      hint: 'see that the directory can be written and the disk is not full',
      cause,
    });
  }
  return printed;
}

/**
 * Reads `suite.json`.
 * @throws DataError when it is missing, damaged or of another version.
 */
export function readSuite(directory: string, fs: SuiteFileSystem = nodeFs): Suite {
  const path = join(directory, 'suite.json');
  const hint = 'write it again with `slowpath suite <run directory>`';
  if (!fs.existsSync(path)) throw new DataError(`there is no suite at ${path}`, { hint });
  let json: unknown;
  try {
    json = JSON.parse(fs.readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new DataError(`${path} is not JSON: it is cut off or damaged`, { hint, cause });
  }
  const parsed = suiteSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DataError(
    `${path} is not a suite: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trimEnd(),
    { hint },
  );
}

/**
 * Reads the input of one test and checks it against its hash.
 * @throws DataError when the file is missing or was changed.
 */
export function readTest(
  directory: string,
  test: SuiteTest,
  kind: TestInput['kind'],
  fs: SuiteFileSystem = nodeFs,
): TestInput {
  const path = join(directory, test.file);
  if (!fs.existsSync(path)) throw new DataError(`${path} is missing from the suite`);
  const text = fs.readFileSync(path, 'utf8');
  if (sha256(text) !== test.sha256) {
    throw new DataError(`${path} was changed: its SHA-256 is not the one in suite.json`, {
      hint: 'restore it, or write the suite again with `slowpath suite <run directory>`',
    });
  }
  return parseTestFile(text, kind, path);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
