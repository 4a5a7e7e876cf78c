import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  geometricMean,
  mannWhitneyU,
  median,
  quantile,
  tQuantile975,
} from '../../../src/evaluate/statistics.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('quantile', () => {
  it('interpolates between order statistics as type 7 does', () => {
    expect(quantile([4, 1, 3, 2], 0.25)).toBeCloseTo(1.75);
    expect(quantile([1, 2, 3, 4], 1)).toBe(4);
    expect(median([5, 1, 3])).toBe(3);
    expect(median([7])).toBe(7);
  });

  it('refuses empty samples and impossible shares', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
  });

  it('stays within the sample and leaves it as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sample, q) => {
          const copy = [...sample];
          const value = quantile(sample, q);
          expect(sample).toEqual(copy);
          expect(value).toBeGreaterThanOrEqual(Math.min(...sample));
          expect(value).toBeLessThanOrEqual(Math.max(...sample));
        },
      ),
      { seed: TEST_SEED },
    );
  });
});

describe('tQuantile975', () => {
  it.each([
    [1, 12.7062],
    [4, 2.7764],
    [5, 2.5706],
    [8, 2.306],
    [10, 2.2281],
    [30, 2.0423],
    [120, 1.9799],
  ])('is right to a thousandth with %i degrees of freedom', (df, expected) => {
    expect(Math.abs(tQuantile975(df) - expected)).toBeLessThan(1e-3);
  });
});

describe('geometricMean', () => {
  it('averages ratios so that a factor and its inverse cancel', () => {
    expect(geometricMean([2, 0.5]).mean).toBeCloseTo(1);
    expect(geometricMean([1, 10, 100]).mean).toBeCloseTo(10);
    expect(geometricMean([4]).interval[0]).toBeCloseTo(4);
  });

  it('has an interval that is symmetric in the logarithm', () => {
    const { mean, interval } = geometricMean([1, 2, 4, 8]);
    expect(interval[0] * interval[1]).toBeCloseTo(mean * mean);
    expect(interval[0]).toBeLessThan(mean);
  });

  it('refuses zeros', () => {
    expect(() => geometricMean([1, 0])).toThrow(RangeError);
    expect(() => geometricMean([])).toThrow(RangeError);
  });
});

/** Counts every split of the pooled values: the definition of the exact two-sided p. */
function exactByEnumeration(a: readonly number[], b: readonly number[]): number {
  const pooled = [...a, ...b];
  const centre = (a.length * b.length) / 2;
  const uOf = (mine: readonly number[], others: readonly number[]): number =>
    mine.reduce((sum, x) => sum + others.filter((y) => x > y).length, 0);
  const distance = Math.abs(uOf(a, b) - centre);
  let extreme = 0;
  let all = 0;
  for (let mask = 0; mask < 2 ** pooled.length; mask++) {
    const mine = pooled.filter((_, i) => (mask >> i) & 1);
    if (mine.length !== a.length) continue;
    all++;
    const others = pooled.filter((_, i) => !((mask >> i) & 1));
    if (Math.abs(uOf(mine, others) - centre) >= distance) extreme++;
  }
  return extreme / all;
}

describe('mannWhitneyU', () => {
  it('agrees with counting every arrangement', () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), {
      minLength: 5,
      maxLength: 9,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (pooled, cut) => {
        const a = pooled.slice(0, cut);
        const b = pooled.slice(cut);
        expect(mannWhitneyU(a, b).p).toBeCloseTo(exactByEnumeration(a, b), 9);
      }),
      { seed: TEST_SEED, numRuns: 40 },
    );
  });

  it('sees a clear shift and no difference where there is none', () => {
    const low = [1, 2, 3, 4, 5, 6];
    expect(mannWhitneyU([11, 12, 13, 14, 15, 16], low)).toEqual({ u: 36, p: 2 / 924, effect: 1 });
    expect(mannWhitneyU([5, 5, 5], [5, 5, 5])).toEqual({ u: 4.5, p: 1, effect: 0.5 });
  });

  it('corrects the normal approximation for ties', () => {
    // scipy.stats.mannwhitneyu([1,2,2,3,4], [2,3,4,5,5,6], method='asymptotic')
    const result = mannWhitneyU([1, 2, 2, 3, 4], [2, 3, 4, 5, 5, 6]);
    expect(result.u).toBe(5);
    expect(result.p).toBeCloseTo(0.07795, 4);
  });

  it('is symmetric in its samples', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        expect(mannWhitneyU(a, b).p).toBeCloseTo(mannWhitneyU(b, a).p, 9);
        expect(mannWhitneyU(a, b).effect + mannWhitneyU(b, a).effect).toBeCloseTo(1);
      }),
      { seed: TEST_SEED },
    );
  });
});
