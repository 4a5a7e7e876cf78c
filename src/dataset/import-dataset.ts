import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DataError, UsageError } from '../core/errors.ts';
import { createIssueLog, type ReportIssue } from './data-issues.ts';
import { DatasetFiles } from './dataset-files.ts';
import { createTotals } from './dataset-totals.ts';
import type { ImportFormat, ImportSummary } from './import-formats.ts';
import { jsonlFiles, readJsonl } from './import-jsonl.ts';
import { readPerfforge } from './import-perfforge.ts';
import { readPlain } from './import-plain.ts';
import type { ReadFrom } from './importer.ts';
import type { DatasetLimits } from './limits.ts';
import { createIdMaker } from './names.ts';
import { refusePackedFile } from './packed-file.ts';
import { PERFFORGE } from './perfforge-layout.ts';
import { type ProblemPorts, printJson, writeProblemDirectory } from './problem-directory.ts';
import type { ProblemRecord } from './problem-record.ts';
import { stageDirectory } from './staged-directory.ts';

export interface ImportRequest {
  /** Absolute path of a file or directory. */
  readonly from: string;
  /** Undefined: what it looks like. */
  readonly format: ImportFormat | undefined;
  /** Absolute path of the directory to be made, with a problem directory for every problem. */
  readonly out: string;
  readonly strict: boolean;
  readonly limits: DatasetLimits;
}

const READERS: Readonly<Record<ImportFormat, (from: ReadFrom) => Iterable<ProblemRecord>>> = {
  jsonl: readJsonl,
  perfforge: readPerfforge,
  plain: readPlain,
};

/**
 * Reads a dataset and writes a problem directory for each of its problems; holds one problem at a time. The directory
 * appears when everything is in it, or not at all.
 * @param tell told one line for every issue
 * @throws UsageError when there is nothing to read or the directory cannot be made; DataError at the first issue when
 * `strict`, and when the whole is larger than the limits.
 */
export function importDataset(
  request: ImportRequest,
  ports: ProblemPorts,
  tell: (text: string) => void,
): ImportSummary {
  const { out, strict, limits } = request;
  const log = createIssueLog(strict, tell);
  const source = openSource(request, log.report);
  const format = request.format ?? formatOf(source);
  const counter = createTotals();
  const directory = stageDirectory(out);
  try {
    for (const problem of READERS[format](source)) {
      const reason = whyRefused(problem, limits);
      if (reason === undefined) {
        if (
          take(
            () => writeProblemDirectory(directory, problem.id, problem, ports),
            problem,
            log.report,
          )
        )
          counter.add(problem);
      } else log.report({ where: problem.name, message: `${reason}, skipped` });
    }
    const totals = counter.totals();
    if (totals.problems === 0) {
      throw new DataError(`${request.from}: no problem could be read`, {
        hint: 'importable are .jsonl files, PERFFORGE trees and folders of *.in, *.out and solutions',
      });
    }
    const summary = { format, totals, issues: log.issues(), issueCount: log.count() };
    directory.write(
      'import-report.json',
      printJson({ version: 1, from: basename(request.from), ...summary }),
    );
    directory.commit();
    return { ...summary, directory: out };
  } finally {
    directory.discard();
  }
}

function openSource({ from, limits }: ImportRequest, report: ReportIssue): ReadFrom {
  if (!existsSync(from)) throw new UsageError(`${from}: there is no such file or directory`);
  const isDirectory = statSync(from).isDirectory();
  if (!isDirectory) refusePackedFile(from);
  return {
    files: new DatasetFiles(isDirectory ? from : dirname(from), limits, report),
    file: isDirectory ? undefined : basename(from),
    report,
    id: createIdMaker(),
  };
}

function formatOf({ files, file }: ReadFrom): ImportFormat {
  if (file !== undefined) return 'jsonl';
  if (files.directories('').includes(PERFFORGE.problems)) return 'perfforge';
  return jsonlFiles(files).length > 0 ? 'jsonl' : 'plain';
}

function whyRefused(problem: ProblemRecord, limits: DatasetLimits): string | undefined {
  const { tests, solutions, statement } = problem;
  if (tests.length > limits.testsPerProblem)
    return `has ${tests.length} tests, more than ${limits.testsPerProblem}`;
  if (solutions.length > limits.solutionsPerProblem)
    return `has ${solutions.length} solutions, more than ${limits.solutionsPerProblem}`;
  const texts = [
    statement,
    ...solutions.map(({ code }) => code),
    ...tests.flatMap(({ input, output = '' }) => [input, output]),
  ];
  const large = texts.find((text) => text.length > limits.fileBytes);
  if (large !== undefined) return `holds a text of more than ${limits.fileBytes} characters`;
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  if (total > limits.problemBytes) return `holds more than ${limits.problemBytes} characters`;
  for (const list of [tests, solutions]) {
    const names = new Set(list.map(({ name }) => name.toLowerCase()));
    if (names.size < list.length) return 'uses the name of a test or a solution twice';
  }
  return undefined;
}

/** @returns whether it went well; what is wrong with one problem is reported. */
function take(write: () => void, { name }: ProblemRecord, report: ReportIssue): boolean {
  try {
    write();
    return true;
  } catch (error) {
    // Printing what is nested too deeply runs out of stack.
    if (error instanceof RangeError)
      report({ where: name, message: 'is nested too deeply, skipped' });
    else if (error instanceof DataError)
      report({ where: name, message: `${error.message}, skipped` });
    else throw error;
    return false;
  }
}
