import type { RelativeCosts } from './relative-costs.ts';

/** Which side of a threshold is the slow one. */
export type Comparison = '<' | '>';

/** Runs in the order in which they come to satisfy `term < c` as c grows, or `term > c` as it falls. */
export interface Ranking {
  readonly comparison: Comparison;
  /** Runs with a value, and their values; those without satisfy no comparison. */
  readonly order: Int32Array;
  readonly values: Float64Array;
  /** `ends[k]`: number of runs up to and including the k-th distinct value. */
  readonly ends: Int32Array;
  /** Runs that are compared: others have no value, and reaching the place is not to be credited to a threshold. */
  readonly pool: Int32Array;
}

/** A threshold that tells slow runs from fast ones of like size. */
export interface Split {
  /** The last value that satisfies the comparison and the first that does not: a threshold lies between them. */
  readonly inner: number;
  readonly outer: number;
  /** By run: 1 where it is satisfied. */
  readonly satisfied: Uint8Array;
  /** Share of the variance of log cost within strata that it explains, 0 to 1. */
  readonly explained: number;
}

/** Fewer comparable runs on either side of a threshold are an accident. */
const MIN_SIDE = 3;
/** Of thresholds that explain this share of what the best one does, the one with the slowest runs is taken. */
const NEARLY = 0.5;
/** … if they are slower by this, a tenth. */
const MUCH_SLOWER = Math.log(1.1);

/** @param values by run: the least reading for `<`, the greatest for `>`; NaN where there is none. */
export function rankRuns(values: Float64Array, comparison: Comparison): Ranking {
  const sign = comparison === '<' ? 1 : -1;
  const at = (run: number): number => values[run] ?? Number.NaN;
  const order = Int32Array.from(values.keys())
    .filter((run) => !Number.isNaN(at(run)))
    .toSorted((a, b) => (at(a) === at(b) ? a - b : sign * (at(a) < at(b) ? -1 : 1)));
  const sorted = Float64Array.from(order, at);
  const ends: number[] = [];
  sorted.forEach((value, k) => {
    if (sorted[k + 1] !== value) ends.push(k + 1);
  });
  return { comparison, order, values: sorted, ends: Int32Array.from(ends), pool: order };
}

/** What thresholds tell: `explained[k]` and `slowness[k]` belong to the k-th distinct value of a ranking. */
export interface Sweep {
  /** Share of the variance of log cost within strata, 0 to 1. */
  readonly explained: Float64Array;
  /** Mean excess of the runs that satisfy it. */
  readonly slowness: Float64Array;
}

/** @param runs number of runs. */
export function createSweep(runs: number): Sweep {
  return { explained: new Float64Array(runs), slowness: new Float64Array(runs) };
}

/**
 * Explained variance of every threshold of a ranking in one pass: regression of log cost on being satisfied, with a
 * level of its own for each stratum (analysis of covariance), over the runs of the pool. With z the indicator and y the
 * costs, both centred within strata, explained = (Σ z·y)² / (Σ z² · total), the total being that of all runs. O(runs).
 * Thresholds that leave too few runs on a side, or whose satisfied runs cost less, explain nothing.
 * @param excess as {@link RelativeCosts.excess}, or a permutation of it within strata
 * @param into is overwritten
 * @returns the most that a threshold explains.
 */
export function sweepThresholds(
  { order, ends, pool }: Ranking,
  { stratum, strata, total }: RelativeCosts,
  excess: Float64Array,
  into: Sweep,
): number {
  const { sizes, means, comparable } = levels(pool, stratum, strata.length, excess);
  const inside = new Int32Array(strata.length);
  let joined = 0;
  let gain = 0;
  let level = 0;
  let spread = 0;
  let most = 0;
  let at = 0;
  // The last value of all leaves nothing on the other side, or what has no value.
  const last = ends.length - 1;
  for (let k = 0; k < last; k++) {
    for (const end = ends[k] ?? 0; at < end; at++) {
      const run = order[at] ?? 0;
      const own = stratum[run] ?? -1;
      const size = sizes[own] ?? 0;
      if (size < 2) continue;
      const before = inside[own] ?? 0;
      inside[own] = before + 1;
      spread += (size - 2 * before - 1) / size;
      gain += (excess[run] ?? 0) - (means[own] ?? 0);
      level += excess[run] ?? 0;
      joined++;
    }
    const tells = joined >= MIN_SIDE && comparable - joined >= MIN_SIDE && gain > 0 && spread > 0;
    into.explained[k] = tells && total > 0 ? gain ** 2 / spread / total : 0;
    into.slowness[k] = tells ? level / joined : 0;
    most = Math.max(most, into.explained[k] ?? 0);
  }
  return most;
}

/** Of the runs of a pool, by stratum: how many, and their mean excess; and how many have others to be compared with. */
function levels(
  pool: Int32Array,
  stratum: Int32Array,
  strata: number,
  excess: Float64Array,
): { readonly sizes: Int32Array; readonly means: Float64Array; readonly comparable: number } {
  const sizes = new Int32Array(strata);
  const means = new Float64Array(strata);
  for (const run of pool) {
    const own = stratum[run] ?? -1;
    if (own < 0) continue;
    sizes[own] = (sizes[own] ?? 0) + 1;
    means[own] = (means[own] ?? 0) + (excess[run] ?? 0);
  }
  let comparable = 0;
  for (let own = 0; own < strata; own++) {
    const size = sizes[own] ?? 0;
    if (size > 0) means[own] = (means[own] ?? 0) / size;
    if (size > 1) comparable += size;
  }
  return { sizes, means, comparable };
}

/**
 * What one set of runs explains, among those of a pool; as in {@link sweepThresholds}.
 * @param satisfied by run: 1 for the set
 * @param pool by run: 1 for those that are compared
 */
export function explainedBy(satisfied: Uint8Array, pool: Uint8Array, costs: RelativeCosts): number {
  const order = runsOf(satisfied);
  const ranking: Ranking = {
    comparison: '>',
    order,
    values: new Float64Array(order.length).fill(1),
    // As if there were a further value, which nothing has.
    ends: Int32Array.of(order.length, order.length),
    pool: runsOf(pool),
  };
  return sweepThresholds(ranking, costs, costs.excess, createSweep(2));
}

function runsOf(flags: Uint8Array): Int32Array {
  return Int32Array.from(flags.keys()).filter((run) => flags[run] === 1);
}

/** Runs that should be told apart, as indexes. */
export interface RunPair {
  readonly slow: number;
  readonly fast: number;
}

/**
 * The threshold that explains costs best, among those that hold on the slow and not on the fast run of some pair (any,
 * when there are no pairs). Of nearly as good ones the one with the slowest runs is taken: what is wanted is the far end
 * of what makes runs slow, rather than the middle.
 * @returns undefined when none explains anything.
 */
export function bestSplit(
  ranking: Ranking,
  costs: RelativeCosts,
  pairs: readonly RunPair[],
  sweep: Sweep,
): Split | undefined {
  sweepThresholds(ranking, costs, costs.excess, sweep);
  const separating = separatedPairs(ranking, costs.stratum.length, pairs);
  const isAllowed = (k: number): boolean => pairs.length === 0 || (separating[k] ?? 0) > 0;
  const allowed = Array.from({ length: ranking.ends.length - 1 }, (_, k) => k).filter(isAllowed);
  const explained = (k: number): number => sweep.explained[k] ?? 0;
  const slowness = (k: number): number => sweep.slowness[k] ?? 0;
  const clearest = allowed.reduce((a, b) => (explained(b) > explained(a) ? b : a), allowed[0] ?? 0);
  if (allowed.length === 0 || explained(clearest) <= 0) return undefined;
  const slowest = allowed
    .filter((k) => explained(k) >= NEARLY * explained(clearest))
    .reduce((a, b) => (slowness(b) > slowness(a) ? b : a), clearest);
  const best = slowness(slowest) > slowness(clearest) + MUCH_SLOWER ? slowest : clearest;
  const end = ranking.ends[best] ?? 0;
  const satisfied = new Uint8Array(costs.stratum.length);
  for (const run of ranking.order.subarray(0, end)) satisfied[run] = 1;
  return {
    inner: ranking.values[end - 1] ?? Number.NaN,
    outer: ranking.values[end] ?? Number.NaN,
    satisfied,
    explained: sweep.explained[best] ?? 0,
  };
}

/** For each distinct value, how many pairs have their slow run alone among those up to it. */
function separatedPairs(
  { order, ends }: Ranking,
  runs: number,
  pairs: readonly RunPair[],
): Int32Array {
  const rankOf = new Int32Array(runs).fill(ends.length);
  let from = 0;
  ends.forEach((end, k) => {
    for (const run of order.subarray(from, end)) rankOf[run] = k;
    from = end;
  });
  const changes = new Int32Array(ends.length + 1);
  for (const { slow, fast } of pairs) {
    const joins = rankOf[slow] ?? 0;
    const leaves = rankOf[fast] ?? 0;
    if (joins >= leaves) continue;
    changes[joins] = (changes[joins] ?? 0) + 1;
    changes[leaves] = (changes[leaves] ?? 0) - 1;
  }
  for (let k = 1; k < changes.length; k++) changes[k] = (changes[k] ?? 0) + (changes[k - 1] ?? 0);
  return changes;
}
