import { describe, expect, it } from 'vitest';
import { createCpuMeter } from '../../../../bench/support/cpu-meter.ts';
import type { ProgramImage, ShardOptions } from '../../../../harness/protocol.ts';
import type { Shard, ShardReply } from '../../../../src/execute/shard.ts';

const IMAGE: ProgramImage = {
  modules: [],
  entry: { kind: 'function', module: '', exportPath: [] },
  siteCount: 0,
  functionStart: new Int32Array(),
  mayBeAsync: false,
};
const OPTIONS: ShardOptions = {
  hangTimeoutMs: 1,
  memoryMb: 1,
  realClock: false,
  programSeed: 1,
  loopScript: '',
};

/** A shard that says it has used so much, reply by reply; undefined for a death. */
function shardOf(usages: readonly (number | undefined)[]): Shard {
  const left = [...usages];
  return {
    inputSpec: undefined,
    request: async (): Promise<ShardReply> => {
      await Promise.resolve();
      const cpuMs = left.shift();
      return cpuMs === undefined
        ? { kind: 'died', death: { outcome: 'timed-out', detail: '', journal: undefined } }
        : { kind: 'reply', value: null, usage: { cpuMs, rssMb: 0 } };
    },
    restart: async () => await Promise.resolve(),
    close: async () => await Promise.resolve(),
  };
}

describe('the meter', () => {
  it('leaves out the start-up of the first shard, and of no other', async () => {
    const shards = [shardOf([80, 100, 130]), shardOf([90, 95])];
    const meter = createCpuMeter(async () => await Promise.resolve(shards.shift() ?? shardOf([])));
    const first = await meter.openShard(IMAGE, OPTIONS);
    await first.request({});
    expect(meter.cpuMs()).toBe(0);
    await first.request({});
    await first.request({});
    expect(meter.cpuMs()).toBe(50);
    const second = await meter.openShard(IMAGE, OPTIONS);
    await second.request({});
    await second.request({});
    expect(meter.cpuMs()).toBe(50 + 95);
  });

  it('goes on when a new process takes over, which counts from zero', async () => {
    const meter = createCpuMeter(
      async () => await Promise.resolve(shardOf([80, 180, undefined, 60])),
    );
    const shard = await meter.openShard(IMAGE, OPTIONS);
    for (let k = 0; k < 4; k++) await shard.request({});
    expect(meter.cpuMs()).toBe(100 + 60);
  });

  it('counts this process while it works, and at no other time', async () => {
    let own = 1000;
    const meter = createCpuMeter(undefined, () => own);
    own += 500;
    await meter.during(async () => {
      await Promise.resolve();
      own += 30;
      expect(meter.cpuMs()).toBe(30);
    });
    own += 500;
    expect(meter.cpuMs()).toBe(30);
  });

  it('counts the inputs that it was asked about one by one', async () => {
    const meter = createCpuMeter(async () => await Promise.resolve(shardOf([1, 2, 3])));
    const shard = await meter.openShard(IMAGE, OPTIONS);
    await shard.request({ kind: 'measure', inputs: ['a', 'b'] });
    await shard.request({ kind: 'search-epoch', execs: 100 });
    await shard.request({ kind: 'observe', inputs: ['c'] });
    expect(meter.inputs()).toBe(3);
  });
});
