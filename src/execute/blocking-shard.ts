import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ProgramImage, ShardOptions } from '../../harness/protocol.ts';
import { HarnessError } from '../core/errors.ts';

/** A shard whose requests are answered before they return: for callers that cannot wait for a promise. */
export interface BlockingShard {
  /**
   * Sends one request to the loop and blocks this thread until it is answered.
   * @throws HarnessError when the program or the loop failed, or nothing came back in time.
   */
  request(payload: unknown): unknown;
  /** Ends thread and process; idempotent. */
  close(): Promise<void>;
}

/** What the thread gets to start with. */
export interface BlockingShardData {
  readonly image: ProgramImage;
  readonly options: ShardOptions;
  /** One cell: 1 when an answer is waiting. */
  readonly signal: Int32Array;
}

/** What the thread answers a request with. */
export type BlockingAnswer =
  | { readonly kind: 'reply'; readonly value: unknown }
  | { readonly kind: 'failure'; readonly message: string };

/** Longer than any hang that the shard ends itself. */
const PATIENCE_MS = 60_000;

/**
 * Starts a shard behind a thread of its own, which talks to it while this one sleeps.
 * @throws HarnessError when it cannot be started; whether the program loads is found out with an ordinary shard before.
 */
export async function createBlockingShard(
  image: ProgramImage,
  options: ShardOptions,
): Promise<BlockingShard> {
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: port, port2: theirs } = new MessageChannel();
  const data: BlockingShardData = { image, options, signal };
  const thread = new Worker(threadScript(), {
    workerData: { ...data, port: theirs },
    transferList: [theirs],
    execArgv: [],
  });
  // Only close() waits for it; a parent that ends takes it along.
  thread.unref();
  port.unref();
  const ended = once(thread, 'exit');
  await new Promise<void>((resolve, reject) => {
    thread.once('message', () => resolve());
    thread.once('error', (cause) => reject(failure(cause.message, cause)));
    ended.then(() => reject(failure('it ended')), reject);
  });
  let isClosed = false;
  return {
    request(payload) {
      if (isClosed) throw new HarnessError('the shard is closed');
      Atomics.store(signal, 0, 0);
      port.postMessage(payload);
      // The call that wakes for one answer may come late, and wake for the next.
      while (Atomics.load(signal, 0) === 0) {
        if (Atomics.wait(signal, 0, 0, PATIENCE_MS) === 'timed-out') break;
      }
      // The thread is our own code.
      const received = receiveMessageOnPort(port) as { message: BlockingAnswer } | undefined;
      if (received === undefined) throw failure('nothing came back in time');
      if (received.message.kind === 'failure') throw failure(received.message.message);
      return received.message.value;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      thread.ref();
      // The thread ends its shard, and with it itself, when nobody is at the other end.
      port.close();
      await ended;
    },
  };
}

function failure(reason: string, cause?: unknown): HarnessError {
  return new HarnessError(`the worker that draws inputs failed: ${reason}`, { cause });
}

/** The built script, whether this module is built or runs from its source. */
function threadScript(): string {
  const isSource = import.meta.url.endsWith('.ts');
  const path = `${isSource ? '../../dist/src/execute/' : './'}blocking-shard-thread.js`;
  return fileURLToPath(new URL(path, import.meta.url));
}
