import { basename } from 'node:path';
import { exportDataset as writeDataset } from '../../dataset/export-dataset.ts';
import type { ExportSummary } from '../../dataset/export-formats.ts';
import { DATASET_LIMITS } from '../../dataset/limits.ts';
import { rewardsOf } from '../../pipeline/dataset-rewards.ts';
import { readProblems } from '../../pipeline/dataset-source.ts';
import type { ExportDatasetRequest } from '../ports.ts';

/** Writes what a directory holds as a dataset. */
export async function exportDataset(
  { from, cwd, ...request }: ExportDatasetRequest,
  tell: (text: string) => void,
): Promise<ExportSummary> {
  return await writeDataset(
    {
      ...request,
      rewardsOf,
      title: request.title ?? basename(from),
      problems: (report) => readProblems({ path: from, cwd, limits: DATASET_LIMITS }, report),
    },
    tell,
  );
}
