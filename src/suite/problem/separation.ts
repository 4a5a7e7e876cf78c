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
 * Pairwise order agreement with the declared classes: a pair counts when the slower solution costs more both in total
 * and on the geometric mean of the tests, so that neither one big test nor many small ones decide alone.
 * @param costs `costs[test][solution]`, steps ≥ 1
 */
export function separationOf(
  costs: readonly (readonly number[])[],
  ranks: readonly number[],
): Separation {
  const pairs = declaredPairs(ranks);
  const ties: Pair[] = [];
  const reversed: Pair[] = [];
  for (const pair of pairs) {
    const margin = pairMargin(costs, pair);
    if (margin < -Math.log(TIE)) reversed.push(pair);
    else if (margin <= Math.log(TIE)) ties.push(pair);
  }
  const right = pairs.length - ties.length / 2 - reversed.length;
  return {
    pairs: pairs.length,
    agreement: pairs.length === 0 ? 1 : right / pairs.length,
    ties,
    reversed,
  };
}

/** How far a pair is apart: the smaller of the log ratios of total cost and of geometric mean cost. */
function pairMargin(costs: readonly (readonly number[])[], [slow, fast]: Pair): number {
  let [slowTotal, fastTotal, logs] = [0, 0, 0];
  for (const row of costs) {
    const [a, b] = [row[slow] ?? 1, row[fast] ?? 1];
    slowTotal += a;
    fastTotal += b;
    logs += Math.log(a / b);
  }
  return costs.length === 0 ? 0 : Math.min(Math.log(slowTotal / fastTotal), logs / costs.length);
}
