import { describe, expect, it } from 'vitest';
import { slowdown, topMean } from '../../../../src/evaluate/metrics/slowdown.ts';

describe('topMean', () => {
  it('takes the largest, and all when there are fewer', () => {
    expect(topMean([1, 9, 5], 2)).toBe(7);
    expect(topMean([1, 9, 5], 10)).toBe(5);
  });

  it('refuses an empty sample', () => {
    expect(() => topMean([], 1)).toThrow(RangeError);
  });
});

describe('slowdown', () => {
  it('averages ratios of the means of the k costliest tests, by hand', () => {
    // Top 2: (90 + 30) / 2 over (20 + 10) / 2 = 60 / 15 = 4; (8 + 2) / 2 over (10 + 10) / 2 = 5 / 10 = 0.5.
    const solutions = [
      { suite: [30, 1, 90], baseline: [10, 20] },
      { suite: [8, 2], baseline: [10, 10, 1] },
    ];
    const result = slowdown(solutions, 2);
    expect(result).toMatchObject({ k: 2, ratios: [4, 0.5], mean: 2.25, median: 2.25, losses: 1 });
    expect(result?.winRate).toBe(0.5);
    // sqrt(4 · 0.5) = sqrt 2.
    expect(result?.geometric.mean).toBeCloseTo(Math.SQRT2, 12);
    // Logs ±1.0397 around 0.3466; t(1) = 12.7062; half = 12.7062 · 1.4704 / sqrt 2 = 13.2109.
    expect(Math.log(result?.geometric.interval[1] ?? 0)).toBeCloseTo(0.3466 + 13.2109, 3);
  });

  it('has the interval that SciPy finds for the logarithms', () => {
    const ratios = [4, 0.5, 3];
    const result = slowdown(
      ratios.map((ratio) => ({ suite: [ratio], baseline: [1] })),
      1,
    );
    // scipy.stats.gmean, and exp of the t interval (scipy.stats.t.ppf) of the logarithms.
    expect(result?.geometric.mean).toBeCloseTo(1.8171205928321394, 12);
    expect(result?.geometric.interval[0]).toBeCloseTo(0.11061264682537604, 4);
    expect(result?.geometric.interval[1]).toBeCloseTo(29.851263337974107, 2);
  });

  it('is not the ratio of means', () => {
    const solutions = [
      { suite: [100], baseline: [100] },
      { suite: [30], baseline: [10] },
    ];
    expect(slowdown(solutions, 1)?.mean).toBe(2);
  });

  it('says nothing without solutions or without tests of both sets', () => {
    expect(slowdown([], 1)).toBeUndefined();
    expect(slowdown([{ suite: [1], baseline: [] }], 1)).toBeUndefined();
  });
});
