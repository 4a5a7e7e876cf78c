import { extname } from 'node:path/posix';
import { describeIssues } from '../core/describe-issues.ts';
import type { ReportIssue } from './data-issues.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { problemOfRow } from './import-codecontests.ts';
import type { ReadFrom } from './importer.ts';
import { type ProblemRecord, problemRecordSchema } from './problem-record.ts';

/** Every line of a `.jsonl` file, or of all of a directory and its folder `data`: problem records or rows of CodeContests. */
export function* readJsonl({ files, file, report, id }: ReadFrom): Generator<ProblemRecord> {
  for (const name of file === undefined ? jsonlFiles(files) : [file]) {
    for (const { number, text } of files.lines(name)) {
      if (text.trim() === '') continue;
      const where = `${name}:${number}`;
      const problem = readLine(text, where, id, report);
      if (problem !== undefined) yield problem;
    }
  }
}

function readLine(
  text: string,
  where: string,
  id: (name: string) => string,
  report: ReportIssue,
): ProblemRecord | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isProblemRecord(value)
      ? readRecord(value, where, id, report)
      : problemOfRow(value, where, id, report);
  } catch (error) {
    // Checking what is nested too deeply runs out of stack.
    if (error instanceof RangeError) report({ where, message: 'is nested too deeply, skipped' });
    else if (error instanceof SyntaxError)
      report({ where, message: `is not JSON: ${error.message}, skipped` });
    else throw error;
    return undefined;
  }
}

export function jsonlFiles(files: DatasetFiles): readonly string[] {
  const inside = (folder: string): readonly string[] =>
    files
      .files(folder)
      .filter((name) => extname(name) === '.jsonl')
      .map((name) => (folder === '' ? name : `${folder}/${name}`));
  return [...inside(''), ...inside('data')];
}

/** Rows of other formats have no list of tests with groups. */
function isProblemRecord(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    'tests' in value &&
    Array.isArray(value.tests)
  );
}

function readRecord(
  value: unknown,
  where: string,
  id: (name: string) => string,
  report: ReportIssue,
): ProblemRecord | undefined {
  const parsed = problemRecordSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, id: id(parsed.data.id) };
  report({ where, message: `is no problem record: ${describeIssues(parsed.error)}, skipped` });
  return undefined;
}
