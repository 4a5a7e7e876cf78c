import type { ReportIssue } from './data-issues.ts';
import type { ProblemRecord } from './problem-record.ts';
import type { StagedDirectory } from './staged-directory.ts';

/** Writes one problem after the other in some format; holds one problem at a time. */
export interface Exporter {
  add(problem: ProblemRecord): void | Promise<void>;
  /** Writes what comes last; nothing is added afterwards. */
  finish(): void | Promise<void>;
  /** Files of each table, for the dataset card; none when the format is a tree of files. */
  readonly tables: readonly DatasetTable[];
}

export interface DatasetTable {
  readonly name: string;
  /** Names inside the directory. */
  readonly files: readonly string[];
}

export interface ExportTo {
  readonly directory: StagedDirectory;
  readonly report: ReportIssue;
}
