import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/executor.ts';
import type { InputModel, Part } from '../../../src/core/input-model.ts';
import { createRng } from '../../../src/core/rng.ts';
import { fitGrowth } from '../../../src/evaluate/growth.ts';
import { climbLadder, geometricSizes } from '../../../src/suite/growth-ladder.ts';
import { STRETCHES, longestRepetition, scaleTo, stretch } from '../../../src/suite/stretch.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { fakeExecutor, listModel } from './list-model.ts';

const maxSteps = 2 ** 24;
const base = { fit: fitGrowth, seed: 1, maxSize: 4096, maxSteps };

const NOTHING: Measurement = {
  outcome: 'ok',
  steps: 0,
  allocUnits: 0,
  size: 1,
  hits: undefined,
  error: '',
  outputDigest: '',
};

describe('stretch', () => {
  it.each([
    ['cycle', 'abc', 7, 'abcabca'],
    ['cycle', 'abcdef', 2, 'ab'],
    ['resample', 'aabb', 8, 'aaaabbbb'],
    ['resample', 'aabb', 2, 'ab'],
    ['run', '<xyxyxy>', 12, '<xyxyxyxyxy>'],
    ['run', '<xyxyxy>', 6, '<xyxy>'],
    ['extend', 'ab', 4, 'abbb'],
  ] as const)('by %s makes %j to length %i: %j', (how, text, length, expected) => {
    expect(stretch(text, length, how)).toBe(expected);
  });

  it('goes on with a ramp of numbers', () => {
    expect(stretch([1, 3, 5], 6, 'extend')).toEqual([1, 3, 5, 7, 9, 11]);
    expect(stretch([9, 8, 7], 2, 'extend')).toEqual([9, 8]);
  });

  it('meets the length and uses elements of the sequence', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom(...STRETCHES),
        (from, n, how) => {
          const result = String(stretch(from, n, how));
          expect(result).toHaveLength(n);
          expect(result.split('').every((character) => from.includes(character))).toBe(true);
        },
      ),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });

  it('finds the longest repetition', () => {
    expect(longestRepetition('xababab!')).toEqual({ start: 1, end: 7, unit: 2 });
    expect(longestRepetition('aaaa')).toEqual({ start: 0, end: 4, unit: 1 });
    expect(longestRepetition([[1, 2], [1, 2], [1, 2], 3])).toEqual({ start: 0, end: 3, unit: 1 });
    expect(longestRepetition('')).toEqual({ start: 0, end: 0, unit: 1 });
  });
});

describe('scaleTo', () => {
  it('stretches the longest sequence to the size', () => {
    const model = listModel();
    expect(scaleTo(model, [1, 2], 5, 'cycle', 'longest', createRng(1))).toEqual([1, 2, 1, 2, 1]);
    expect(scaleTo(model, [], 5, 'cycle', 'all', createRng(1))).toBeUndefined();
  });
});

/** A list and a number beside it. */
function withNumber(): InputModel<readonly [readonly number[], number]> {
  const list = listModel();
  const number = { kind: 'number', place: 'args[1]', path: [1] } as const;
  const domain = { min: 1, max: 5000, integer: true };
  return {
    ...list,
    generate: (rng, size) => [list.generate(rng, size), 1],
    parts: ([items, value]) => [...list.parts(items), { ...number, value, domain }],
    edit: ([items, value], part, next, rng) =>
      part.kind === 'number' ? [items, Number(next)] : [list.edit(items, part, next, rng), value],
    scale: (rng, [items, value], factor) => [list.scale(rng, items, factor), value],
    splice: (_, a) => a,
    shrink: () => [],
    encode: (g) => JSON.stringify(g),
    decode: (text) => JSON.parse(text) as [number[], number],
    fromValue: () => undefined,
    sizeOf: ([items]) => items.length + 1,
    build: (g) => [...g],
  };
}

describe('scaling beyond sequences', () => {
  it('takes the numbers beside a sequence along when everything is scaled', () => {
    const scaled = scaleTo(withNumber(), [[1, 2, 3], 30], 13, 'cycle', 'everything', createRng(1));
    expect(scaled?.[0]).toHaveLength(12);
    expect(scaled?.[1]).toBe(120);
    const kept = scaleTo(withNumber(), [[1, 2, 3], 30], 13, 'cycle', 'all', createRng(1));
    expect(kept?.[1]).toBe(30);
  });

  it('tells growth in a number where the size does not matter', async () => {
    const executor = {
      measure: (inputs: readonly string[]) =>
        Promise.resolve(
          inputs.map((input) => {
            const [items, value] = JSON.parse(input) as [number[], number];
            const size = items.length + 1;
            return { ...NOTHING, size, steps: 40 + value ** 2 };
          }),
        ),
    };
    const ladder = await climbLadder('[[1,2,3],30]', { ...base, model: withNumber(), executor });
    expect(ladder.axis).toBe('size');
    const flat = { ...withNumber(), maxSize: 4 };
    const byNumber = await climbLadder('[[1,2,3],30]', { ...base, model: flat, executor });
    expect(byNumber.axis).toBe('args[1]');
    expect(byNumber.growth?.class).toBe('quadratic');
  });
});

describe('climbLadder', () => {
  it('sees the growth of a pattern over sizes', async () => {
    const executor = fakeExecutor((list) => 500 + list.length ** 2);
    const options = { ...base, maxSteps: 2 ** 30, model: listModel(), executor };
    const ladder = await climbLadder('[3,1,4]', options);
    expect(ladder.axis).toBe('size');
    expect(ladder.growth?.class).toBe('quadratic');
    expect(ladder.points.at(-1)?.size).toBeGreaterThan(3000);
    expect(ladder.executions).toBe(executor.inputs.length);
    expect(ladder.inputs).toHaveLength(ladder.points.length);
  });

  it('keeps, at every size, the way of stretching that costs most', async () => {
    // Only a prefix 7 followed by nothing but 1s is slow: cycling repeats the prefix and breaks it.
    const slow = (list: readonly number[]): boolean =>
      list[0] === 7 && list.slice(1).every((x) => x === 1);
    const executor = fakeExecutor((list) => (slow(list) ? list.length ** 2 : list.length));
    const pattern = '[7,1,1,1,1,1,1,1]';
    const ladder = await climbLadder(pattern, { ...base, model: listModel(), executor });
    expect(ladder.growth?.class).toBe('quadratic');
    expect(ladder.growth?.exponent).toBeCloseTo(2, 1);
  });

  it('puts sizes below the wall when the fuel does not reach far', async () => {
    const executor = fakeExecutor((list) => 2 ** list.length);
    const ladder = await climbLadder('[1,1,1,1,1,1]', { ...base, model: listModel(), executor });
    expect(ladder.growth?.class).toBe('exponential');
    expect(ladder.growth?.exponent).toBeCloseTo(1, 1);
  });

  it('scales a number where the size cannot vary', async () => {
    const part: Part = {
      kind: 'number',
      place: 'args[0]',
      path: [0],
      value: 20,
      domain: { min: 0, max: 1000, integer: true },
    };
    const model: InputModel<readonly number[]> = {
      ...listModel(1),
      parts: ([value = 0]) => [{ ...part, value }],
      edit: (_, __, value) => [Number(value)],
    };
    const executor = fakeExecutor(([n = 0]) => 3 * 1.618 ** n);
    const ladder = await climbLadder('[20]', { ...base, model, executor });
    expect(ladder.axis).toBe('args[0]');
    expect(ladder.growth?.class).toBe('exponential');
    expect(ladder.growth?.exponent).toBeCloseTo(0.694, 1);
  });

  it('climbs the pattern that costs most at equal sizes, not the largest one', async () => {
    const executor = fakeExecutor((list) =>
      list.every((x) => x === 7) ? list.length ** 2 : 3 * list.length,
    );
    const large = JSON.stringify(Array.from({ length: 3000 }, (_, i) => i % 5));
    const ladder = await climbLadder([large, '[7,7,7,7]'], {
      ...base,
      model: listModel(),
      executor,
    });
    expect(ladder.growth?.class).toBe('quadratic');
    expect(ladder.executions).toBe(executor.inputs.length);
    const none = await climbLadder([], { ...base, model: listModel(), executor });
    expect(none.growth).toBeUndefined();
  });

  it('has no growth to tell of when there is nothing to scale', async () => {
    const model = { ...listModel(), parts: () => [], scale: () => [1] };
    const ladder = await climbLadder('[1]', { ...base, model, executor: fakeExecutor(() => 5) });
    expect(ladder).toMatchObject({ growth: undefined, points: [] });
  });

  it('does the same again', async () => {
    const climb = () =>
      climbLadder('[1,2,3]', {
        ...base,
        model: listModel(),
        executor: fakeExecutor((list) => list.length * 7),
      });
    expect(await climb()).toEqual(await climb());
  });
});

describe('geometricSizes', () => {
  it('are distinct, ascending and include both ends', () => {
    expect(geometricSizes(8, 1024, 8)).toEqual([8, 16, 32, 64, 128, 256, 512, 1024]);
    expect(geometricSizes(4, 6, 10)).toEqual([4, 5, 6]);
    expect(geometricSizes(8, 4, 10)).toEqual([]);
  });
});
