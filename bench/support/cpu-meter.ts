import { createShard, type ShardFactory } from '../../src/execute/shard.ts';

/**
 * Counts what a trial uses: the processes that it starts, all threads of all of them, and this very process while it
 * works for the trial. The start-up of the first shard, which every trial has, is left out; what is started later counts
 * from its beginning.
 */
export interface CpuMeter {
  /** As createShard; what the process uses is counted with each of its replies. */
  readonly openShard: ShardFactory;
  /** Milliseconds. */
  cpuMs(): number;
  /** Inputs that single requests asked about, which is how synthesis runs programs; a search's own do not count. */
  inputs(): number;
  /** Counts this process until the work is done. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * @param open what the shards are started with.
 * @param ownMs CPU time of this process so far, milliseconds.
 */
export function createCpuMeter(
  open: ShardFactory = createShard,
  ownMs: () => number = cpuOfThisProcess,
): CpuMeter {
  let spent = 0;
  let inputs = 0;
  let shards = 0;
  let workingSince: number | undefined;
  return {
    openShard: async (image, options, settings) => {
      let known = shards++ === 0 ? undefined : 0;
      const shard = await open(image, options, settings);
      return {
        ...shard,
        request: async (payload) => {
          inputs += inputsOf(payload);
          const reply = await shard.request(payload);
          if (reply.kind === 'reply') {
            const { cpuMs } = reply.usage;
            known ??= cpuMs;
            // A new process counts from zero again.
            spent += cpuMs < known ? cpuMs : cpuMs - known;
            known = cpuMs;
          }
          return reply;
        },
      };
    },
    cpuMs: () => spent + (workingSince === undefined ? 0 : ownMs() - workingSince),
    inputs: () => inputs,
    during: async (work) => {
      const since = ownMs();
      workingSince = since;
      try {
        return await work();
      } finally {
        spent += ownMs() - since;
        workingSince = undefined;
      }
    },
  };
}

function cpuOfThisProcess(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** See MeasureRequest and ObserveRequest: the only requests with a list of inputs. */
function inputsOf(payload: unknown): number {
  const inputs: unknown = Reflect.get(Object(payload), 'inputs');
  return Array.isArray(inputs) ? inputs.length : 0;
}
