/** The thread behind a blocking shard: passes requests on and wakes whoever waits for the answer. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { BlockingAnswer, BlockingShardData } from './blocking-shard.ts';
import { createShard } from './shard.ts';

// What createBlockingShard put together.
const { image, options, signal, port } = workerData as BlockingShardData & {
  readonly port: MessagePort;
};
const shard = await createShard(image, options);

async function answer(payload: unknown): Promise<BlockingAnswer> {
  try {
    const reply = await shard.request(payload);
    if (reply.kind === 'reply') return { kind: 'reply', value: reply.value };
    await shard.restart();
    return { kind: 'failure', message: `${reply.death.outcome}: ${reply.death.detail}` };
  } catch (error) {
    return { kind: 'failure', message: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (payload: unknown) => {
  void answer(payload).then((message) => {
    port.postMessage(message);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});
port.on('close', () => void shard.close());
parentPort?.postMessage('ready');
