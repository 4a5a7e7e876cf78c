import { writeFileSync } from 'node:fs';
import { printHtmlReport } from '../report/report-html.ts';
import { fileError } from '../report/run-files.ts';
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
