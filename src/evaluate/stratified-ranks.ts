import { type MannWhitney, upperTail } from './statistics.ts';

/** Two samples that may be compared with each other, and with those of no other stratum. Not empty. */
export interface TwoSamples {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Up to this many pairs of values the null distribution is counted out. */
const EXACT_PAIRS = 1000;
/** Two-sided 95 %. */
const TAIL = 0.025;
const Z = 1.959964;

/**
 * Mann–Whitney U test within strata: the sum of the strata's U, against the sum of independent null distributions
 * (Lehmann 1975, Nonparametrics, §3.3; with one stratum it is the test of Mann & Whitney 1947). Counts pairs, so that a
 * stratum weighs as much as it has of them. Exact where there are no ties and at most {@link EXACT_PAIRS} pairs, else
 * the normal approximation with tie and continuity correction. O(n log n + exact pairs × n).
 * @throws RangeError when there is no pair.
 */
export function stratifiedRankTest(strata: readonly TwoSamples[]): MannWhitney {
  const sorted = strata.map(ascending);
  const pairs = countPairs(sorted);
  if (pairs === 0) throw new RangeError('a rank test needs two samples');
  let u = 0;
  let tied = false;
  let variance = 0;
  for (const { a, b } of sorted) {
    u += countAbove(a, b);
    const ties = tieTerm([...a, ...b]);
    tied ||= ties > 0;
    const all = a.length + b.length;
    variance += ((a.length * b.length) / 12) * (all + 1 - ties / (all * (all - 1)));
  }
  const p = !tied && pairs <= EXACT_PAIRS ? exactP(sorted, u) : normalP(u - pairs / 2, variance);
  return { u, p, effect: u / pairs };
}

/** By how much the values of `a` exceed those of `b`. */
export interface Shift {
  /** Median of the differences a − b within strata (Hodges & Lehmann 1963). */
  readonly estimate: number;
  /** 95 % interval: the shifts that {@link stratifiedRankTest} would not reject. */
  readonly interval: readonly [number, number];
}

/**
 * Estimates a shift between two samples, stratum by stratum. Distribution-free: the interval lies between two of the
 * ordered differences, whose ranks come from the null distribution of U (Moses; Hollander & Wolfe 1999, §4.3); it
 * covers at least 95 % when values are independent and the samples of a stratum differ by that shift alone, ties make
 * it wider than needed. Differences are not listed but counted: O(n) for each halving of the range, about 60 of them.
 * @returns undefined when there are too few values for 95 %: even the range of all differences is too narrow.
 */
export function stratifiedShift(strata: readonly TwoSamples[]): Shift | undefined {
  const sorted = strata.map(ascending);
  const pairs = countPairs(sorted);
  const rank = lowerRank(sorted, pairs);
  if (rank < 1) return undefined;
  const low = orderedDifference(sorted, Math.floor((pairs + 1) / 2));
  const high = orderedDifference(sorted, Math.floor((pairs + 2) / 2));
  return {
    estimate: (low + high) / 2,
    interval: [orderedDifference(sorted, rank), orderedDifference(sorted, pairs + 1 - rank)],
  };
}

function ascending({ a, b }: TwoSamples): TwoSamples {
  return { a: a.toSorted((x, y) => x - y), b: b.toSorted((x, y) => x - y) };
}

function countPairs(strata: readonly TwoSamples[]): number {
  return strata.reduce((sum, { a, b }) => sum + a.length * b.length, 0);
}

/** Pairs with a > b, equal ones counting one half. */
function countAbove(a: readonly number[], b: readonly number[]): number {
  let below = 0;
  let notAbove = 0;
  let count = 0;
  for (const value of a) {
    while (below < b.length && (b[below] ?? 0) < value) below++;
    while (notAbove < b.length && (b[notAbove] ?? 0) <= value) notAbove++;
    count += (below + notAbove) / 2;
  }
  return count;
}

/** Sum of t³ − t over groups of t equal values. */
function tieTerm(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let sum = 0;
  for (const t of counts.values()) sum += t ** 3 - t;
  return sum;
}

function normalP(distance: number, variance: number): number {
  if (variance <= 0) return 1;
  return Math.min(1, 2 * upperTail(Math.max(0, Math.abs(distance) - 0.5) / Math.sqrt(variance)));
}

function exactP(strata: readonly TwoSamples[], u: number): number {
  const chances = nullDistribution(strata);
  const tail = Math.min(u, chances.length - 1 - u);
  return Math.min(1, 2 * chances.slice(0, tail + 1).reduce((sum, chance) => sum + chance, 0));
}

/**
 * `chances[u]`: probability of that sum of U when all orders within strata are equally likely. Gaussian binomials:
 * each stratum of m and n values is the product of (1 − x^(n+i)) / (1 − x^i) for i = 1 … m, scaled to add up to 1.
 * Low coefficients come from lower ones only, so that the tail has no cancellation to fear.
 */
function nullDistribution(strata: readonly TwoSamples[]): Float64Array {
  const top = countPairs(strata);
  const chances = new Float64Array(top + 1);
  chances[0] = 1;
  for (const { a, b } of strata) {
    const n = b.length;
    for (let i = 1; i <= a.length; i++) {
      for (let k = top; k >= n + i; k--) chances[k] = at(chances, k) - at(chances, k - n - i);
      for (let k = i; k <= top; k++) chances[k] = at(chances, k) + at(chances, k - i);
      const scale = i / (n + i);
      for (let k = 0; k <= top; k++) chances[k] = at(chances, k) * scale;
    }
  }
  return chances;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** Rank, from 1, of the ordered difference that is the lower end of the interval; 0 when there is none. */
function lowerRank(strata: readonly TwoSamples[], pairs: number): number {
  if (pairs <= EXACT_PAIRS) {
    const chances = nullDistribution(strata);
    let rank = 0;
    let sum = at(chances, 0);
    while (sum <= TAIL) sum += at(chances, ++rank);
    return rank;
  }
  const variance = strata.reduce(
    (sum, { a, b }) => sum + (a.length * b.length * (a.length + b.length + 1)) / 12,
    0,
  );
  return Math.floor(pairs / 2 + 0.5 - Z * Math.sqrt(variance));
}

/** Relative width at which the search for an ordered difference ends. */
const PRECISION = 1e-12;

/** The difference a − b within strata that is the `rank`-th smallest, from 1; to a relative {@link PRECISION}. */
function orderedDifference(strata: readonly TwoSamples[], rank: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (const { a, b } of strata) {
    low = Math.min(low, (a[0] ?? 0) - (b.at(-1) ?? 0));
    high = Math.max(high, (a.at(-1) ?? 0) - (b[0] ?? 0));
  }
  if (rank <= countUpTo(strata, low)) return low;
  while (high - low > PRECISION * Math.max(1, Math.abs(low), Math.abs(high))) {
    const middle = low + (high - low) / 2;
    if (countUpTo(strata, middle) >= rank) high = middle;
    else low = middle;
  }
  return high;
}

/** Pairs whose difference a − b is at most `limit`. */
function countUpTo(strata: readonly TwoSamples[], limit: number): number {
  let count = 0;
  for (const { a, b } of strata) {
    let from = 0;
    for (const value of a) {
      while (from < b.length && value - (b[from] ?? 0) > limit) from++;
      count += b.length - from;
    }
  }
  return count;
}
