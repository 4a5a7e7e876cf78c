import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIssueLog } from '../../../src/dataset/data-issues.ts';
import { DatasetFiles } from '../../../src/dataset/dataset-files.ts';
import { exportDataset } from '../../../src/dataset/export-dataset.ts';
import type { ExportFormat, ExportSummary } from '../../../src/dataset/export-formats.ts';
import { importDataset } from '../../../src/dataset/import-dataset.ts';
import type { ImportFormat, ImportSummary } from '../../../src/dataset/import-formats.ts';
import { DATASET_LIMITS, type DatasetLimits } from '../../../src/dataset/limits.ts';
import { readProblemDirectory } from '../../../src/dataset/problem-directory.ts';
import type { ProblemRecord } from '../../../src/dataset/problem-record.ts';
import { rewardsOf } from '../../../src/pipeline/dataset-rewards.ts';
import { problemPorts } from '../../../src/pipeline/dataset-source.ts';

export const silent = (): void => undefined;

/** Works in a directory that is gone afterwards. */
export async function inTemporary<T>(work: (root: string) => Promise<T> | T): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slowpath-dataset-')));
  try {
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Exports records to a directory. */
export async function exportTo(
  out: string,
  format: ExportFormat,
  problems: readonly ProblemRecord[],
  given: { readonly strict?: boolean; readonly base?: string } = {},
): Promise<ExportSummary> {
  return await exportDataset(
    {
      format,
      // oxlint-disable-next-line typescript/require-await
      problems: async function* () {
        yield* problems;
      },
      out,
      base: given.base,
      rewardsOf,
      title: 'Sample',
      strict: given.strict ?? false,
      slowpathVersion: '0.1.0',
    },
    silent,
  );
}

export function importFrom(
  from: string,
  out: string,
  given: {
    readonly strict?: boolean;
    readonly format?: ImportFormat;
    readonly limits?: Partial<DatasetLimits>;
  } = {},
): ImportSummary {
  return importDataset(
    {
      from,
      out,
      format: given.format,
      strict: given.strict ?? false,
      limits: { ...DATASET_LIMITS, ...given.limits },
    },
    problemPorts,
    silent,
  );
}

/** The problem directory `id` of an imported dataset. */
export function readBack(out: string, id: string): ProblemRecord {
  const { report } = createIssueLog(true, silent);
  const files = new DatasetFiles(out, DATASET_LIMITS, report);
  return readProblemDirectory(files, id, problemPorts, report);
}

export function readLines(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
