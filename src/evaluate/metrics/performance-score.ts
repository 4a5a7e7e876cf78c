/** Relative gap that EvalPerf asks for between clusters, beside what noise makes of small costs. */
const BASE_GAP = 0.1;
/** Instructions: the gap grows as sqrt(NOISE_COST / cost). */
const NOISE_COST = 10_000;

/** Solutions of like cost. */
export interface CostCluster {
  /** Of its slowest member. */
  readonly cost: number;
  /** Percent of all solutions that are in this cluster or in a slower one. */
  readonly score: number;
}

/**
 * Clusters of reference solutions (EvalPerf, arXiv 2408.06450, section 3.3; `select_pe_tasks.py`): costs are sorted, and cut where
 * one drops to the next by more than `base + sqrt(10000 / cost)` of it. O(n log n).
 * @param costs positive
 * @returns slowest cluster first; the fastest has the score 100. Empty for no costs.
 */
export function clusterCosts(costs: readonly number[], base = BASE_GAP): readonly CostCluster[] {
  const falling = costs.toSorted((a, b) => b - a);
  const clusters: CostCluster[] = [];
  let slowest = falling[0] ?? 0;
  falling.forEach((cost, i) => {
    const next = falling[i + 1];
    if (next !== undefined && (cost - next) / cost <= base + Math.sqrt(NOISE_COST / cost)) return;
    clusters.push({ cost: slowest, score: (100 * (i + 1)) / falling.length });
    slowest = next ?? 0;
  });
  return clusters;
}

/** Differential performance score of one solution, in percent. */
export interface PerformanceScore {
  /** Share of the references that it is at least as fast as. */
  readonly dps: number;
  /** The same in clusters, each counting alike: where among the ways of solving the problem it is. */
  readonly dpsNorm: number;
}

/**
 * DPS and DPS_norm of a solution (EvalPerf, `evalperf.py`): the fastest cluster whose slowest member it is no slower than.
 * @param clusters slowest first
 * @param cost `Infinity` for a solution that did not finish or was wrong
 * @returns zeros for a solution that is slower than every reference.
 */
export function performanceScore(clusters: readonly CostCluster[], cost: number): PerformanceScore {
  for (let q = clusters.length - 1; q >= 0; q--) {
    const cluster = clusters[q];
    if (cluster !== undefined && cost <= cluster.cost)
      return { dps: cluster.score, dpsNorm: (100 * (q + 1)) / clusters.length };
  }
  return { dps: 0, dpsNorm: 0 };
}
