import type { Stratify } from './ports.ts';

/** What runs cost beyond others of like size. */
export interface RelativeCosts {
  /** By run: natural logarithm of its cost over the geometric mean of its stratum; 0 outside all strata. */
  readonly excess: Float64Array;
  /** By run: index of its stratum, −1 when no other run is of like size. */
  readonly stratum: Int32Array;
  /** Number of runs of each stratum, at least 2. */
  readonly strata: Int32Array;
  /** Sum of squares of `excess`. */
  readonly total: number;
}

/** Costs with the effect of size taken out: only runs of one stratum are ever compared. */
export function relativeCosts(
  runs: readonly { readonly size: number; readonly steps: number }[],
  stratify: Stratify,
): RelativeCosts {
  const excess = new Float64Array(runs.length);
  const stratum = new Int32Array(runs.length).fill(-1);
  const strata = stratify(
    runs,
    () => 0,
    (members) => members.length - 1,
  );
  let total = 0;
  strata.forEach(({ members, logCosts }, index) => {
    const mean = logCosts.reduce((sum, cost) => sum + cost, 0) / logCosts.length;
    members.forEach((run, k) => {
      const own = (logCosts[k] ?? mean) - mean;
      excess[run] = own;
      stratum[run] = index;
      total += own ** 2;
    });
  });
  return {
    excess,
    stratum,
    strata: Int32Array.from(strata, ({ members }) => members.length),
    total,
  };
}
