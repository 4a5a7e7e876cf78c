import { type SizedCost, sizeStrata } from './size-strata.ts';
import { upperTail } from './statistics.ts';

/** How two quantities go together among inputs of like size. */
export interface RankCorrelation {
  /** −1 to 1; > 0: more of the one goes with more cost. */
  readonly r: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Runs that had others of like size to be compared with. */
  readonly runs: number;
}

/** Fewer comparable runs say nothing. */
const MIN_RUNS = 4;

/**
 * Spearman's rank correlation of a quantity with cost, the size held constant: runs are ranked within strata of equal
 * or like size (see {@link sizeStrata}), ranks over their number plus one are centred on their stratum's mean, and
 * correlated over all strata: r = Σ Sxy / √(Σ Sxx · Σ Syy). Holding size constant by strata needs no assumption of how
 * cost or the quantity grow with it, which the partial correlation of ranks over all sizes does: what depends on size
 * alone, in whatever way, has r ≈ 0.
 * The p-value is that of the Cochran–Mantel–Haenszel correlation statistic with rank scores (Mantel 1963; Landis, Heyman
 * & Koch 1978), z = Σ Sxy / √(Σ Sxx · Syy / (n − 1)): the exact mean and variance under permutations within strata,
 * ties included, and the normal distribution for their shape. O(n log n + n × strata).
 * @param x `x[i]` belongs to `runs[i]`; all finite
 * @returns undefined when fewer than four runs can be compared, or either quantity is constant at every size.
 */
export function partialRankCorrelation(
  x: readonly number[],
  runs: readonly SizedCost[],
): RankCorrelation | undefined {
  const strata = sizeStrata(
    runs,
    () => 0,
    (members) => members.length - 1,
  );
  let compared = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  let variance = 0;
  for (const { members, logCosts } of strata) {
    const ofX = centredRanks(members.map((index) => x[index] ?? 0));
    const ofCost = centredRanks(logCosts);
    const own = { xx: dot(ofX, ofX), yy: dot(ofCost, ofCost) };
    compared += members.length;
    sxx += own.xx;
    syy += own.yy;
    sxy += dot(ofX, ofCost);
    variance += (own.xx * own.yy) / (members.length - 1);
  }
  if (compared < MIN_RUNS || variance <= 0) return undefined;
  const z = Math.abs(sxy) / Math.sqrt(variance);
  return {
    r: Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy))),
    pValue: Math.min(1, 2 * upperTail(z)),
    runs: compared,
  };
}

/** Mean ranks (equal values share theirs), over n + 1, minus one half. */
function centredRanks(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks: number[] = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let k = from; k < to; k++)
      ranks[order[k] ?? 0] = (from + to + 1) / 2 / (values.length + 1) - 0.5;
    from = to;
  }
  return ranks;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
