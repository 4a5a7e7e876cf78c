import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportDataset } from '../../src/dataset/export-dataset.ts';
import type { ExportFormat } from '../../src/dataset/export-formats.ts';
import { importDataset } from '../../src/dataset/import-dataset.ts';
import { DATASET_LIMITS } from '../../src/dataset/limits.ts';
import { rewardsOf } from '../../src/pipeline/dataset-rewards.ts';
import { problemPorts, readProblems } from '../../src/pipeline/dataset-source.ts';
import { type DatasetSize, generateProblems } from './generate.ts';

/** One step of the way, in a process of its own: its peak memory is the step's. */
export type Stage =
  | {
      readonly kind: 'generate';
      readonly format: ExportFormat;
      readonly size: DatasetSize;
      readonly out: string;
    }
  | { readonly kind: 'import'; readonly from: string; readonly out: string }
  | {
      readonly kind: 'export';
      readonly format: ExportFormat;
      readonly from: string;
      readonly out: string;
    };

export interface StageResult {
  readonly ms: number;
  /** Largest resident set of the process. */
  readonly peakMb: number;
  readonly problems: number;
  readonly tests: number;
  /** SHA-256 of the manifest: equal datasets have equal ones. */
  readonly digest: string;
  /** Of the JSONL file, where there is one; else 0. */
  readonly dataMb: number;
}

async function runStage(stage: Stage): Promise<StageResult> {
  const begun = performance.now();
  const { totals } = await work(stage);
  return {
    ms: performance.now() - begun,
    // Kilobytes on Linux.
    peakMb: process.resourceUsage().maxRSS / 1024,
    problems: totals.problems,
    tests: totals.tests,
    digest: createHash('sha256')
      .update(readFileSync(join(stage.out, 'SHA256SUMS')))
      .digest('hex'),
    dataMb:
      (statSync(join(stage.out, 'data/problems.jsonl'), { throwIfNoEntry: false })?.size ?? 0) /
      2 ** 20,
  };
}

async function work(
  stage: Stage,
): Promise<{ readonly totals: { readonly problems: number; readonly tests: number } }> {
  const { out } = stage;
  const silent = (): void => undefined;
  if (stage.kind === 'import') {
    const { from } = stage;
    const request = { from, out, format: undefined, strict: true, limits: DATASET_LIMITS };
    return importDataset(request, problemPorts, silent);
  }
  const { format } = stage;
  return await exportDataset(
    {
      format,
      out,
      base: undefined,
      rewardsOf,
      title: 'bench',
      strict: true,
      slowpathVersion: '0',
      problems: (report) =>
        stage.kind === 'generate'
          ? generateProblems(stage.size)
          : readProblems({ path: stage.from, cwd: out, limits: DATASET_LIMITS }, report),
    },
    silent,
  );
}

const [text = ''] = process.argv.slice(2);
// From run.ts, which has the same types.
const result = await runStage(JSON.parse(text) as Stage);
process.stdout.write(`${JSON.stringify(result)}\n`);
