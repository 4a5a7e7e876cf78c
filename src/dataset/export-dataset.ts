import { createCodecontestsExporter } from './export-codecontests.ts';
import { createEffibenchExporter } from './export-effibench-x.ts';
import { createEvalperfExporter } from './export-evalperf.ts';
import { createJsonlExporter } from './export-jsonl.ts';
import { createPairsExporter } from './export-pairs.ts';
import { createParquetExporter } from './export-parquet.ts';
import { createPerfforgeExporter } from './export-perfforge.ts';
import { describeIssues } from '../core/describe-issues.ts';
import { createIssueLog, type ReportIssue } from './data-issues.ts';
import { printCard } from './dataset-card.ts';
import { createTotals } from './dataset-totals.ts';
import type { Exporter, ExportTo } from './exporter.ts';
import type { ExportFormat, ExportSummary } from './export-formats.ts';
import { EXPORT_LAYOUTS } from './export-layouts.ts';
import { type ProblemRecord, problemRecordSchema } from './problem-record.ts';
import { stageDirectory } from './staged-directory.ts';

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Gives the problems one after the other; told where to report what it passes over. */
  readonly problems: (report: ReportIssue) => AsyncIterable<ProblemRecord>;
  /** Absolute path of the directory to be made. */
  readonly out: string;
  /** Absolute path of what the format patches; undefined when none was given. */
  readonly base: string | undefined;
  readonly rewardsOf: ExportTo['rewardsOf'];
  /** Of the dataset card. */
  readonly title: string;
  /** The first issue ends the work. */
  readonly strict: boolean;
  readonly slowpathVersion: string;
}

const EXPORTERS: Readonly<Record<ExportFormat, (to: ExportTo) => Exporter>> = {
  perfforge: createPerfforgeExporter,
  codecontests: createCodecontestsExporter,
  'effibench-x': createEffibenchExporter,
  evalperf: createEvalperfExporter,
  jsonl: createJsonlExporter,
  parquet: createParquetExporter,
  pairs: createPairsExporter,
};

/**
 * Writes a dataset; holds one problem at a time. The directory appears when everything is in it, or not at all.
 * @param tell told one line for every issue
 * @throws UsageError when the directory cannot be made; DataError at the first issue when `strict`.
 */
export async function exportDataset(
  request: ExportRequest,
  tell: (text: string) => void,
): Promise<ExportSummary> {
  const { format, out, strict } = request;
  const log = createIssueLog(strict, tell);
  const counter = createTotals();
  const directory = stageDirectory(out);
  try {
    const exporter = EXPORTERS[format]({
      directory,
      report: log.report,
      base: request.base,
      rewardsOf: request.rewardsOf,
    });
    for await (const problem of request.problems(log.report)) {
      // Checked, and with its keys in the order of the schema: equal problems give equal bytes.
      const { data: record, error } = problemRecordSchema.safeParse(problem);
      if (record === undefined) {
        const message = `cannot be in a dataset: ${describeIssues(error)}, left out`;
        log.report({ where: problem.id, message });
      } else if (await exporter.add(record)) counter.add(record);
    }
    await exporter.finish();
    const totals = counter.totals();
    const { title, slowpathVersion } = request;
    const { tables } = exporter;
    const layout = EXPORT_LAYOUTS[format];
    directory.write('README.md', printCard({ title, totals, tables, layout, slowpathVersion }));
    directory.commit();
    return {
      format,
      directory: out,
      totals,
      files: directory.fileCount(),
      bytes: directory.byteCount(),
      issues: log.issues(),
      issueCount: log.count(),
    };
  } finally {
    directory.discard();
  }
}
