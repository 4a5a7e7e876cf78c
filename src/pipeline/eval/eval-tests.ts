import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSet } from '../../core/evaluation.ts';
import { DataError, UsageError } from '../../core/errors.ts';
import type { InputModel } from '../../core/input-model.ts';
import { readSuite, readTest } from '../../suite/suite-file.ts';
import { toTaggedJson } from '../../suite/tagged-json.ts';
import type { TestInput } from '../../suite/test-file.ts';
import { containedFile } from '../../targets/contained-file.ts';
import type { ProblemTest } from '../../targets/problem.ts';
import { readLossily } from '../../targets/read-source.ts';

/** A test that solutions are run on. */
export interface EvalTest {
  /** File, relative to the problem or to the suite. */
  readonly name: string;
  readonly set: TestSet;
  /** For the literal model: the text of stdin, or the argument list in tagged JSON. */
  readonly input: string;
  /** Scalars. */
  readonly size: number;
  /** What should be said, in the form of Measurement.output; undefined when the test does not tell. */
  readonly expected: string | undefined;
}

/** Bytes of one expected output. */
const MAX_OUTPUT_BYTES = 64 << 20;

/**
 * The tests that a problem came with.
 * @param models tell the size of an input: the first that it fits
 */
export function defaultTests(
  tests: readonly ProblemTest[],
  models: readonly InputModel[],
): readonly EvalTest[] {
  return tests.map((test): EvalTest => {
    const { name } = test;
    const input =
      test.kind === 'stdin'
        ? test.input
        : JSON.stringify(test.args.map((arg) => toTaggedJson(arg)));
    const value = test.kind === 'stdin' ? test.input : test.args;
    const expected = test.kind === 'stdin' ? test.expected : jsonOf(test.expected);
    return { name: `tests/${name}`, set: 'default', input, size: sizeOf(value, models), expected };
  });
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function sizeOf(value: readonly unknown[] | string, models: readonly InputModel[]): number {
  for (const model of models) {
    const genotype = model.fromValue(value);
    if (genotype !== undefined) return model.sizeOf(genotype);
  }
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}

/** Directory of the suite that a path leads to: a suite, or a run that has one; undefined when neither is there. */
export function findSuite(path: string): string | undefined {
  return [path, join(path, 'suite')].find((directory) => existsSync(join(directory, 'suite.json')));
}

/** @throws UsageError when there is no suite at a path. */
function suiteDirectory(path: string, shown: string): string {
  const found = findSuite(path);
  if (found !== undefined) return found;
  throw new UsageError(`there is no suite in ${shown}`, {
    hint: 'name a run directory of `slowpath fuzz`, or the suite directory in it',
  });
}

/**
 * The tests of a suite.
 * @param path absolute, of a suite or of a run directory
 * @param shown how to call it in errors
 * @throws UsageError when there is none there; DataError when it is damaged, or made for other programs.
 */
export async function suiteTests(
  path: string,
  shown: string,
  kind: 'function' | 'stdin',
): Promise<readonly EvalTest[]> {
  const directory = suiteDirectory(path, shown);
  const suite = readSuite(directory);
  if (suite.target.kind !== kind) {
    throw new DataError(
      `the suite in ${shown} is for ${suite.target.kind === 'stdin' ? 'programs that read stdin' : 'functions'}`,
      { hint: `it was made for ${suite.target.specifier}` },
    );
  }
  const tests: EvalTest[] = [];
  for (const test of suite.tests) {
    const { file, output, size } = test;
    const expected = output === undefined ? undefined : await readOutput(directory, output);
    const input = literalText(readTest(directory, test, kind));
    tests.push({ name: file, set: 'suite', input, size, expected });
  }
  return tests;
}

function literalText(input: TestInput): string {
  return input.kind === 'stdin'
    ? input.text
    : JSON.stringify(input.args.map((arg) => toTaggedJson(arg)));
}

async function readOutput(directory: string, name: string): Promise<string> {
  const path = containedFile(directory, name, join(directory, 'suite.json'));
  const read = await readLossily(path, MAX_OUTPUT_BYTES);
  if (read.kind === 'text') return read.text;
  throw new DataError(`${path} ${read.reason}.`);
}
