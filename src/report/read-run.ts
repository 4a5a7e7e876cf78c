import { join, resolve } from 'node:path';
import { DataError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { RunRecord } from '../core/run-record.ts';
import { type PlotPoint, parsePlot } from './plot.ts';
import { parseQueueName, type QueueName } from './queue-name.ts';
import { RunFiles } from './run-files.ts';
import { type InputFolder, layoutOf } from './run-layout.ts';
import { runRecordSchema } from './run-record-schema.ts';

/**
 * Reads the record of a run.
 * @throws DataError when there is none, or it is damaged or of another version.
 */
export function readRunRecord(dir: string, files: RunFiles = new RunFiles()): RunRecord {
  const { record: path, root } = layoutOf(resolve(dir));
  if (!files.exists(path)) {
    throw new DataError(`${root} is not a run directory: it has no run.json`, {
      hint: 'give the directory that `slowpath fuzz` wrote (its --out)',
    });
  }
  const hint = 'restore the file, or start over with `slowpath fuzz … --fresh`';
  const parsed = runRecordSchema.safeParse(files.readJson(path, hint));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new DataError(`${path} is not a run record${where}: ${issue?.message ?? 'wrong shape'}`, {
    hint,
  });
}

/** The inputs of one folder in order of discovery; files that are none of ours are left out. */
export function readInputs(
  dir: string,
  folder: InputFolder,
  files: RunFiles = new RunFiles(),
): readonly Finding[] {
  const path = layoutOf(resolve(dir)).folder(folder);
  return files
    .list(path)
    .flatMap((name) => {
      const found = parseQueueName(name);
      return found ? [{ ...found, input: files.read(join(path, name)) }] : [];
    })
    .toSorted((a, b) => a.provenance.id - b.provenance.id);
}

/** What the names of one folder's inputs tell, in order of discovery; the files themselves are not read. */
export function readInputNames(
  dir: string,
  folder: InputFolder,
  files: RunFiles = new RunFiles(),
): readonly QueueName[] {
  return files
    .list(layoutOf(resolve(dir)).folder(folder))
    .flatMap((name) => parseQueueName(name) ?? [])
    .toSorted((a, b) => a.provenance.id - b.provenance.id);
}

/** The rows of plot.csv; none when there is no such file. */
export function readPlot(dir: string, files: RunFiles = new RunFiles()): readonly PlotPoint[] {
  const { plot } = layoutOf(resolve(dir));
  return files.exists(plot) ? parsePlot(files.read(plot)) : [];
}
