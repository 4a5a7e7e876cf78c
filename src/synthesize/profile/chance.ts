import type { Rng } from '../../core/rng.ts';
import type { RelativeCosts } from './relative-costs.ts';
import { createSweep, type Ranking, sweepThresholds } from './split.ts';

/** Permutations of the costs; fewer when there is much to sweep, so that the work stays bounded. */
const MAX_PERMUTATIONS = 60;
const MIN_PERMUTATIONS = 20;
/** Runs visited, over all rankings and permutations: about a third of a second. */
const MAX_VISITS = 3e7;
const CONFIDENCE = 0.95;

/**
 * How much of the variance the best of all thresholds explains by chance: the 95 % quantile of the maximum over all
 * rankings when costs are permuted within strata (Westfall & Young 1993, Resampling-Based Multiple Testing, the
 * single-step maxT procedure). A threshold that explains more does not owe it to the number of terms that were tried.
 * @returns 0 to 1; 0 when there is nothing to sweep.
 */
export function chanceLevel(rankings: readonly Ranking[], costs: RelativeCosts, rng: Rng): number {
  const visits = rankings.reduce((sum, { order }) => sum + order.length, 0);
  if (visits === 0) return 0;
  const permutations = Math.max(
    MIN_PERMUTATIONS,
    Math.min(MAX_PERMUTATIONS, Math.floor(MAX_VISITS / visits)),
  );
  const members = membersOf(costs);
  const sweep = createSweep(costs.stratum.length);
  const maxima: number[] = [];
  for (let p = 0; p < permutations; p++) {
    const permuted = permuteWithin(members, costs.excess, rng);
    let most = 0;
    for (const ranking of rankings) {
      most = Math.max(most, sweepThresholds(ranking, costs, permuted, sweep));
    }
    maxima.push(most);
  }
  return maxima.toSorted((a, b) => a - b)[Math.ceil(CONFIDENCE * permutations) - 1] ?? 1;
}

function membersOf({ stratum, strata }: RelativeCosts): readonly (readonly number[])[] {
  const members: number[][] = Array.from(strata, () => []);
  stratum.forEach((own, run) => members[own]?.push(run));
  return members;
}

function permuteWithin(
  strata: readonly (readonly number[])[],
  excess: Float64Array,
  rng: Rng,
): Float64Array {
  const permuted = Float64Array.from(excess);
  for (const members of strata) {
    for (let k = members.length - 1; k > 0; k--) {
      const a = members[k] ?? 0;
      const b = members[rng.int(0, k)] ?? 0;
      const kept = permuted[a] ?? 0;
      permuted[a] = permuted[b] ?? 0;
      permuted[b] = kept;
    }
  }
  return permuted;
}
