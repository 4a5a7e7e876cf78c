import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { DataError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import { createNamer } from '../dataset/names.ts';
import type { DatasetTest, ProblemRecord } from '../dataset/problem-record.ts';
import { readRunRecord } from '../report/read-run.ts';
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
  const searched = solutionOf(record, problem);
  const stepsPerSecond = record.problem?.stepsPerSecond;
  return {
    tests: suite.tests.map((test) => ({
      name: nameOf(`stress_${basename(test.file).replace(/\.\w+$/, '')}`),
      ...readTest(folder, suite, test, searched),
    })),
    constraints: constraintsOf(directory, record, searched),
    run: {
      slowpath: versions.slowpath,
      node: versions.node,
      instrumentation: versions.instrumentation,
      status: record.status,
      seed: record.seed,
      execs: record.execs,
      target: target.specifier,
      contentHash: target.contentHash,
      ...(stepsPerSecond !== undefined && { stepsPerSecond }),
    },
  };
}

/** @param searched the solution that a run without costs per solution was about */
function readTest(
  folder: string,
  suite: Suite,
  test: SuiteTest,
  searched: string | undefined,
): Omit<DatasetTest, 'name'> {
  const growth = test.growth === undefined ? undefined : suite.growths[test.growth];
  const text = readText(folder, test.file);
  const output = test.output === undefined ? undefined : readText(folder, test.output);
  const { isSeed, provenance, size, constraints, contrast, recipe, oracle } = test;
  const { minimisedFrom, calibratedFrom } = test;
  const isProgram = suite.target.kind === 'stdin';
  return {
    group: 'stress',
    input: isProgram ? text : argumentList(text, join(folder, test.file)),
    ...(output !== undefined && { output: isProgram ? output : resultText(output) }),
    size,
    ...costsOf(test, searched),
    ...(constraints && {
      constraints: constraints.map((mark) => ({ ...mark, solution: solutionName(mark.solution) })),
    }),
    ...(growth && { growth: { class: growth.class, exponent: growth.exponent } }),
    ...(contrast && {
      contrast: {
        slower: solutionName(contrast.slower),
        faster: solutionName(contrast.faster),
        ratio: contrast.ratio,
      },
    }),
    ...(recipe && { recipe }),
    ...(oracle && { oracle: toJson(oracle) }),
    provenance: {
      isSeed,
      ops: provenance.ops,
      execs: provenance.execs,
      ...(provenance.solution !== undefined && { solution: solutionName(provenance.solution) }),
      ...(minimisedFrom && { minimisedFrom }),
      ...(calibratedFrom && { calibratedFrom }),
    },
  };
}

function costsOf(
  { costs, steps, outcome }: SuiteTest,
  searched: string | undefined,
): Pick<DatasetTest, 'costs'> {
  if (costs) {
    const named = Object.entries(costs).map(([name, cost]) => [solutionName(name), cost] as const);
    return { costs: Object.fromEntries(named) };
  }
  return searched === undefined ? {} : { costs: { [searched]: { steps, outcome } } };
}

/** The name that a solution of problem.json has in a dataset. */
function solutionName(file: string): string {
  return file.replace(/^solutions\//, '').replace(/[^A-Za-z0-9._-]+/g, '-');
}

/** The solution that was searched, by its name in the dataset. */
function solutionOf({ target }: RunRecord, { solutions }: ProblemRecord): string | undefined {
  const file = basename(target.entryFile);
  return solutions.find(({ name }) => name === file)?.name;
}

/** What passed the gate: of a problem, in the runs of its solutions. */
function constraintsOf(
  directory: string,
  record: RunRecord,
  searched: string | undefined,
): StressTests['constraints'] {
  const own = accepted(record, searched);
  const others = (record.problem?.solutions ?? []).flatMap(({ name, directory: run }) => {
    const path = join(directory, run);
    return existsSync(layoutOf(path).record)
      ? accepted(readRunRecord(path), solutionName(name))
      : [];
  });
  return [...own, ...others];
}

function accepted(
  { constraints }: RunRecord,
  solution: string | undefined,
): StressTests['constraints'] {
  return constraints.flatMap((candidate) =>
    candidate.verdict === 'accepted'
      ? [{ ...(solution !== undefined && { solution }), constraint: toJson(candidate.constraint) }]
      : [],
  );
}

/** JSON text of the arguments, tagged forms as they are. */
function argumentList(text: string, where: string): string {
  const value = JSON.parse(text) as unknown;
  if (typeof value === 'object' && value !== null && 'args' in value && Array.isArray(value.args))
    return JSON.stringify(value.args);
  throw new DataError(`${where} holds no argument list`);
}

/** JSON text of a result, without the line break at its end. */
function resultText(text: string): string {
  return text.trimEnd();
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (cause) {
    throw new DataError(`${join(folder, name)} is missing from the suite`, { cause });
  }
}

/** Plain data as JSON holds it; its type alone does not say that it is. */
function toJson(value: object): StressTests['constraints'][number]['constraint'] {
  return z.json().parse(JSON.parse(JSON.stringify(value)));
}
