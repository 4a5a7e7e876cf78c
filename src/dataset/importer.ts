import type { ReportIssue } from './data-issues.ts';
import type { DatasetFiles } from './dataset-files.ts';

/** What the reader of a format gets. */
export interface ReadFrom {
  readonly files: DatasetFiles;
  /** The file that was named, relative to the root of `files`; undefined for a directory. */
  readonly file: string | undefined;
  readonly report: ReportIssue;
  /** Makes the identifier of a problem from its name, unlike all before. */
  readonly id: (name: string) => string;
}
