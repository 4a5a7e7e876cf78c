import type { ProgramImage, ShardOptions } from '../../harness/protocol.ts';
import { createShard, type Shard } from '../../src/execute/shard.ts';

/** A shard whose CPU time is known. */
export interface MeteredShard extends Shard {
  /** CPU time since the first reply, all processes that the shard had, all threads. Milliseconds. */
  cpuMs(): number;
}

/** As createShard; the time that start-up takes is not counted. */
export async function createMeteredShard(
  image: ProgramImage,
  options: ShardOptions,
): Promise<MeteredShard> {
  const shard = await createShard(image, options);
  let ended = 0;
  let first: number | undefined;
  let last = 0;
  return {
    ...shard,
    request: async (payload) => {
      const reply = await shard.request(payload);
      if (reply.kind === 'reply') {
        const { cpuMs } = reply.usage;
        // A new process counts from zero again.
        if (cpuMs < last) ended += last;
        last = cpuMs;
        first ??= cpuMs;
      }
      return reply;
    },
    cpuMs: () => ended + last - (first ?? 0),
  };
}
