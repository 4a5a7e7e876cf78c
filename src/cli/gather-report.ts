import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DataError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import type { Command, HtmlReportInput } from '../report/html/page-input.ts';
import type { SearchHistory } from '../report/html/search-moments.ts';
import { readInputNames, readPlot, readRunRecord } from '../report/read-run.ts';
import type { ReportTest, ReportValue } from '../report/report-input.ts';
import { layoutOf } from '../report/run-layout.ts';
import { readSuite, readTest } from '../suite/suite-file.ts';
import type { Suite, SuiteTest } from '../suite/suite-schema.ts';
import { fuzzCommand, rerunCommand, shownPath } from './shell.ts';

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
    searches: searchesOf(directory, record),
    costs: (suite?.tests ?? []).map(({ file, size, costs }) => ({
      test: file,
      size,
      costs: costs ?? {},
    })),
    commands: commandsOf(record, first, shownPath(directory, cwd)),
    sourceOf: readSource,
    constraintFile: (name) => resolve(dirname(record.target.entryFile), name),
    bytesOf: (test) => readBytes(join(layoutOf(directory).suite, test.file)),
    inputOf: read,
    gaps,
  };
}

/** What was kept and when: of the program, or of every solution of a problem. */
function searchesOf(directory: string, { problem }: RunRecord): readonly SearchHistory[] {
  const history = (name: string, path: string): SearchHistory => ({
    name,
    kept: ['queue', 'hangs'].flatMap((folder) =>
      readInputNames(path, folder === 'queue' ? 'queue' : 'hangs').filter(
        ({ outcome, steps }) => outcome !== 'timed-out' && steps > 0,
      ),
    ),
    plot: readPlot(path),
  });
  return problem === undefined
    ? [history('', directory)]
    : problem.solutions.map((one) => history(one.name, resolve(directory, one.directory)));
}

function commandsOf(
  record: RunRecord,
  first: SuiteTest | undefined,
  directory: string,
): readonly Command[] {
  const promise =
    record.budget.execs === undefined
      ? ' (with --execs in place of --time, every run gives the same bytes)'
      : '';
  return [
    { what: `The search${promise}:`, line: fuzzCommand(record, directory) },
    ...(first === undefined
      ? []
      : [
          {
            what: 'The costliest test, counted:',
            line: rerunCommand(record, join(directory, 'suite', first.file)),
          },
        ]),
    ...(record.findings ?? []).map(({ id, snippet }) => ({
      what: `Finding ${id}, in plain Node:`,
      line: `node ${join(directory, snippet)}`,
    })),
  ];
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

function readBytes(path: string): Uint8Array | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
