import { quantile } from '../statistics.ts';
import { clusterCosts } from './performance-score.ts';

/** What EvalPerf asks of a task before it takes it (arXiv 2408.06450, section 3.2; `select_pe_tasks.py`, `profile.py`). */
export const EVALPERF_LIMITS = {
  minSolutions: 10,
  /** Instructions of the cheapest solution. */
  minCost: 10_000,
  /** 99th percentile over the solutions of the coefficient of variation. */
  maxVariation: 0.05,
  minClusters: 4,
  /** Relative gap between clusters of the filter; scores use less. */
  clusterGap: 0.2,
} as const;

/** One of a task's filters, its figure and its limit. */
export interface FilterResult {
  readonly name: 'solutions' | 'cost' | 'variation' | 'clusters';
  readonly isPassed: boolean;
  /** Undefined when nothing was measured: then the filter is passed, and decides nothing. */
  readonly value: number | undefined;
  readonly limit: number;
}

/**
 * Standard deviation over mean, of the sample itself (n in the denominator, as numpy's `std`).
 * @returns 0 for one value
 * @throws RangeError when the sample is empty or its mean is not positive.
 */
export function coefficientOfVariation(sample: readonly number[]): number {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  if (!(mean > 0)) throw new RangeError('a coefficient of variation needs a positive mean');
  return Math.sqrt(sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sample.length) / mean;
}

/**
 * EvalPerf's filters of a task.
 * @param costs one for each solution, deterministic
 * @param repeats `repeats[i]`: repeated measurements of solution i; empty lists where nothing was repeated
 */
export function evalPerfFilters(
  costs: readonly number[],
  repeats: readonly (readonly number[])[],
): readonly FilterResult[] {
  const { minSolutions, minCost, maxVariation, minClusters, clusterGap } = EVALPERF_LIMITS;
  const variations = repeats.filter(({ length }) => length > 1).map(coefficientOfVariation);
  const variation = variations.length === 0 ? undefined : quantile(variations, 0.99);
  const least = costs.length === 0 ? undefined : Math.min(...costs);
  const clusters = clusterCosts(costs, clusterGap).length;
  return [
    {
      name: 'solutions',
      isPassed: costs.length >= minSolutions,
      value: costs.length,
      limit: minSolutions,
    },
    { name: 'cost', isPassed: (least ?? 0) >= minCost, value: least, limit: minCost },
    {
      name: 'variation',
      isPassed: variation === undefined || variation <= maxVariation,
      value: variation,
      limit: maxVariation,
    },
    { name: 'clusters', isPassed: clusters >= minClusters, value: clusters, limit: minClusters },
  ];
}
