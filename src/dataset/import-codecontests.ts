import { describeIssues } from '../core/describe-issues.ts';
import type { ReportIssue } from './data-issues.ts';
import {
  type CodecontestsRow,
  codecontestsRowSchema,
  READ_COLUMNS,
  SOLUTION_COLUMNS,
  type TestColumns,
} from './codecontests-row.ts';
import { CODECONTESTS_EXTRA } from './export-codecontests.ts';
import { codecontestsLanguage, languageNamed } from './languages.ts';
import { createNamer } from './names.ts';
import { solutionFileName } from './problem-directory.ts';
import {
  type DatasetSolution,
  type DatasetTest,
  problemDescriptionSchema,
  type ProblemDescription,
  type ProblemRecord,
} from './problem-record.ts';

/**
 * The problem that a row holds; undefined when it was reported.
 * @param id makes an identifier of a name
 */
export function problemOfRow(
  value: unknown,
  where: string,
  id: (name: string) => string,
  report: ReportIssue,
): ProblemRecord | undefined {
  const parsed = codecontestsRowSchema.safeParse(value);
  if (!parsed.success) {
    report({
      where,
      message: `is no row of CodeContests: ${describeIssues(parsed.error)}, skipped`,
    });
    return undefined;
  }
  const row = parsed.data;
  const described = readDescription(row, where, report);
  const solutions = readSolutions(row, described, where, report);
  const tests = readTests(row, described, where, report);
  const columns = Object.fromEntries(Object.entries(row).filter(([key]) => !READ_COLUMNS.has(key)));
  const timeMs = row.time_limit ? row.time_limit.seconds * 1000 + row.time_limit.nanos / 1e6 : 0;
  const memoryMb = (row.memory_limit_bytes ?? 0) / 2 ** 20;
  const extra = {
    ...described?.extra,
    // Parsed from JSON, so it is JSON.
    ...(Object.keys(columns).length > 0 && {
      [CODECONTESTS_EXTRA]: columns as NonNullable<ProblemRecord['extra']>,
    }),
  };
  return {
    version: 1,
    kind: 'stdio',
    ...described,
    id: id(described?.id ?? row.name),
    name: row.name,
    title: described?.title ?? row.name,
    statement: row.description,
    limits: { ...(timeMs > 0 && { timeMs }), ...(memoryMb > 0 && { memoryMb }) },
    tags: (row.cf_tags ?? []).filter((tag) => tag !== ''),
    solutions,
    tests,
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

function readDescription(
  row: CodecontestsRow,
  where: string,
  report: ReportIssue,
): ProblemDescription | undefined {
  if (row.slowpath === undefined) return undefined;
  const parsed = problemDescriptionSchema.safeParse(row.slowpath);
  if (parsed.success) return parsed.data;
  const message = `slowpath: ${describeIssues(parsed.error)}; costs and provenance are left out`;
  report({ where, message });
  return undefined;
}

function readSolutions(
  row: CodecontestsRow,
  described: ProblemDescription | undefined,
  where: string,
  report: ReportIssue,
): DatasetSolution[] {
  const found: Omit<DatasetSolution, 'name'>[] = [];
  for (const [column, correct] of SOLUTION_COLUMNS) {
    const { language = [], solution = [], language_name: names } = row[column] ?? {};
    if (language.length !== solution.length) {
      const message = `${column}: ${language.length} languages for ${solution.length} solutions; left out`;
      report({ where, message });
      continue;
    }
    solution.forEach((code, index) => {
      const name = names?.[index] ?? language[index] ?? 0;
      found.push({
        language: typeof name === 'number' ? codecontestsLanguage(name) : languageNamed(name),
        code,
        ...(correct !== undefined && { correct }),
      });
    });
  }
  const facts = described?.solutions ?? [];
  const isDescribed = facts.length === found.length;
  const nameOf = createNamer();
  return found.map((solution, index) => {
    const fact = isDescribed ? facts[index] : undefined;
    const stem = `solutions_${String(index + 1).padStart(4, '0')}`;
    const name = nameOf(fact?.name ?? solutionFileName(stem, solution.language));
    return { ...fact, ...solution, name };
  });
}

function readTests(
  row: CodecontestsRow,
  described: ProblemDescription | undefined,
  where: string,
  report: ReportIssue,
): DatasetTest[] {
  const found = [
    ...columnTests(row.public_tests, 'public', where, report),
    ...columnTests(row.private_tests, 'private', where, report),
    ...columnTests(row.generated_tests, 'generated', where, report),
  ];
  const facts = described?.tests ?? [];
  const isDescribed = facts.length === found.length;
  if (described !== undefined && !isDescribed) {
    const message = `slowpath.tests describes ${facts.length} tests, the row holds ${found.length}: costs and provenance are left out`;
    report({ where, message });
  }
  const nameOf = createNamer();
  return found.map((test, index) => {
    const fact = isDescribed ? facts[index] : undefined;
    const name = nameOf(fact?.name ?? `test_${String(index + 1).padStart(4, '0')}`);
    return { ...test, ...fact, name };
  });
}

function columnTests(
  columns: TestColumns | undefined,
  group: DatasetTest['group'],
  where: string,
  report: ReportIssue,
): Omit<DatasetTest, 'name'>[] {
  const { input = [], output = [] } = columns ?? {};
  if (output.length < input.length) {
    const missing = input.length - output.length;
    const message = `${group}_tests: ${missing} ${missing === 1 ? 'test has' : 'tests have'} no output`;
    report({ where, message });
  }
  return input.map((text, index) => {
    const expected = output[index];
    return { group, input: text, ...(expected !== undefined && { output: expected }) };
  });
}
