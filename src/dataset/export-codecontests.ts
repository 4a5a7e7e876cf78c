import {
  codecontestsJsonSchema,
  type CodecontestsRow,
  type SolutionColumns,
  type TestColumns,
} from './codecontests-row.ts';
import type { Exporter, ExportTo } from './exporter.ts';
import { codecontestsNumber } from './languages.ts';
import { printJson } from './problem-directory.ts';
import {
  type DatasetSolution,
  type DatasetTest,
  describeProblem,
  type ProblemRecord,
} from './problem-record.ts';

/** Name under which columns of CodeContests that have no place in a record are kept. */
export const CODECONTESTS_EXTRA = 'codecontests';

/** One row of CodeContests a line. */
export function createCodecontestsExporter({ directory, report }: ExportTo): Exporter {
  const file = directory.open('data/problems.jsonl');
  return {
    tables: [{ name: 'default', files: ['data/problems.jsonl'] }],
    add(problem) {
      const tests = problem.tests.filter(({ output }) => output !== undefined);
      if (tests.length < problem.tests.length) {
        const missing = problem.tests.length - tests.length;
        const message = `${missing} tests without an expected output are left out: rows need both`;
        report({ where: problem.id, message });
      }
      file.append(`${JSON.stringify(codecontestsRow({ ...problem, tests }))}\n`);
      return true;
    },
    finish() {
      file.close();
      directory.write('schema/codecontests-row.schema.json', printJson(codecontestsJsonSchema()));
    },
  };
}

/** Stress tests stand among the generated ones, where consumers look for them; the description tells them apart. */
export function codecontestsRow(problem: ProblemRecord): CodecontestsRow {
  const { limits, solutions, extra = {} } = problem;
  const { [CODECONTESTS_EXTRA]: columns, ...otherExtra } = extra;
  const tests = [
    ...problem.tests.filter(inPublic),
    ...problem.tests.filter(inPrivate),
    ...problem.tests.filter(inGenerated),
  ];
  const judged = (wanted: boolean | undefined): readonly DatasetSolution[] =>
    solutions.filter(({ correct }) => correct === wanted);
  const ordered = [...judged(true), ...judged(false), ...judged(undefined)];
  const { extra: _, ...description } = describeProblem({ ...problem, tests, solutions: ordered });
  return {
    name: problem.name,
    description: problem.statement,
    public_tests: testColumns(tests.filter(inPublic)),
    private_tests: testColumns(tests.filter(inPrivate)),
    generated_tests: testColumns(tests.filter(inGenerated)),
    solutions: solutionColumns(judged(true)),
    incorrect_solutions: solutionColumns(judged(false)),
    ...(judged(undefined).length > 0 && { unjudged_solutions: solutionColumns(judged(undefined)) }),
    time_limit: limits.timeMs === undefined ? null : secondsAndNanos(limits.timeMs),
    memory_limit_bytes: limits.memoryMb === undefined ? 0 : Math.round(limits.memoryMb * 2 ** 20),
    cf_tags: problem.tags,
    ...(typeof columns === 'object' && !Array.isArray(columns) && columns),
    slowpath: {
      ...description,
      ...(Object.keys(otherExtra).length > 0 && { extra: otherExtra }),
    },
  };
}

const inPublic = ({ group }: DatasetTest): boolean => group === 'public';
const inPrivate = ({ group }: DatasetTest): boolean => group === 'private';
const inGenerated = ({ group }: DatasetTest): boolean =>
  group === 'generated' || group === 'stress';

function testColumns(tests: readonly DatasetTest[]): TestColumns {
  return {
    input: tests.map(({ input }) => input),
    output: tests.map(({ output = '' }) => output),
  };
}

function solutionColumns(solutions: readonly DatasetSolution[]): SolutionColumns {
  return {
    language: solutions.map(({ language }) => codecontestsNumber(language)),
    solution: solutions.map(({ code }) => code),
    language_name: solutions.map(({ language }) => language),
  };
}

const NANOS_PER_SECOND = 1_000_000_000;

function secondsAndNanos(ms: number): { readonly seconds: number; readonly nanos: number } {
  const total = Math.round(ms * 1e6);
  return { seconds: Math.floor(total / NANOS_PER_SECOND), nanos: total % NANOS_PER_SECOND };
}
