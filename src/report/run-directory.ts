import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DataError, UsageError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, RunRecord } from '../core/run-record.ts';
import { PLOT_HEADER, type PlotRow, printPlotLine } from './plot.ts';
import { type NameSeparator, parseQueueName, printQueueName } from './queue-name.ts';
import { type FileSystem, RunFiles, TEMPORARY_PREFIX } from './run-files.ts';
import { INPUT_FOLDERS, type InputFolder, RUN_ENTRIES, layoutOf } from './run-layout.ts';
import type { RunLayout } from './run-layout.ts';
import { type LockOwner, takeLock } from './run-lock.ts';
import { readRunRecord } from './read-run.ts';

/** One line of `events.jsonl`, before `wallMs` is put in front. */
export type RunEvent = { readonly type: string } & Readonly<Record<string, Json>>;

/** The end of an epoch: what a restart replays from. The last thing that a finished search writes, too. */
export interface Checkpoint {
  readonly epoch: number;
  /** Executions so far. Corpus files with as many executions before them, or more, are of a later epoch. */
  readonly execs: number;
  /** The state of the search; plain JSON. */
  readonly state: Json;
}

const checkpointSchema = z.object({
  version: z.literal(1),
  epoch: z.int().nonnegative(),
  execs: z.int().nonnegative(),
  plotBytes: z.int().nonnegative(),
  eventsBytes: z.int().nonnegative(),
  state: z.json(),
});

export interface OpenRunOptions {
  readonly dir: string;
  /** Move an earlier run aside instead of resuming it. */
  readonly fresh: boolean;
  /** Begins a new run; its `identity` decides whether an earlier one may be resumed. */
  readonly record: RunRecord;
  /** Milliseconds, monotonic; read for `wallMs` of rows and events. */
  readonly clock: () => number;
  readonly owner: LockOwner;
  readonly separator?: NameSeparator;
  readonly fs?: FileSystem;
}

/** A run on disk, open for writing. Every write is finished when the call returns. */
export interface RunDirectory {
  readonly path: string;
  readonly layout: RunLayout;
  /** The earlier run that goes on; undefined for a new run. A run killed before its first epoch ended has no checkpoint. */
  readonly resumed:
    { readonly record: RunRecord; readonly checkpoint: Checkpoint | undefined } | undefined;
  /** What was moved aside or mended when it was opened, one line each. */
  readonly notes: readonly string[];
  /** Wall time of the run over all its sessions, milliseconds. */
  wallMs(): number;
  writeRecord(record: RunRecord): void;
  /** @returns the file's path relative to the run directory. */
  addInput(folder: InputFolder, finding: Finding): string;
  removeInput(relativePath: string): void;
  /** Replaces what `findings/` holds. */
  writeFindings(files: readonly { readonly name: string; readonly text: string }[]): void;
  appendPlot(row: PlotRow): void;
  appendEvent(event: RunEvent): void;
  writeCheckpoint(checkpoint: Checkpoint): void;
  /** Releases the directory; the last call. */
  close(): void;
}

/**
 * Creates a run directory, or opens an earlier run at its last checkpoint: whatever was written after it is taken back,
 * because the restart writes it again.
 * @throws UsageError when the directory holds something else, another configuration's run, or cannot be written.
 * @throws DataError when a file of the earlier run is damaged beyond repair.
 */
export function openRunDirectory(options: OpenRunOptions): RunDirectory {
  const files = new RunFiles(options.fs);
  const layout = layoutOf(resolve(options.dir));
  const notes: string[] = [];
  refuseForeignDirectory(files, layout);
  if (options.fresh) moveAside(files, layout, options.owner, notes);
  files.makeDirectory(layout.root);
  const release = takeLock(files, layout.lock, options.owner);
  try {
    const earlier = files.exists(layout.record) ? readRunRecord(layout.root, files) : undefined;
    if (earlier) refuseOtherRun(layout, earlier, options.record);
    for (const folder of INPUT_FOLDERS) files.makeDirectory(layout.folder(folder));
    const checkpoint = earlier ? readCheckpoint(files, layout) : undefined;
    rewind(files, layout, checkpoint, notes);
    if (!earlier) files.write(layout.record, printJson(options.record));
    return runDirectory(files, layout, options, release, notes, earlier, checkpoint);
  } catch (error) {
    release();
    throw error;
  }
}

type StoredCheckpoint = z.infer<typeof checkpointSchema>;

function runDirectory(
  files: RunFiles,
  layout: RunLayout,
  options: OpenRunOptions,
  release: () => void,
  notes: readonly string[],
  earlier: RunRecord | undefined,
  checkpoint: StoredCheckpoint | undefined,
): RunDirectory {
  const begun = options.clock();
  const before = earlier?.wallMs ?? 0;
  const wallMs = (): number => Math.round(before + options.clock() - begun);
  return {
    path: layout.root,
    layout,
    resumed: earlier && {
      record: earlier,
      checkpoint: checkpoint && {
        epoch: checkpoint.epoch,
        execs: checkpoint.execs,
        state: checkpoint.state,
      },
    },
    notes,
    wallMs,
    writeRecord: (record) => files.write(layout.record, printJson(record)),
    addInput(folder, finding) {
      const name = printQueueName(finding, options.separator);
      files.write(join(layout.folder(folder), name), finding.input);
      return `${folder}/${name}`;
    },
    removeInput: (relativePath) => files.remove(join(layout.root, relativePath)),
    writeFindings(findings) {
      if (findings.length > 0) files.makeDirectory(layout.findings);
      for (const name of files.list(layout.findings)) files.remove(join(layout.findings, name));
      for (const { name, text } of findings) files.write(join(layout.findings, name), text);
    },
    appendPlot: (row) => files.append(layout.plot, printPlotLine({ ...row, wallMs: wallMs() })),
    appendEvent: (event) =>
      files.append(layout.events, `${JSON.stringify({ wallMs: wallMs(), ...event })}\n`),
    writeCheckpoint({ epoch, execs, state }) {
      const stored: StoredCheckpoint = {
        version: 1,
        epoch,
        execs,
        plotBytes: files.size(layout.plot),
        eventsBytes: files.size(layout.events),
        // Zod's JSON type is the mutable twin of ours.
        state: state as StoredCheckpoint['state'],
      };
      files.write(layout.checkpoint, JSON.stringify(stored));
    },
    close: release,
  };
}

function printJson(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Nothing of a user's own is ever moved or mixed with a run. */
function refuseForeignDirectory(files: RunFiles, layout: RunLayout): void {
  if (!files.exists(layout.root)) return;
  if (!files.isDirectory(layout.root)) {
    throw new UsageError(`${layout.root} is a file, not a directory`, {
      hint: 'give another directory with --out',
    });
  }
  if (files.exists(layout.record)) return;
  const foreign = files
    .list(layout.root)
    .find((name) => !RUN_ENTRIES.includes(name) && !name.startsWith(TEMPORARY_PREFIX));
  if (foreign !== undefined) {
    throw new UsageError(`${layout.root} is not a run directory: it holds ${foreign}`, {
      hint: 'give a new or empty directory with --out',
    });
  }
}

function moveAside(files: RunFiles, layout: RunLayout, owner: LockOwner, notes: string[]): void {
  if (files.list(layout.root).length === 0) return;
  // A run that is still being written must not be pulled away from under its process.
  takeLock(files, layout.lock, owner)();
  const target = freeName(files, layout.root);
  files.move(layout.root, target);
  notes.push(`the earlier run was moved to ${target}`);
}

function freeName(files: RunFiles, root: string): string {
  for (let n = 1; ; n++) {
    const name = `${root}-old-${n}`;
    if (!files.exists(name)) return name;
  }
}

function refuseOtherRun(layout: RunLayout, earlier: RunRecord, now: RunRecord): void {
  const keys = [...new Set([...Object.keys(earlier.identity), ...Object.keys(now.identity)])];
  const differing = keys.filter(
    (key) => JSON.stringify(earlier.identity[key]) !== JSON.stringify(now.identity[key]),
  );
  if (differing.length === 0) return;
  const lines = differing.map((key) => difference(key, earlier.identity[key], now.identity[key]));
  throw new UsageError(`${layout.root} holds a run of another set-up: ${lines.join('; ')}`, {
    hint: 'add --fresh to start over (the earlier run is kept beside it), or give another --out',
  });
}

/** `seed was 42, is now 7`; hashes say nothing to people. */
function difference(key: string, before: Json | undefined, now: Json | undefined): string {
  const isHash = (value: Json | undefined): boolean =>
    typeof value === 'string' && /^[0-9a-f]{32,}$/.test(value);
  if (isHash(before) && isHash(now)) return `${key} has changed`;
  const show = (value: Json | undefined): string =>
    value === undefined ? 'not set' : JSON.stringify(value).slice(0, 60);
  return `${key} was ${show(before)}, is now ${show(now)}`;
}

function readCheckpoint(files: RunFiles, layout: RunLayout): StoredCheckpoint | undefined {
  if (!files.exists(layout.checkpoint)) return undefined;
  const hint = `delete it to search again from the start, or add --fresh`;
  const parsed = checkpointSchema.safeParse(files.readJson(layout.checkpoint, hint));
  if (parsed.success) return parsed.data;
  throw new DataError(`${layout.checkpoint} is not a checkpoint of this version`, { hint });
}

/** Takes back everything written after the checkpoint, and half-written leftovers. */
function rewind(
  files: RunFiles,
  layout: RunLayout,
  checkpoint: StoredCheckpoint | undefined,
  notes: string[],
): void {
  removeTemporaries(files, layout.root);
  for (const folder of INPUT_FOLDERS) {
    const path = layout.folder(folder);
    removeTemporaries(files, path);
    for (const name of files.list(path)) {
      const finding = parseQueueName(name);
      if (finding && finding.provenance.execs >= (checkpoint?.execs ?? 0)) {
        files.remove(join(path, name));
      }
    }
  }
  cutBack(files, layout.plot, checkpoint?.plotBytes ?? 0, notes);
  if (files.size(layout.plot) === 0) files.append(layout.plot, PLOT_HEADER);
  cutBack(files, layout.events, checkpoint?.eventsBytes ?? 0, notes);
  if (files.size(layout.events) === 0) files.append(layout.events, '');
}

function removeTemporaries(files: RunFiles, path: string): void {
  for (const name of files.list(path)) {
    if (name.startsWith(TEMPORARY_PREFIX)) files.remove(join(path, name));
  }
}

/** Cuts a file to the length that it had at the checkpoint; a shorter one loses its last, incomplete line. */
function cutBack(files: RunFiles, path: string, bytes: number, notes: string[]): void {
  const size = files.size(path);
  if (size > bytes) {
    files.truncate(path, bytes);
  } else if (size < bytes) {
    const text = files.read(path);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    files.write(path, whole);
    notes.push(`${path} had lost its end; it goes on after its last whole line`);
  }
}
