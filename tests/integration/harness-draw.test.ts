import { describe, expect, it } from 'vitest';
import type { Draw } from '../../harness/protocol.ts';
import type { ProgramImage } from '../../harness/protocol.ts';
import { programImage, withShard } from './harness-kit.ts';

interface DrawnValue extends Draw {
  readonly text: string;
}

type DrawFunction = (
  choices: readonly number[],
  seed: number,
  cap?: number,
) => Promise<DrawnValue | undefined>;

function definitionImage(input: string, run = 'run: (...args) => args.length'): ProgramImage {
  const code = `const fc = require('fast-check'); module.exports = { input: ${input}, ${run} };`;
  const image = programImage(code, { entry: { exportPath: ['default', 'run'] } });
  return { ...image, definition: { module: image.entry.module, model: 'choices' } };
}

async function withDraw(input: string, use: (draw: DrawFunction) => Promise<void>): Promise<void> {
  await withShard(definitionImage(input), async ({ shard }) => {
    await use(async (choices, seed, cap = 1000) => {
      const reply = await shard.request({ kind: 'draw', choices, seed, cap });
      if (reply.kind === 'died') throw new Error(reply.death.detail);
      return reply.value as DrawnValue | undefined;
    });
  });
}

describe('draws from an arbitrary of the user', () => {
  it.each([
    ['integers', 'fc.integer()'],
    ['bounded integers', 'fc.integer({ min: -3, max: 10 })'],
    ['strings', 'fc.string({ maxLength: 20 })'],
    ['arrays', 'fc.array(fc.nat(), { maxLength: 30 })'],
    ['records', 'fc.record({ a: fc.boolean(), b: fc.double() })'],
    ['bigints', 'fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map(String)'],
    ['filtered values', 'fc.nat().filter((n) => n % 3 === 0)'],
    ['unique arrays', 'fc.uniqueArray(fc.nat(50), { maxLength: 20 })'],
    [
      'chained values',
      'fc.nat(10).chain((n) => fc.array(fc.constant(n), { minLength: n, maxLength: n }))',
    ],
    ['alternatives', 'fc.oneof(fc.nat(), fc.string({ maxLength: 5 }))'],
    [
      'trees',
      'fc.letrec((tie) => ({ t: fc.oneof({ depthSize: "small" }, fc.nat(), fc.array(tie("t"), { maxLength: 3 })) })).t',
    ],
    ['lists of arbitraries', '[fc.nat(), fc.string({ maxLength: 3 })]'],
  ])('give equal %s when their choices are replayed', async (_name, input) => {
    await withDraw(input, async (draw) => {
      for (let seed = 1; seed <= 10; seed++) {
        const first = await draw([], seed);
        const again = await draw(first?.choices ?? [], seed + 1000);
        expect(again?.text).toBe(first?.text);
        expect(again?.choices).toEqual(first?.choices);
        first?.choices.forEach((choice, i) => {
          expect(choice).toBeGreaterThanOrEqual(first.lows[i] ?? NaN);
          expect(choice).toBeLessThanOrEqual(first.highs[i] ?? NaN);
        });
      }
    });
  });

  it('differ by seed', async () => {
    await withDraw('fc.integer()', async (draw) => {
      const texts = await Promise.all([1].map(() => draw([], 1)));
      const other = await draw([], 2);
      expect(other?.text).not.toBe(texts[0]?.text);
    });
  });

  it('clip choices that are out of range, whatever they are', async () => {
    await withDraw(
      'fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }))',
      async (draw) => {
        const drawn = await draw([-Infinity, 100, NaN], 1);
        expect(drawn?.text).toBe('[2,9,2]');
      },
    );
  });

  it('are given up at the cap', async () => {
    await withDraw('fc.array(fc.nat(), { minLength: 50, maxLength: 60 })', async (draw) => {
      expect(await draw([], 1, 20)).toBeUndefined();
      expect(await draw([], 1, 500)).toBeDefined();
    });
  });

  it('spread a tuple over the arguments and hand anything else over as the only one', async () => {
    await withDraw('fc.tuple(fc.constant(1), fc.constant(2))', async (draw) => {
      expect((await draw([], 1))?.text).toBe('[1,2]');
    });
    await withDraw('fc.array(fc.constant(1), { minLength: 2, maxLength: 2 })', async (draw) => {
      expect((await draw([], 1))?.text).toBe('[[1,1]]');
    });
  });
});

describe('a definition', () => {
  it('hands its InputSpec to the engine', async () => {
    const spec = {
      version: 1,
      kind: 'function',
      args: [{ name: 'n', spec: { type: 'int', min: 0, max: 9 } }],
    };
    await withShard(definitionImage(JSON.stringify(spec)), async ({ shard }) => {
      expect(shard.inputSpec).toEqual(spec);
    });
  });

  it.each([
    ['no input', 'undefined', /has no "input"/],
    ['an input that is nothing of the kind', '42', /has no "input"/],
  ])('is refused with %s', async (_name, input, message) => {
    await expect(withShard(definitionImage(input), async () => undefined)).rejects.toThrow(message);
  });
});
