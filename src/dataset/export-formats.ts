import type { DataIssue } from './data-issues.ts';
import type { DatasetTotals } from './dataset-totals.ts';

export const EXPORT_FORMATS = [
  'perfforge',
  'codecontests',
  'effibench-x',
  'evalperf',
  'jsonl',
  'parquet',
  'pairs',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportSummary {
  readonly format: ExportFormat;
  /** Absolute path. */
  readonly directory: string;
  readonly totals: DatasetTotals;
  readonly files: number;
  readonly bytes: number;
  /** What could not be taken as it is; the first thousand. */
  readonly issues: readonly DataIssue[];
  readonly issueCount: number;
}
