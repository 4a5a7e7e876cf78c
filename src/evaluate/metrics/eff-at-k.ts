import { median } from '../statistics.ts';

/**
 * Hodges–Lehmann estimate of the centre of a sample: the median of all means of pairs, each value with itself included
 * (Hodges & Lehmann 1963; ENAMEL's estimate of a run time from its repetitions). O(n² log n).
 * @throws RangeError when the sample is empty.
 */
export function hodgesLehmann(sample: readonly number[]): number {
  const means: number[] = [];
  sample.forEach((a, i) => {
    for (const b of sample.slice(i)) means.push((a + b) / 2);
  });
  return median(means);
}

/** Tests of one level of a problem, and what they cost: one cost a test, positive. */
export interface EfficiencyLevel {
  /** Weight; 0 for tests that decide on correctness alone. */
  readonly hardness: number;
  /** Of the reference. */
  readonly reference: readonly number[];
  /**
   * Of the sample, as far as it got. `Infinity` for a test that it did not finish: it costs at least the limit, whatever it
   * would have cost (right-censored).
   */
  readonly sample: readonly number[];
}

/** ENAMEL's limit of a problem: alpha times the reference's costliest test of all levels that have weight. */
const ALPHA = 2;

/**
 * Efficiency of one sample (ENAMEL, arXiv 2406.06647, section 3; `evaluate.py` in its repository):
 *
 *     T = alpha · max reference cost over levels with weight
 *     f_l = max(0, T − max_m t_m) / (T − max_m t*_m)
 *     e = Σ h_l f_l / Σ h_l
 *
 * A test at or over the limit ends the sample: its level and all later ones count 0, and everything does when that
 * level has no weight. A sample that beats the reference has more than 1.
 * @param isCorrect no executed test had a wrong output
 * @returns undefined when no level has weight and tests.
 */
export function sampleEfficiency(
  levels: readonly EfficiencyLevel[],
  isCorrect: boolean,
): number | undefined {
  const weighted = levels.filter(({ hardness, reference }) => hardness > 0 && reference.length > 0);
  const weight = weighted.reduce((sum, { hardness }) => sum + hardness, 0);
  if (weight === 0) return undefined;
  if (!isCorrect) return 0;
  const limit = ALPHA * Math.max(...weighted.flatMap(({ reference }) => reference));
  let score = 0;
  for (const { hardness, reference, sample } of levels) {
    const slowest = Math.max(0, ...sample);
    if (slowest >= limit) return hardness === 0 ? 0 : score / weight;
    if (hardness === 0 || reference.length === 0) continue;
    score += (hardness * (limit - slowest)) / (limit - Math.max(...reference));
  }
  return score / weight;
}

/**
 * eff@k: expected efficiency of the best of k samples, by ENAMEL's unbiased, Rao–Blackwellised estimator from n ≥ k samples:
 * Σ_{r=k}^{n} C(r−1, k−1) / C(n, k) · e_(r) with e ascending, which is the mean of the maximum over all subsets of k. O(n log n).
 * @param efficiencies one for each sample
 * @returns undefined when there are fewer than k samples, or k < 1.
 */
export function effAtK(efficiencies: readonly number[], k: number): number | undefined {
  const n = efficiencies.length;
  if (k < 1 || n < k) return undefined;
  const ascending = efficiencies.toSorted((a, b) => a - b);
  let share = k / n;
  let sum = 0;
  for (let r = n; r >= k; r--) {
    sum += share * (ascending[r - 1] ?? 0);
    // C(r−2, k−1) / C(r−1, k−1), stable where the binomials would overflow.
    share *= 1 - (k - 1) / (r - 1);
  }
  return sum;
}
