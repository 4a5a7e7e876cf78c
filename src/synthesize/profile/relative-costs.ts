import type { Stratify } from './ports.ts';

/** What runs cost beyond others of like size. */
export interface RelativeCosts {
  /** By run: logarithm of its cost, less the mean of its stratum; 0 outside all strata. Extremes are cut off. */
  readonly excess: Float64Array;
  /** By run: index of its stratum, −1 when no other run is of like size. */
  readonly stratum: Int32Array;
  /** Number of runs of each stratum, at least 2. */
  readonly strata: Int32Array;
  /** Sum of squares of `excess`. */
  readonly total: number;
}

/** Part of a stratum that is slow: by how much, fast runs may be below the middle too. */
const SLOW = 0.1;
/** A run that costs a fourth of the middle one is fast, and how much faster it could be is not the question. */
const FAST = Math.log(4);
/** What fewer runs than this have alone is cut off, at both ends: no threshold may tell so few from all others. */
const OUTLIERS = 3;

/**
 * Costs with the effect of size taken out: only runs of one stratum are ever compared. Winsorised, since inputs that
 * are done with at once, and a single one that takes for ever, would else be all of the variance.
 */
export function relativeCosts(
  runs: readonly { readonly size: number; readonly steps: number }[],
  stratify: Stratify,
): RelativeCosts {
  const strata = stratify(
    runs,
    () => 0,
    (members) => members.length - 1,
  ).map(({ members, logCosts }) => {
    const middle = quantile(logCosts, 0.5);
    const fast = middle - Math.max(FAST, quantile(logCosts, 1 - SLOW) - middle);
    return { members, costs: centred(logCosts.map((cost) => Math.max(cost, fast))) };
  });
  const all = strata.flatMap(({ costs }) => costs).toSorted((a, b) => b - a);
  const most = all[Math.min(OUTLIERS, all.length) - 1] ?? 0;
  const least = all.at(-Math.min(OUTLIERS, all.length)) ?? 0;
  const excess = new Float64Array(runs.length);
  const stratum = new Int32Array(runs.length).fill(-1);
  strata.forEach(({ members, costs }, index) => {
    const own = centred(costs.map((cost) => Math.min(Math.max(cost, least), most)));
    members.forEach((run, k) => {
      excess[run] = own[k] ?? 0;
      stratum[run] = index;
    });
  });
  return {
    excess,
    stratum,
    strata: Int32Array.from(strata, ({ members }) => members.length),
    total: excess.reduce((sum, cost) => sum + cost ** 2, 0),
  };
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Linear between neighbouring values. @param values not empty */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
