import { importDataset as readDataset } from '../../dataset/import-dataset.ts';
import type { ImportSummary } from '../../dataset/import-formats.ts';
import { DATASET_LIMITS } from '../../dataset/limits.ts';
import { problemPorts } from '../../pipeline/dataset-source.ts';
import type { ImportDatasetRequest } from '../ports.ts';

/** Makes problem directories of a dataset. */
export function importDataset(
  request: ImportDatasetRequest,
  tell: (text: string) => void,
): ImportSummary {
  return readDataset({ ...request, limits: DATASET_LIMITS }, problemPorts, tell);
}
