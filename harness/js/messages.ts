import type { MessagePort } from 'node:worker_threads';
import type { ProgramImage, ShardDeath, ShardOptions } from '../protocol.ts';

/** What a shard's process has used so far. */
export interface ShardUsage {
  /** CPU time of all its threads. */
  readonly cpuMs: number;
  /** Resident memory. */
  readonly rssMb: number;
}

/** What one execution took, the program's own time only. */
export interface RunTiming {
  /** CPU time of the process, which does nothing else meanwhile; garbage collection and compilation count. */
  readonly cpuNs: number;
  readonly wallNs: number;
}

/** What the parent process sends to a shard's main thread. */
export type ToShard =
  | {
      readonly type: 'start';
      readonly image: ProgramImage;
      readonly options: ShardOptions;
      /** Replies carry the time that the last execution took. */
      readonly isTimed: boolean;
    }
  | { readonly type: 'request'; readonly id: number; readonly payload: unknown }
  /** Replaces the worker: a new program instance and a new loop. Answered like `start`. */
  | { readonly type: 'restart' };

/** What a shard's main thread sends to the parent process. */
export type FromShard =
  /** `inputSpec`: the unchecked InputSpec in the program's definition, if any. */
  | { readonly type: 'ready'; readonly inputSpec?: unknown }
  | { readonly type: 'load-failed'; readonly message: string }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly value: unknown;
      readonly timing?: RunTiming;
      readonly usage: ShardUsage;
    }
  | { readonly type: 'died'; readonly death: Omit<ShardDeath, 'journal'> }
  /** The loop or the harness threw: a bug of ours, never the program's doing. */
  | { readonly type: 'broken'; readonly message: string }
  /** Sent at intervals while a request is in flight, so that the parent notices a stuck process. */
  | { readonly type: 'alive' };

/** What a worker sends to its shard's main thread. */
export type FromWorker =
  | Extract<FromShard, { readonly type: 'ready' | 'load-failed' | 'broken' }>
  | Omit<Extract<FromShard, { readonly type: 'reply' }>, 'usage'>;

/** A request on its way from the shard's main thread to the worker. */
export interface WorkerRequest {
  readonly id: number;
  readonly payload: unknown;
}

/** What the worker is started with. */
export interface WorkerData {
  readonly image: ProgramImage;
  readonly options: ShardOptions;
  /** Int32 cells shared between the worker and its watcher, see the `PULSE_` constants. */
  readonly pulse: SharedArrayBuffer;
  /** Where requests come in; replies go to the worker's `parentPort`. */
  readonly requests: MessagePort;
  /** Descriptor of the journal, or -1 when there is none. */
  readonly journalFd: number;
  readonly isTimed: boolean;
}

/** Number of requests posted; the idle worker sleeps on this cell. */
export const PULSE_REQUESTS = 0;
/** Executions begun, wrapping. */
export const PULSE_EXECUTIONS = 1;
/** Fuel polls that were granted, wrapping. */
export const PULSE_POLLS = 2;
/** 1 while the worker loads the program or works on a request. */
export const PULSE_BUSY = 3;
export const PULSE_COUNT = 4;

/** Where the parent puts the journal's descriptor in a shard's stdio. */
export const JOURNAL_FD = 4;

/** Bytes before the text of a journal: id of the request and length of the text in bytes, two little-endian uint32. */
export const JOURNAL_HEADER_BYTES = 8;
