import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effAtK,
  hodgesLehmann,
  sampleEfficiency,
} from '../../../../src/evaluate/metrics/eff-at-k.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

describe('hodgesLehmann', () => {
  it('is the median of all pairwise means, by hand', () => {
    // 1, 1.5, 2.5, 2, 3, 4 → (2 + 2.5) / 2.
    expect(hodgesLehmann([1, 2, 4])).toBe(2.25);
    expect(hodgesLehmann([7])).toBe(7);
  });

  it('refuses an empty sample', () => {
    expect(() => hodgesLehmann([])).toThrow(RangeError);
  });
});

describe('effAtK', () => {
  it('agrees with values worked out by hand', () => {
    const e = [0.5, 0, 1, 0.2];
    expect(effAtK(e, 1)).toBeCloseTo(0.425, 12);
    // Maxima of the six pairs: 0.2, 0.5, 1, 0.5, 1, 1.
    expect(effAtK(e, 2)).toBeCloseTo(0.7, 12);
    expect(effAtK(e, 4)).toBe(1);
  });

  it('needs k samples', () => {
    expect(effAtK([1], 2)).toBeUndefined();
    expect(effAtK([1], 0)).toBeUndefined();
  });

  it('is the mean of the best over all subsets', () => {
    const subsets = (items: readonly number[], k: number): readonly (readonly number[])[] =>
      k === 0
        ? [[]]
        : items.flatMap((item, i) =>
            subsets(items.slice(i + 1), k - 1).map((rest) => [item, ...rest]),
          );
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 7 }),
        (e, k) => {
          fc.pre(k <= e.length);
          const best = subsets(e, k).map((chosen) => Math.max(...chosen));
          const mean = best.reduce((sum, x) => sum + x, 0) / best.length;
          expect(effAtK(e, k)).toBeCloseTo(mean, 9);
        },
      ),
      { seed: TEST_SEED },
    );
  });

  it('does not overflow with many samples', () => {
    const e = Array.from({ length: 5000 }, (_, i) => i / 5000);
    // The expected maximum of k out of 1 … n is k (n + 1) / (k + 1).
    expect(effAtK(e, 2500)).toBeCloseTo(((2500 * 5001) / 2501 - 1) / 5000, 9);
  });
});

describe('sampleEfficiency', () => {
  const level = (
    hardness: number,
    reference: readonly number[],
    sample: readonly number[],
  ): Parameters<typeof sampleEfficiency>[0][number] => ({ hardness, reference, sample });

  it('agrees with values worked out by hand', () => {
    // Limit 2 · 10 = 20. Level 1: (20 − 8) / (20 − 4) = 0.75; level 2: (20 − 15) / (20 − 10) = 0.5.
    const levels = [level(0, [1], [2]), level(3, [4, 2], [8, 5]), level(4, [10], [15])];
    expect(sampleEfficiency(levels, true)).toBeCloseTo((3 * 0.75 + 4 * 0.5) / 7, 12);
    expect(sampleEfficiency(levels, false)).toBe(0);
  });

  it('is 1 for the reference and more for what beats it', () => {
    expect(sampleEfficiency([level(1, [10], [10])], true)).toBe(1);
    expect(sampleEfficiency([level(1, [10], [5])], true)).toBe(1.5);
  });

  it('censors at the limit: later levels count nothing', () => {
    const levels = [level(3, [4], [6]), level(3, [10], [Infinity]), level(4, [10], [1])];
    // Level 1: (20 − 6) / (20 − 4) = 0.875.
    expect(sampleEfficiency(levels, true)).toBeCloseTo((3 * 0.875) / 10, 12);
    expect(sampleEfficiency([level(0, [1], [Infinity]), level(1, [1], [1])], true)).toBe(0);
  });

  it('says nothing when no level has weight', () => {
    expect(sampleEfficiency([level(0, [1], [1])], true)).toBeUndefined();
  });
});
