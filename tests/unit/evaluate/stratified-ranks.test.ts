import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.ts';
import { mannWhitneyU, median } from '../../../src/evaluate/statistics.ts';
import {
  stratifiedRankTest,
  stratifiedShift,
  type TwoSamples,
} from '../../../src/evaluate/stratified-ranks.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

/** Permeability of human chorioamnion (Hollander & Wolfe 1999, table 4.1). */
const TERM = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const EARLY = [1.15, 0.88, 0.9, 0.74, 1.21];

function differences(strata: readonly TwoSamples[]): readonly number[] {
  return strata
    .flatMap(({ a, b }) => a.flatMap((x) => b.map((y) => x - y)))
    .toSorted((x, y) => x - y);
}

/** Sum of U for every way to deal out the values of each stratum. */
function allSums(strata: readonly TwoSamples[]): readonly number[] {
  const [first, ...rest] = strata;
  if (first === undefined) return [0];
  const others = allSums(rest);
  const pooled = [...first.a, ...first.b];
  const sums: number[] = [];
  for (let mask = 0; mask < 2 ** pooled.length; mask++) {
    const a = pooled.filter((_, i) => (mask >> i) & 1);
    if (a.length !== first.a.length) continue;
    const b = pooled.filter((_, i) => !((mask >> i) & 1));
    const u = a.reduce((sum, x) => sum + b.filter((y) => x > y).length, 0);
    for (const other of others) sums.push(u + other);
  }
  return sums;
}

/** Strata of distinct values. */
const strataOf = (count: number, most: number): fc.Arbitrary<TwoSamples[]> =>
  fc
    .array(
      fc.record({
        pooled: fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), {
          minLength: 2,
          maxLength: most,
        }),
        cut: fc.integer({ min: 1, max: most }),
      }),
      { minLength: 1, maxLength: count },
    )
    .map((all) =>
      all.map(({ pooled, cut }) => {
        const at = Math.min(cut, pooled.length - 1);
        return { a: pooled.slice(0, at), b: pooled.slice(at) };
      }),
    );

describe('stratifiedRankTest', () => {
  it('agrees with the published example of one stratum', () => {
    // Hollander & Wolfe, example 4.1; R: wilcox.test(TERM, EARLY) gives W = 35, p = 0.2544.
    const { u, p } = stratifiedRankTest([{ a: TERM, b: EARLY }]);
    expect(u).toBe(35);
    expect(p).toBeCloseTo(0.2544, 4);
  });

  it('is the Mann–Whitney test where there is one stratum, ties or not', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const test = stratifiedRankTest([{ a, b }]);
        const whole = mannWhitneyU(a, b);
        expect(test.u).toBe(whole.u);
        expect(test.effect).toBe(whole.effect);
        expect(test.p).toBeCloseTo(whole.p, 9);
      }),
      { seed: TEST_SEED },
    );
  });

  it('agrees with dealing out the values of every stratum in every way', () => {
    fc.assert(
      fc.property(strataOf(3, 5), (strata) => {
        const { u, p } = stratifiedRankTest(strata);
        const sums = allSums(strata);
        const centre = differences(strata).length / 2;
        const extreme = sums.filter((sum) => Math.abs(sum - centre) >= Math.abs(u - centre));
        expect(p).toBeCloseTo(extreme.length / sums.length, 9);
      }),
      { seed: TEST_SEED, numRuns: 60 },
    );
  });

  it('sees what strata hide from the pooled samples', () => {
    // In each stratum a is above b, but b has more of the high stratum.
    const strata = [
      { a: [3, 4, 5, 6, 7, 8], b: [1, 2] },
      { a: [103, 104], b: [97, 98, 99, 100, 101, 102] },
    ];
    const pooled = mannWhitneyU(
      strata.flatMap(({ a }) => a),
      strata.flatMap(({ b }) => b),
    );
    expect(pooled.p).toBeGreaterThan(0.3);
    expect(pooled.effect).toBeLessThan(0.5);
    expect(stratifiedRankTest(strata)).toMatchObject({ u: 24, effect: 1 });
    expect(stratifiedRankTest(strata).p).toBeCloseTo(2 / (28 * 28), 9);
  });

  it('refuses strata without pairs', () => {
    expect(() => stratifiedRankTest([])).toThrow(RangeError);
  });
});

describe('stratifiedShift', () => {
  it('agrees with the published example of one stratum', () => {
    // Hollander & Wolfe, examples 4.3 and 4.4: estimate 0.305; ranks 9 and 42 of 50 bound a 95 % interval: U(.025) = 8.
    const shift = stratifiedShift([{ a: TERM, b: EARLY }]);
    const sorted = differences([{ a: TERM, b: EARLY }]);
    expect(shift?.estimate).toBeCloseTo(0.305, 6);
    expect(shift?.interval[0]).toBeCloseTo(sorted[8] ?? Number.NaN, 9);
    expect(shift?.interval[1]).toBeCloseTo(sorted[41] ?? Number.NaN, 9);
    expect(shift?.interval[0]).toBeCloseTo(-0.15, 6);
    expect(shift?.interval[1]).toBeCloseTo(0.76, 6);
  });

  it('is the median of the differences within strata', () => {
    fc.assert(
      fc.property(strataOf(4, 12), (strata) => {
        const shift = stratifiedShift(strata);
        fc.pre(shift !== undefined);
        expect(shift.estimate).toBeCloseTo(median(differences(strata)), 6);
      }),
      { seed: TEST_SEED },
    );
  });

  it('has an interval of the shifts that the test does not reject', () => {
    fc.assert(
      fc.property(strataOf(3, 10), (strata) => {
        const shift = stratifiedShift(strata);
        fc.pre(shift !== undefined);
        const pAt = (by: number): number =>
          stratifiedRankTest(strata.map(({ a, b }) => ({ a: a.map((x) => x - by), b }))).p;
        const [low, high] = shift.interval;
        // Differences are integers: a quarter beside them there are no ties.
        expect(pAt(Math.round(low) + 0.25)).toBeGreaterThan(0.05);
        expect(pAt(Math.round(high) - 0.25)).toBeGreaterThan(0.05);
        expect(pAt(Math.round(low) - 0.25)).toBeLessThanOrEqual(0.05);
        expect(pAt(Math.round(high) + 0.25)).toBeLessThanOrEqual(0.05);
      }),
      { seed: TEST_SEED, numRuns: 60 },
    );
  });

  it('gives no interval where even the range of all differences covers less than 95 %', () => {
    const of = (m: number, n: number): TwoSamples => ({
      a: Array.from({ length: m }, (_, i) => 100 + i),
      b: Array.from({ length: n }, (_, i) => i),
    });
    expect(stratifiedShift([of(3, 3)])).toBeUndefined();
    expect(stratifiedShift([of(3, 4)])).toBeUndefined();
    expect(stratifiedShift([of(3, 5)])?.interval).toEqual([96, 102]);
    expect(stratifiedShift([of(4, 4)])?.interval).toEqual([97, 103]);
    // A pair for each of five sizes: 2 / 2⁵ is more than 5 %; of six it is less.
    expect(stratifiedShift(Array.from({ length: 5 }, () => of(1, 1)))).toBeUndefined();
    expect(stratifiedShift(Array.from({ length: 6 }, () => of(1, 1)))?.estimate).toBe(100);
  });

  it('joins the exact ranks of its ends to those of large samples', () => {
    const rng = createRng(TEST_SEED);
    const sample = (length: number): number[] => Array.from({ length }, () => rng.unit());
    // 31 × 32 pairs are counted out, 32 × 32 are not.
    const widths = [31, 32].map((length) => {
      const strata = [{ a: sample(length), b: sample(32) }];
      const sorted = differences(strata);
      const [low, high] = stratifiedShift(strata)?.interval ?? [0, 0];
      const rankOf = (value: number): number =>
        sorted.findIndex((one) => Math.abs(one - value) < 1e-9);
      return (rankOf(high) - rankOf(low)) / sorted.length;
    });
    expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 1);
    expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 0))).toBeLessThan(0.02);
  });
});
