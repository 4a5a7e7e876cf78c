import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ProgramImage, ShardOptions } from '../../harness/protocol.ts';
import { HarnessError } from '../../src/core/errors.ts';
import { createBlockingShard, type BlockingShard } from '../../src/execute/blocking-shard.ts';
import { programImage } from './harness-kit.ts';

const OPTIONS: ShardOptions = {
  hangTimeoutMs: 500,
  memoryMb: 128,
  realClock: false,
  programSeed: 1,
  loopScript: fileURLToPath(new URL('../../dist/harness/js/loop.js', import.meta.url)),
};

function definition(input: string): ProgramImage {
  const code = `const fc = require('fast-check'); module.exports = { input: ${input}, run: (x) => x };`;
  const image = programImage(code, { entry: { exportPath: ['default', 'run'] } });
  return { ...image, definition: { module: image.entry.module, model: 'choices' } };
}

async function withBlockingShard(
  image: ProgramImage,
  use: (shard: BlockingShard) => void,
): Promise<void> {
  const shard = await createBlockingShard(image, OPTIONS);
  try {
    use(shard);
  } finally {
    await shard.close();
  }
}

function draw(choices: readonly number[], cap = 100): object {
  return { kind: 'draw', choices: Float64Array.from(choices), seed: 1, cap, render: true };
}

describe('a blocking shard', () => {
  it('answers before the call returns', async () => {
    await withBlockingShard(definition('[fc.nat(9), fc.date().map((d) => [d])]'), (shard) => {
      const first = shard.request(draw([])) as { choices: Float64Array; args: unknown[] };
      const again = shard.request(draw([...first.choices]));
      expect(again).toEqual(first);
      expect(first.args).toEqual([
        expect.any(Number),
        [expect.objectContaining({ $type: 'date' })],
      ]);
      expect(shard.request(draw([], 1))).toBeNull();
    });
  });

  it('draws what cannot be written down without its arguments', async () => {
    await withBlockingShard(definition('[fc.func(fc.nat())]'), (shard) => {
      expect(shard.request(draw([]))).not.toHaveProperty('args');
    });
  });

  it('goes on after an arbitrary that kept its worker for too long', async () => {
    // Nothing is counted where the method is called like this.
    const slow = "RegExp.prototype.test.call(/^(a+)+$/, 'a'.repeat(40) + '!')";
    const input = `[fc.nat(9).map((n) => { if (n > 5) ${slow}; return n; })]`;
    await withBlockingShard(definition(input), (shard) => {
      expect(() => shard.request(draw([7]))).toThrow(/timed-out/);
      expect(shard.request(draw([3]))).toMatchObject({ args: [3] });
    });
  });

  it('takes an arbitrary that uses up all fuel for one that draws too much', async () => {
    const input = '[fc.nat(9).map((n) => { while (n > 5); return n; })]';
    await withBlockingShard(definition(input), (shard) => {
      expect(shard.request(draw([7]))).toBeNull();
      expect(shard.request(draw([3]))).toMatchObject({ args: [3] });
    });
  });

  it('ends with its thread and its process, and says so when it is asked again', async () => {
    const shard = await createBlockingShard(definition('[fc.nat()]'), OPTIONS);
    await shard.close();
    await shard.close();
    expect(() => shard.request(draw([]))).toThrow(HarnessError);
  });

  it('that cannot start is refused', async () => {
    await expect(createBlockingShard(definition('7'), OPTIONS)).rejects.toThrow(HarnessError);
  });
});
