import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { DataError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import { createNamer } from '../dataset/names.ts';
import type { DatasetTest, ProblemRecord } from '../dataset/problem-record.ts';
import { layoutOf } from '../report/run-layout.ts';
import { readSuite } from '../suite/suite-file.ts';
import type { Suite, SuiteTest } from '../suite/suite-schema.ts';

export interface StressTests {
  readonly tests: readonly DatasetTest[];
  readonly constraints: NonNullable<ProblemRecord['constraints']>;
  readonly run: NonNullable<ProblemRecord['run']>;
}

/**
 * The suite of a run as tests of a dataset.
 * @throws DataError when there is no suite, or a file of it is missing.
 */
export function stressTests(
  directory: string,
  record: RunRecord,
  problem: ProblemRecord,
): StressTests {
  const folder = layoutOf(directory).suite;
  const suite = readSuite(folder);
  const nameOf = createNamer();
  const { versions, target } = record;
  return {
    tests: suite.tests.map((test) => {
      const name = nameOf(`stress_${basename(test.file).replace(/\.\w+$/, '')}`);
      return { name, ...readTest(folder, suite, test, record, problem) };
    }),
    constraints: record.constraints.flatMap((candidate) =>
      candidate.verdict === 'accepted' ? [toJson(candidate.constraint)] : [],
    ),
    run: {
      slowpath: versions.slowpath,
      node: versions.node,
      instrumentation: versions.instrumentation,
      status: record.status,
      seed: record.seed,
      execs: record.execs,
      target: target.specifier,
      contentHash: target.contentHash,
    },
  };
}

function readTest(
  folder: string,
  suite: Suite,
  test: SuiteTest,
  record: RunRecord,
  problem: ProblemRecord,
): Omit<DatasetTest, 'name'> {
  const growth = test.growth === undefined ? undefined : suite.growths[test.growth];
  const text = readText(folder, test.file);
  const output = test.output === undefined ? undefined : readText(folder, test.output);
  const solution = solutionOf(record, problem);
  const { isSeed, provenance, minimisedFrom, size, steps, outcome } = test;
  return {
    group: 'stress',
    input: suite.target.kind === 'stdin' ? text : argumentList(text, join(folder, test.file)),
    ...(output !== undefined && { output }),
    size,
    ...(solution !== undefined && { costs: { [solution]: { steps, outcome } } }),
    ...(growth && { growth: { class: growth.class, exponent: growth.exponent } }),
    provenance: {
      isSeed,
      ops: provenance.ops,
      execs: provenance.execs,
      ...(minimisedFrom && { minimisedFrom }),
    },
  };
}

/** The solution that was searched, by its name in the dataset. */
function solutionOf({ target }: RunRecord, { solutions }: ProblemRecord): string | undefined {
  const file = basename(target.entryFile);
  return solutions.find(({ name }) => name === file)?.name;
}

/** JSON text of the arguments, tagged forms as they are. */
function argumentList(text: string, where: string): string {
  const value = JSON.parse(text) as unknown;
  if (typeof value === 'object' && value !== null && 'args' in value && Array.isArray(value.args))
    return JSON.stringify(value.args);
  throw new DataError(`${where} holds no argument list`);
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (cause) {
    throw new DataError(`${join(folder, name)} is missing from the suite`, { cause });
  }
}

/** Plain data as JSON holds it; its type alone does not say that it is. */
function toJson(value: object): NonNullable<ProblemRecord['constraints']>[number] {
  return z.json().parse(JSON.parse(JSON.stringify(value)));
}
