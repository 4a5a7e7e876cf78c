import { type GeometricMean, geometricMean, median } from '../statistics.ts';

/** What the tests of two sets cost one solution; costs are positive, one a test. */
export interface CostsOfSets {
  readonly suite: readonly number[];
  readonly baseline: readonly number[];
}

/**
 * Mean of the k largest costs; of all when there are fewer.
 * @throws RangeError when there are no costs.
 */
export function topMean(costs: readonly number[], k: number): number {
  if (costs.length === 0) throw new RangeError('a mean needs at least one cost');
  const top = costs.toSorted((a, b) => b - a).slice(0, k);
  return top.reduce((sum, cost) => sum + cost, 0) / top.length;
}

/** How much costlier the costliest tests of a suite are than those it is compared with. */
export interface Slowdown {
  readonly k: number;
  /** `ratios[i]` of solution i: mean of its k costliest tests of the suite over that of the baseline. */
  readonly ratios: readonly number[];
  /** Arithmetic mean of the ratios: WEDGE's slowdown_k. */
  readonly mean: number;
  readonly median: number;
  /** Geometric mean with its 95 % interval: ratios are multiplicative, and one large one must not decide. */
  readonly geometric: GeometricMean;
  /** Solutions that the suite slows down less than the baseline does. */
  readonly losses: number;
  /** Share of the solutions for which the suite has the larger mean; equal means are no win. */
  readonly winRate: number;
}

/**
 * Slowdown of a suite against a baseline. Which tests are the k costliest is decided anew for each solution, and the
 * mean is one of ratios, not a ratio of means (WEDGE, arXiv 2505.23471, section 5; its `eval_solution.py`).
 * @returns undefined when there are no solutions, or one has no tests of either set.
 * @throws RangeError when a cost is not positive.
 */
export function slowdown(solutions: readonly CostsOfSets[], k: number): Slowdown | undefined {
  if (solutions.length === 0) return undefined;
  if (solutions.some(({ suite, baseline }) => suite.length === 0 || baseline.length === 0))
    return undefined;
  const ratios = solutions.map(({ suite, baseline }) => topMean(suite, k) / topMean(baseline, k));
  const share = (holds: (ratio: number) => boolean): number => ratios.filter(holds).length;
  return {
    k,
    ratios,
    mean: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length,
    median: median(ratios),
    geometric: geometricMean(ratios),
    losses: share((ratio) => ratio < 1),
    winRate: share((ratio) => ratio > 1) / ratios.length,
  };
}
