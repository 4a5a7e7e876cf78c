import type { BatchRequest } from '../../pipeline/batch/batch-request.ts';
import { type BatchResult, type BatchSinks, runBatch } from '../../pipeline/batch/run-batch.ts';
import { type FuzzContext, runFuzz } from '../../pipeline/fuzz.ts';
import { publishBatchReport, publishReport } from '../publish-report.ts';

/** The campaigns of many problems; each leaves its report, as `fuzz` does, and all of them one. */
export async function campaign(
  request: BatchRequest,
  sinks: BatchSinks,
  context: FuzzContext,
): Promise<BatchResult> {
  const result = await runBatch(request, sinks, context, {
    fuzz: async (...given) => {
      const { directory, record } = await runFuzz(...given);
      publishReport(directory, request.cwd);
      return { directory, record };
    },
  });
  publishBatchReport(request.out, result.index);
  return result;
}
