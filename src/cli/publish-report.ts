import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeIssues } from '../core/describe-issues.ts';
import { DataError } from '../core/errors.ts';
import { type BatchIndex, batchIndexSchema } from '../pipeline/batch/batch-index.ts';
import { printBatchReport } from '../report/batch-html.ts';
import { printHtmlReport } from '../report/report-html.ts';
import { fileError, RunFiles } from '../report/run-files.ts';
import { layoutOf } from '../report/run-layout.ts';
import { type GatheredReport, gatherReport } from './gather-report.ts';

/**
 * Writes report.html of a run, from what lies in its directory.
 * @throws DataError when there is no run, or its record is damaged; UsageError when the file cannot be written.
 */
export function publishReport(directory: string, cwd: string): GatheredReport {
  const report = gatherReport(directory, cwd);
  const path = layoutOf(directory).report;
  try {
    writeFileSync(path, printHtmlReport(report));
  } catch (cause) {
    throw fileError('write', path, cause);
  }
  return report;
}

/**
 * Writes report.html of a campaign over many problems, beside its index.
 * @throws UsageError when the file cannot be written.
 */
export function publishBatchReport(directory: string, index: BatchIndex): string {
  const path = layoutOf(directory).report;
  try {
    writeFileSync(path, printBatchReport(index));
  } catch (cause) {
    throw fileError('write', path, cause);
  }
  return path;
}

/** The index of a campaign over many problems; undefined when the directory is none. */
export function readBatchIndex(directory: string): BatchIndex | undefined {
  const path = join(directory, 'index.json');
  if (existsSync(layoutOf(directory).record) || !existsSync(path)) return undefined;
  const parsed = batchIndexSchema.safeParse(
    new RunFiles().readJson(path, 'run the same `slowpath campaign` command again'),
  );
  if (parsed.success) return parsed.data;
  throw new DataError(`${path} is not an index of a campaign: ${describeIssues(parsed.error)}`, {
    hint: 'run the same `slowpath campaign` command again',
  });
}
