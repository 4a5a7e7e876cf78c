import { describe, expect, it } from 'vitest';
import { confirm, type ConfirmOptions } from '../../src/execute/confirm.ts';
import { programImage, SHARD_OPTIONS } from './harness-kit.ts';

const CODE = `
  module.exports = (what, n) => {
    if (what === 'throw') throw new Error('no');
    if (what === 'hang') for (;;);
    let s = 0;
    for (let i = 0; i < n; i++) s = (s * 31 + i) | 0;
    return s;
  };`;

function options(inputs: readonly string[]): ConfirmOptions {
  return {
    image: programImage(CODE),
    model: { kind: 'choices', maxSize: 100 },
    inputs,
    warmUp: ['["ok",1000]', '["ok",2000]'],
    repeats: 3,
    timeoutMs: 400,
    shard: SHARD_OPTIONS,
  };
}

describe('confirmation', () => {
  it('gives one sample of CPU time for each repeat', async () => {
    const [small, large] = await confirm(options(['["ok",10]', '["ok",5000000]']));
    expect(small).toMatchObject({ outcome: 'ok', error: '' });
    expect(small?.cpuNs).toHaveLength(3);
    expect(large?.cpuNs).toHaveLength(3);
    expect(Math.min(...(large?.wallNs ?? []))).toBeGreaterThan(0);
    expect(small?.outputDigest).not.toBe(large?.outputDigest);
  });

  it('keeps what the calls came to, and tries no second time what does not end', async () => {
    const image = { ...programImage('module.exports = () => 1'), siteCount: 0 };
    const bare = { ...options([]), image };
    expect(await confirm(bare)).toEqual([]);
    const [thrown, hung, fine] = await confirm({
      ...options(['["throw",1]', '["hang",1]', '["ok",1]']),
      image: {
        ...image,
        modules: image.modules.map((module) => ({ ...module, code: CODE })),
      },
    });
    expect(thrown).toMatchObject({ outcome: 'threw', error: 'Error: no' });
    expect(hung).toMatchObject({ outcome: 'timed-out', cpuNs: [], outputDigest: '' });
    expect(fine).toMatchObject({ outcome: 'ok' });
  });

  it('ends when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(confirm({ ...options(['["ok",1]']), signal })).rejects.toThrow('enough');
  });
});
