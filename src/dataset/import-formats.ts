import type { DataIssue } from './data-issues.ts';
import type { DatasetTotals } from './dataset-totals.ts';

export const IMPORT_FORMATS = ['jsonl', 'perfforge', 'plain'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface ImportSummary {
  readonly format: ImportFormat;
  /** Absolute path. */
  readonly directory: string;
  readonly totals: DatasetTotals;
  /** What was passed over or mended; the first thousand. */
  readonly issues: readonly DataIssue[];
  readonly issueCount: number;
}
