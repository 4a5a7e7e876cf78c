import { describe, expect, it } from 'vitest';
import { acceptanceRates } from '../../../../src/evaluate/metrics/acceptance.ts';
import { beyond, beyondAtK } from '../../../../src/evaluate/metrics/beyond.ts';
import { rankDifference } from '../../../../src/evaluate/metrics/effect-size.ts';
import {
  clusterCosts,
  performanceScore,
} from '../../../../src/evaluate/metrics/performance-score.ts';
import {
  coefficientOfVariation,
  evalPerfFilters,
} from '../../../../src/evaluate/metrics/suite-filters.ts';

describe('DPS', () => {
  it('agrees with values worked out by hand', () => {
    const clusters = [
      { cost: 1000, score: 25 },
      { cost: 500, score: 60 },
      { cost: 100, score: 100 },
    ];
    const { dps, dpsNorm } = performanceScore(clusters, 500);
    expect(dps).toBe(60);
    expect(dpsNorm).toBeCloseTo(66.667, 3);
    expect(performanceScore(clusters, 1001)).toEqual({ dps: 0, dpsNorm: 0 });
    expect(performanceScore(clusters, Infinity)).toEqual({ dps: 0, dpsNorm: 0 });
    expect(performanceScore(clusters, 1)).toEqual({ dps: 100, dpsNorm: 100 });
  });

  it('cuts clusters where the cost drops by more than a tenth and noise', () => {
    // At 1e8 the gap is 0.1 + sqrt(1e4 / 1e8) = 0.11: 0.109 stays, 0.112 is cut; at 1e6 it is 0.2.
    expect(clusterCosts([1e8, 0.891e8])).toEqual([{ cost: 1e8, score: 100 }]);
    expect(clusterCosts([0.888e8, 1e8, 1e6, 0.81e6])).toEqual([
      { cost: 1e8, score: 25 },
      { cost: 0.888e8, score: 50 },
      { cost: 1e6, score: 100 },
    ]);
    expect(clusterCosts([])).toEqual([]);
  });

  it('never cuts between costs of a few steps', () => {
    expect(clusterCosts([9000, 10])).toHaveLength(1);
  });
});

describe('Beyond', () => {
  it('agrees with values worked out by hand', () => {
    expect(beyond([2, 10, 4], 4)).toBe(0.75);
    expect(beyond([2, 10], 1)).toBe(1);
    expect(beyond([2, 10], Infinity)).toBe(0);
  });

  it('does not depend on the unit', () => {
    expect(beyond([2000, 10_000, 4000], 4000)).toBe(0.75);
  });

  it('says nothing when the references do not differ', () => {
    expect(beyond([3, 3], 3)).toBeUndefined();
    expect(beyond([], 3)).toBeUndefined();
  });

  it('averages the first k', () => {
    expect(beyondAtK([1, 0, 0.5], 2)).toBe(0.5);
    expect(beyondAtK([1], 2)).toBeUndefined();
  });
});

describe('acceptance rates', () => {
  it('agree with values worked out by hand', () => {
    const verdict = (
      isGood: boolean,
      isAccepted: boolean,
    ): Parameters<typeof acceptanceRates>[0][number] => ({ isGood, isAccepted });
    expect(
      acceptanceRates([
        verdict(true, true),
        verdict(true, true),
        verdict(true, false),
        verdict(false, false),
        verdict(false, true),
      ]),
    ).toEqual({ good: 3, bad: 2, truePositive: 2 / 3, trueNegative: 0.5 });
    expect(acceptanceRates([verdict(true, true)]).trueNegative).toBeUndefined();
  });
});

describe('effect sizes', () => {
  it('agree with SciPy', () => {
    // scipy.stats.mannwhitneyu: U 19.0, p 0.16064248445165652.
    const { u, p, a12 } = rankDifference([3, 7, 7, 12, 15, 20], [1, 2, 7, 9]);
    expect(u).toBe(19);
    expect(p).toBeCloseTo(0.16064248445165652, 6);
    expect(a12).toBeCloseTo(19 / 24, 12);
  });

  it('agree with values worked out by hand', () => {
    const { u, a12, cliffsDelta } = rankDifference([1, 2, 3], [1, 2, 2, 5]);
    // 1: 0 greater, 1 equal; 2: 1 greater, 2 equal; 3: 3 greater.
    expect(u).toBe(4 + 3 / 2);
    expect(a12).toBeCloseTo(5.5 / 12, 12);
    // (4 − 5) / 12: 1 < 2, 2, 5; 2 < 5; 3 < 5.
    expect(cliffsDelta).toBeCloseTo(-1 / 12, 12);
  });
});

describe("EvalPerf's filters", () => {
  it('pass and fail by their limits', () => {
    const costs = [1e4, 1e4, 1e5, 1e7, 1e7, 1e7, 1e7, 1e7, 1e7, 1e7];
    const results = evalPerfFilters(
      costs,
      costs.map(() => [95, 105]),
    );
    expect(results.map(({ name, isPassed }) => [name, isPassed])).toEqual([
      ['solutions', true],
      ['cost', true],
      ['variation', true],
      ['clusters', false],
    ]);
    // 1e7, 1e5, 1e4: at 1e5 the gap is 0.2 + 0.316, the drop 0.9.
    expect(results[3]?.value).toBe(3);
    expect(results[2]?.value).toBeCloseTo(0.05, 12);
  });

  it('take no variation for no noise', () => {
    expect(evalPerfFilters([5], [[]])).toContainEqual({
      name: 'variation',
      isPassed: true,
      value: undefined,
      limit: 0.05,
    });
  });

  it('use the deviation of the sample itself', () => {
    expect(coefficientOfVariation([1, 3])).toBe(0.5);
    expect(() => coefficientOfVariation([0, 0])).toThrow(RangeError);
  });
});
