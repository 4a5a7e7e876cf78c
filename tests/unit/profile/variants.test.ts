import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpecNode } from '../../../src/core/input-spec.ts';
import { createRng } from '../../../src/core/rng.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { makeVariant, type Variant, VARIANTS } from '../../../src/profile/variants.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const MAX = 200;

function modelOf(...specs: readonly SpecNode[]): ReturnType<typeof compileSpec> {
  const args = specs.map((spec, i) => ({ name: `a${i}`, spec }));
  return compileSpec({ version: 1, kind: 'function', args }, { maxSize: MAX });
}

const list = modelOf({ type: 'list', of: { type: 'int', min: 0, max: 1e6 } });
const text = modelOf({ type: 'string', alphabet: 'a-e' });
const order = modelOf({ type: 'permutation', length: 20, base: 1 });
const words = modelOf({ type: 'list', of: { type: 'string', alphabet: 'a-z', maxLength: 9 } });
const mixed = modelOf(
  { type: 'int', min: 0, max: 1e9 },
  { type: 'list', of: { type: 'int', min: -50, max: 50 } },
  { type: 'string', alphabet: 'xy' },
);

function vary(
  model: ReturnType<typeof compileSpec>,
  args: readonly unknown[],
  variant: Variant,
  seed = 1,
): unknown[] | undefined {
  const g = model.fromValue(args);
  const made = makeVariant(model, g, variant, createRng(TEST_SEED, seed));
  return made === undefined ? undefined : (JSON.parse(model.encode(made)) as unknown[]);
}

const items = Array.from({ length: 30 }, (_, i) => (i * 7919) % 1000);

describe('makeVariant', () => {
  it('shuffles, sorts and equalises what is there', () => {
    const [shuffled] = vary(list, [items], 'shuffle') as [number[]];
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
    expect(vary(list, [items], 'sort')).toEqual([items.toSorted((a, b) => a - b)]);
    expect(vary(list, [items], 'equal')).toEqual([items.map(() => items[0])]);
    expect(vary(text, ['edcbaabcde'], 'sort')).toEqual(['aabbccddee']);
    expect(vary(words, [['b', 'c', 'a']], 'sort')).toEqual([['a', 'b', 'c']]);
  });

  it('redraws all, the end, or a few', () => {
    const kept = (variant: Variant): readonly boolean[] => {
      const [made] = vary(list, [items], variant) as [number[]];
      expect(made).toHaveLength(items.length);
      return made.map((x, i) => x === items[i]);
    };
    expect(kept('redraw').filter(Boolean).length).toBeLessThan(3);
    expect(kept('redraw-tail').slice(0, 15).every(Boolean)).toBe(true);
    expect(kept('redraw-tail').slice(15).filter(Boolean).length).toBeLessThan(3);
    const few = kept('redraw-few').filter((isKept) => !isKept).length;
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(12);
  });

  it('redraws numbers beside sequences, which stay', () => {
    const values = new Set<unknown>();
    for (let seed = 0; seed < 20; seed++) {
      const [number, ...rest] = vary(mixed, [1000, [3, 1, 2], 'xyx'], 'numbers', seed) ?? [];
      expect(rest).toEqual([[3, 1, 2], 'xyx']);
      values.add(number);
    }
    expect(values.size).toBeGreaterThan(10);
    // Half of them near the value, which a draw from a billion never is.
    expect([...values].filter((x) => Number(x) <= 2000).length).toBeGreaterThan(4);
  });

  it('changes one sequence or all of them', () => {
    const a = Array.from({ length: 40 }, (_, i) => i - 20);
    const b = 'x'.repeat(20) + 'y'.repeat(20);
    const changed = Array.from({ length: 30 }, (_, seed) => {
      const [, numbers, letters] = vary(mixed, [5, a, b], 'shuffle', seed) ?? [];
      return `${JSON.stringify(numbers) !== JSON.stringify(a)} ${letters !== b}`;
    });
    expect(new Set(changed)).toEqual(new Set(['true true', 'true false', 'false true']));
  });

  it('has nothing to do where there is nothing of that kind', () => {
    expect(vary(text, ['abc'], 'numbers')).toBeUndefined();
    expect(vary(text, [''], 'shuffle')).toBeUndefined();
    const permutation = vary(order, [Array.from({ length: 20 }, (_, i) => 20 - i)], 'redraw');
    expect(permutation).toBeUndefined();
  });

  it('makes valid inputs of every model, and the same ones for the same draws', () => {
    const models = [list, text, order, words, mixed];
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.constantFrom(...VARIANTS),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: MAX }),
        (model, variant, seed, size) => {
          const g = model.generate(createRng(seed), size);
          const made = makeVariant(model, g, variant, createRng(seed, 1));
          if (made === undefined) return;
          const encoded = model.encode(made);
          expect(model.fromValue(JSON.parse(encoded) as unknown[])).toEqual(made);
          expect(model.sizeOf(made)).toBeLessThanOrEqual(MAX);
          const again = makeVariant(model, g, variant, createRng(seed, 1));
          expect(again === undefined ? '' : model.encode(again)).toBe(encoded);
        },
      ),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });
});
