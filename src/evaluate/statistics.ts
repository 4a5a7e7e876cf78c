/**
 * Quantile of a sample with linear interpolation between order statistics (Hyndman & Fan 1996, type 7: R's and
 * NumPy's default). O(n log n).
 * @param q 0 ≤ q ≤ 1
 * @throws RangeError when the sample is empty or q is out of range.
 */
export function quantile(sample: readonly number[], q: number): number {
  if (sample.length === 0) throw new RangeError('a quantile needs at least one value');
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile ${q} is not within 0 and 1`);
  const sorted = sample.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (at - below);
}

/** @throws RangeError when the sample is empty. */
export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}

/**
 * 97.5 % quantile of Student's t distribution: the factor of a two-sided 95 % interval.
 * Exact to 1e-3: tabulated up to 4 degrees of freedom, above by the Cornish–Fisher expansion in 1 / df
 * (Abramowitz & Stegun 1964, 26.7.5).
 * @param df degrees of freedom, ≥ 1
 */
export function tQuantile975(df: number): number {
  const tabulated = [12.7062, 4.3027, 3.1824, 2.7764];
  const exact = tabulated[df - 1];
  if (exact !== undefined) return exact;
  const z = 1.959964;
  const z3 = z ** 3;
  const z5 = z ** 5;
  const z7 = z ** 7;
  const z9 = z ** 9;
  return (
    z +
    (z3 + z) / 4 / df +
    (5 * z5 + 16 * z3 + 3 * z) / 96 / df ** 2 +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384 / df ** 3 +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160 / df ** 4
  );
}

/** Geometric mean with a 95 % interval. */
export interface GeometricMean {
  readonly mean: number;
  /** t interval of the mean of logarithms, taken back; [mean, mean] for one value. */
  readonly interval: readonly [number, number];
}

/**
 * Geometric mean of ratios. Assumes the logarithms to be roughly normal.
 * @throws RangeError when the sample is empty or holds a value that is not positive.
 */
export function geometricMean(sample: readonly number[]): GeometricMean {
  if (sample.length === 0 || sample.some((value) => !(value > 0))) {
    throw new RangeError('a geometric mean needs positive values');
  }
  const logs = sample.map(Math.log);
  const n = logs.length;
  const mean = logs.reduce((sum, x) => sum + x, 0) / n;
  const centre = Math.exp(mean);
  if (n === 1) return { mean: centre, interval: [centre, centre] };
  const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const half = tQuantile975(n - 1) * Math.sqrt(variance / n);
  return { mean: centre, interval: [Math.exp(mean - half), Math.exp(mean + half)] };
}

export interface MannWhitney {
  /** Number of pairs (a, b) with a > b, ties counting one half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  /** P(a > b) + P(a = b) / 2: 0.5 when neither is larger. */
  readonly effect: number;
}

/** Up to this many pairs the null distribution is counted out, when there are no ties. */
const EXACT_PAIRS = 400;

/**
 * Mann–Whitney U test of two independent samples (Mann & Whitney 1947). Exact where there are no ties and at most
 * {@link EXACT_PAIRS} pairs, else the normal approximation with tie and continuity correction.
 * @throws RangeError when a sample is empty.
 */
export function mannWhitneyU(a: readonly number[], b: readonly number[]): MannWhitney {
  const pairs = a.length * b.length;
  if (pairs === 0) throw new RangeError('a rank test needs two samples');
  let u = 0;
  for (const x of a) for (const y of b) u += x > y ? 1 : x === y ? 0.5 : 0;
  const ties = tieCounts([...a, ...b]);
  const p =
    ties.length === 0 && pairs <= EXACT_PAIRS
      ? exactP(a.length, b.length, u)
      : normalP(a.length, b.length, u, ties);
  return { u, p, effect: u / pairs };
}

/** Sizes of the groups of equal values, groups of one left out. */
function tieCounts(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

/** ways[u] = number of arrangements of m and n values with that U: coefficients of the Gaussian binomial. */
function exactP(m: number, n: number, u: number): number {
  const top = m * n;
  let ways = new Float64Array(top + 1);
  ways[0] = 1;
  for (let i = 1; i <= m; i++) {
    // Multiply by (1 - x^(n + i)), then divide by (1 - x^i).
    for (let k = top; k >= n + i; k--) ways[k] = at(ways, k) - at(ways, k - n - i);
    for (let k = i; k <= top; k++) ways[k] = at(ways, k) + at(ways, k - i);
  }
  const total = ways.reduce((sum, count) => sum + count, 0);
  const tail = Math.min(u, top - u);
  ways = ways.slice(0, tail + 1);
  return Math.min(1, (2 * ways.reduce((sum, count) => sum + count, 0)) / total);
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

function normalP(m: number, n: number, u: number, ties: readonly number[]): number {
  const all = m + n;
  const tieTerm = ties.reduce((sum, t) => sum + (t ** 3 - t), 0) / (all * (all - 1));
  const variance = ((m * n) / 12) * (all + 1 - tieTerm);
  if (variance <= 0) return 1;
  const distance = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
}

/** P(Z > z) for z ≥ 0; absolute error below 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17). */
export function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
