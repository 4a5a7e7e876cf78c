import { type MannWhitney, mannWhitneyU } from '../statistics.ts';

/** A difference between two samples, and how large it is. */
export interface RankDifference extends MannWhitney {
  /** Vargha & Delaney's A12: P(a > b) + P(a = b) / 2. */
  readonly a12: number;
  /** Cliff's δ: P(a > b) − P(a < b), from -1 to 1. */
  readonly cliffsDelta: number;
}

/**
 * Mann–Whitney U with its effect sizes (Vargha & Delaney 2000; Cliff 1993; δ = 2 A12 − 1).
 * @throws RangeError when a sample is empty.
 */
export function rankDifference(a: readonly number[], b: readonly number[]): RankDifference {
  const test = mannWhitneyU(a, b);
  return { ...test, a12: test.effect, cliffsDelta: 2 * test.effect - 1 };
}
