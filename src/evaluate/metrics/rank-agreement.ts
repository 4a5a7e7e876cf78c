/** -1, 0 or 1 as the first of two comes before, with, or after the second; undefined when they cannot be compared. */
export type Order = (i: number, j: number) => -1 | 0 | 1 | undefined;

/** The order of numbers; those within a factor of each other are tied. Values are not negative. */
export function orderOf(values: readonly number[], tieFactor = 1): Order {
  return (i, j) => {
    const [a, b] = [values[i] ?? 0, values[j] ?? 0];
    if (Math.max(a, b) <= tieFactor * Math.min(a, b)) return 0;
    return a < b ? -1 : 1;
  };
}

/** How well measured costs put things into an order that is known. */
export interface Separation {
  /** Pairs that the known order puts one before the other. */
  readonly pairs: number;
  readonly ordered: number;
  readonly tied: number;
  readonly reversed: number;
  /** (ordered + tied / 2) / pairs: 1 when every pair is put right, 0.5 for a test that tells nothing. */
  readonly separation: number;
}

/**
 * Pairwise agreement of measured costs with a known order: the probability that of a pair, drawn from those that the known order
 * tells apart, the costlier one is measured so, ties counting one half (the probabilistic index or concordance index:
 * Harrell et al. 1982; for two classes the Mann–Whitney U over the number of pairs). O(n²).
 * @param n number of things
 * @returns undefined when the known order tells no two apart.
 */
export function separation(n: number, known: Order, measured: Order): Separation | undefined {
  let [ordered, tied, reversed] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const wanted = known(i, j) ?? 0;
      if (wanted === 0) continue;
      const found = measured(i, j) ?? 0;
      if (found === wanted) ordered++;
      else if (found === 0) tied++;
      else reversed++;
    }
  }
  const pairs = ordered + tied + reversed;
  if (pairs === 0) return undefined;
  return { pairs, ordered, tied, reversed, separation: (ordered + tied / 2) / pairs };
}

/**
 * Kendall's τ_b of two orders (Kendall 1945): concordant less discordant pairs, over the geometric mean of the pairs that
 * either order does not tie. Pairs that one of them cannot compare are left out. O(n²).
 * @returns -1 to 1; undefined when one order ties all pairs.
 */
export function kendallTau(n: number, a: Order, b: Order): number | undefined {
  let [difference, inA, inB] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [x, y] = [a(i, j), b(i, j)];
      if (x === undefined || y === undefined) continue;
      difference += x * y;
      if (x !== 0) inA++;
      if (y !== 0) inB++;
    }
  }
  return inA === 0 || inB === 0 ? undefined : difference / Math.sqrt(inA * inB);
}
