import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import { readPlot, readRunRecord } from '../report/read-run.ts';
import type { HtmlReportInput } from '../report/report-html.ts';
import type { ReportTest, ReportValue } from '../report/report-input.ts';
import { layoutOf } from '../report/run-layout.ts';
import { readSuite, readTest } from '../suite/suite-file.ts';
import type { Suite, SuiteTest } from '../suite/suite-schema.ts';
import { shownPath } from './shell.ts';

/** Larger source files are not shown. Bytes. */
const MAX_SOURCE = 1 << 20;

export interface GatheredReport extends HtmlReportInput {
  /** What could not be read and is missing from the report, one line each. */
  readonly gaps: readonly string[];
}

/**
 * Reads from a run directory all that reports show. A run that was killed before it had a suite is told without one.
 * @throws DataError when there is no run, or its record is damaged.
 */
export function gatherReport(directory: string, cwd: string): GatheredReport {
  const record = readRunRecord(directory);
  const gaps: string[] = [];
  const suite = suiteOf(directory, gaps);
  const kind = record.target.kind;
  const read = (test: ReportTest): ReportValue | undefined => {
    const found = suite?.tests.find(({ file }) => file === test.file);
    return found && valueOf(directory, found, kind, gaps);
  };
  const [first] = suite?.tests ?? [];
  return {
    record: withBestTest(record, first),
    tests: suite?.tests ?? [],
    slowest: first && read(first),
    directory: shownPath(directory, cwd),
    nameFile: (path) => shownPath(path, cwd),
    plot: readPlot(directory),
    sourceOf: readSource,
    textOf: (test) => readText(join(layoutOf(directory).suite, test.file)),
    gaps,
  };
}

function suiteOf(directory: string, gaps: string[]): Suite | undefined {
  const { suite } = layoutOf(directory);
  if (!existsSync(join(suite, 'suite.json'))) {
    gaps.push('there is no suite yet: the run was ended before it was made');
    return undefined;
  }
  return readSuite(suite);
}

function valueOf(
  directory: string,
  test: SuiteTest,
  kind: RunRecord['target']['kind'],
  gaps: string[],
): ReportValue | undefined {
  try {
    return readTest(layoutOf(directory).suite, test, kind);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    gaps.push(error.message);
    return undefined;
  }
}

/** A run that was ended between its suite and its record does not name its test yet. */
function withBestTest(record: RunRecord, first: SuiteTest | undefined): RunRecord {
  const { best } = record;
  return best && first && best.test === undefined
    ? { ...record, best: { ...best, test: first.file } }
    : record;
}

function readSource(path: string): string | undefined {
  const isReadable = existsSync(path) && statSync(path).size <= MAX_SOURCE;
  return isReadable ? readText(path) : undefined;
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
