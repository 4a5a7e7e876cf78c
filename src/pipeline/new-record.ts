import { createHash } from 'node:crypto';
import { recordOptions } from '../config/options.ts';
import type { Json, RunRecord, RunTarget } from '../core/run-record.ts';
import type { FuzzContext, FuzzRequest } from './fuzz.ts';
import type { PreparedTarget } from './prepare-target.ts';

/** What is searched, and by what inputs. */
export interface RecordSubject {
  readonly target: Omit<RunTarget, 'specifier' | 'inputModel'>;
  readonly inputs: Pick<PreparedTarget, 'model' | 'seeds'>;
  /** What must be equal besides for the run to be resumed, see RunRecord.identity. */
  readonly identity?: Readonly<Record<string, Json>>;
  readonly notes: readonly string[];
}

/** The record of a run that has not begun. */
export function newRecord(
  { options: set, target: specifier }: FuzzRequest,
  { target, inputs: { model, seeds }, identity, notes }: RecordSubject,
  { now, versions }: FuzzContext,
): RunRecord {
  const { options } = set;
  return {
    version: 1,
    target: { ...target, specifier, inputModel: model.origin },
    options: recordOptions(set),
    identity: {
      target: specifier,
      contentHash: target.contentHash,
      inputModel: sha256(JSON.stringify(model.description)),
      ...identity,
      seeds: sha256(seeds.join('\0')),
      seed: options.seed,
      workers: options.workers,
      maxSize: options.maxSize,
      maxSteps: options.maxSteps,
      realClock: options.realClock,
      synth: options.synth,
      constraints: options.constraints ?? null,
      slowpath: versions.slowpath,
      instrumentation: versions.instrumentation,
      nodeMajor: Number(/\d+/.exec(versions.node)?.[0] ?? 0),
    },
    seed: options.seed,
    budget: {
      ...(options.timeMs === undefined ? {} : { timeMs: options.timeMs }),
      ...(options.execs === undefined ? {} : { execs: options.execs }),
      maxSize: options.maxSize,
      maxSteps: options.maxSteps,
    },
    status: 'running',
    startedAt: now().toISOString(),
    execs: 0,
    execsPerSecond: 0,
    wallMs: 0,
    epochs: 0,
    sitesHit: 0,
    corpus: 0,
    outcomes: {},
    hotLines: [],
    prizes: [],
    confirmations: [],
    constraints: [],
    mutators: [],
    stages: [],
    notes,
    versions,
  };
}

/** Hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
