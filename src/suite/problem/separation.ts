/** What a set of tests says of the order of solutions. */
export interface Separation {
  /** Pairs of solutions whose declared classes differ. */
  readonly pairs: number;
  /** Share of them that the tests order as declared, ties counting half; 1 when there is none. */
  readonly agreement: number;
  /** Pairs whose costs the tests cannot tell apart: [slower, faster] as declared, indices of solutions. */
  readonly ties: readonly (readonly [number, number])[];
  /** Pairs that cost the other way round. */
  readonly reversed: readonly (readonly [number, number])[];
}

/** Costs that differ by less than this share are a tie: the same order of steps, not a difference in efficiency. */
const TIE = 1.05;

/** Two solutions, the first of a slower declared class than the second. */
export type Pair = readonly [slower: number, faster: number];

/** @param ranks of the declared classes, see `rankComplexities` */
export function declaredPairs(ranks: readonly number[]): readonly Pair[] {
  return ranks.flatMap((rank, slow) =>
    ranks.flatMap((other, fast) => (rank > other ? [[slow, fast] as const] : [])),
  );
}

/**
 * Pairwise order agreement with the declared classes: a pair counts when the slower solution costs more in total, on the
 * geometric mean of the tests, and on its costliest one, so that whatever figure a benchmark takes, the order is the same.
 * @param costs `costs[test][solution]`, steps ≥ 1
 */
export function separationOf(
  costs: readonly (readonly number[])[],
  ranks: readonly number[],
): Separation {
  const pairs = declaredPairs(ranks);
  const ties: Pair[] = [];
  const reversed: Pair[] = [];
  const together = suiteCosts(costs, ranks.length);
  for (const pair of costs.length === 0 ? [] : pairs) {
    const margin = pairMargin(together, pair);
    if (margin < -Math.log(TIE)) reversed.push(pair);
    else if (margin <= Math.log(TIE)) ties.push(pair);
  }
  if (costs.length === 0) ties.push(...pairs);
  const right = pairs.length - ties.length / 2 - reversed.length;
  return {
    pairs: pairs.length,
    agreement: pairs.length === 0 ? 1 : right / pairs.length,
    ties,
    reversed,
  };
}

/** What tests together say of every solution's cost. */
export interface SuiteCosts {
  /** Sum over the tests, by solution. */
  readonly totals: readonly number[];
  /** Mean of the logarithms. */
  readonly logMeans: readonly number[];
  /** Of the costliest test. */
  readonly worst: readonly number[];
}

/** @param costs `costs[test][solution]`, steps ≥ 1 */
export function suiteCosts(costs: readonly (readonly number[])[], solutions: number): SuiteCosts {
  const totals = Array.from({ length: solutions }, () => 0);
  const logMeans = Array.from({ length: solutions }, () => 0);
  const worst = Array.from({ length: solutions }, () => 1);
  for (const row of costs) {
    for (let k = 0; k < solutions; k++) {
      const cost = row[k] ?? 1;
      totals[k] = (totals[k] ?? 0) + cost;
      logMeans[k] = (logMeans[k] ?? 0) + Math.log(cost) / costs.length;
      worst[k] = Math.max(worst[k] ?? 1, cost);
    }
  }
  return { totals, logMeans, worst };
}

/** How far a pair is apart: the smallest of the log ratios of total, geometric mean and worst cost. */
export function pairMargin({ totals, logMeans, worst }: SuiteCosts, [slow, fast]: Pair): number {
  return Math.min(
    Math.log((totals[slow] ?? 1) / (totals[fast] ?? 1)),
    (logMeans[slow] ?? 0) - (logMeans[fast] ?? 0),
    Math.log((worst[slow] ?? 1) / (worst[fast] ?? 1)),
  );
}
