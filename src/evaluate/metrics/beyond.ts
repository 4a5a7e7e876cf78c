/**
 * Mercury's Beyond of one sample: where its run time lies between those of the reference solutions, 1 for the fastest and 0
 * for the slowest or slower (arXiv 2402.07844, section 3.3), as the harness computes it:
 * `(max R − clip(r, min R, max R)) / (max R − min R)`. Mercury's own evaluator clamps the difference to one second before it normalises, which
 * makes the score depend on the unit; that version is not used.
 * @param references run times of the reference solutions over the whole test list
 * @param cost of the sample; `Infinity` when it failed
 * @returns undefined when the references do not differ, or there are none.
 */
export function beyond(references: readonly number[], cost: number): number | undefined {
  const low = Math.min(...references);
  const high = Math.max(...references);
  if (!(high > low)) return undefined;
  return (high - Math.min(high, Math.max(low, cost))) / (high - low);
}

/** Beyond@k of one problem: the mean of the first k samples, which is no unbiased estimate of anything but of Beyond@1. */
export function beyondAtK(scores: readonly number[], k: number): number | undefined {
  if (k < 1 || scores.length < k) return undefined;
  return scores.slice(0, k).reduce((sum, score) => sum + score, 0) / k;
}
