import type { Uplift } from '../core/synthesis.ts';
import { COST_RESOLUTION, type SizedCost, sizeStrata } from './size-strata.ts';
import { stratifiedRankTest, stratifiedShift, type TwoSamples } from './stratified-ranks.ts';

export interface UpliftRun extends SizedCost {
  /** Whether the constraint held at some time during the run. */
  readonly satisfied: boolean;
}

/** Fewer runs of like size on either side say nothing. */
const MIN_GROUP = 3;

/**
 * How much more inputs that satisfy a constraint cost than inputs of like size that do not.
 *
 * Only like is compared with like: runs outside the sizes that both groups have are left out, the others are divided
 * into strata of equal or like size (see {@link sizeStrata}), and every estimate is made from pairs within a stratum.
 * So neither an unknown growth of the cost nor groups of different sizes look like an effect, and a condition on the
 * size alone has nothing to compare.
 * Estimator: Hodges–Lehmann on log costs, its distribution-free 95 % interval, and the Mann–Whitney test, all of them
 * stratified (see {@link stratifiedShift}). Runs count as independent; those of a search are related, which makes
 * intervals narrower than they should be. Costs are compared to about 1 %, and no interval is narrower. The ratio is the median one where it differs between sizes.
 * @param runs outcome `ok`
 * @returns undefined when either group has fewer than three runs of like size, or both are too small for an interval.
 */
export function uplift(runs: readonly UpliftRun[]): Uplift | undefined {
  const shared = ofSharedSizes(runs);
  const isSatisfied = (index: number): boolean => shared[index]?.satisfied === true;
  const strata = sizeStrata(
    shared,
    (index) => (isSatisfied(index) ? 1 : 0),
    (members) => {
      const satisfied = members.filter(isSatisfied).length;
      // What the variance of a difference of two means is the inverse of.
      return (satisfied * (members.length - satisfied)) / members.length;
    },
  ).map(({ members, logCosts }): TwoSamples => {
    const costsWhere = (wanted: boolean): readonly number[] =>
      logCosts.filter((_, i) => isSatisfied(members[i] ?? 0) === wanted);
    return { a: costsWhere(true), b: costsWhere(false) };
  });
  const satisfied = strata.reduce((sum, { a }) => sum + a.length, 0);
  const unsatisfied = strata.reduce((sum, { b }) => sum + b.length, 0);
  if (Math.min(satisfied, unsatisfied) < MIN_GROUP) return undefined;
  const shift = stratifiedShift(strata);
  if (shift === undefined) return undefined;
  const [low, high] = shift.interval;
  return {
    ratio: Math.exp(shift.estimate),
    interval: [Math.exp(low - COST_RESOLUTION), Math.exp(high + COST_RESOLUTION)],
    pValue: stratifiedRankTest(strata).p,
    satisfied,
    unsatisfied,
  };
}

/** Runs between the larger of the groups' smallest sizes and the smaller of their largest ones. */
function ofSharedSizes(runs: readonly UpliftRun[]): readonly UpliftRun[] {
  const ranges = [true, false].map((wanted) =>
    rangeOf(runs.filter(({ satisfied }) => satisfied === wanted)),
  );
  const low = Math.max(...ranges.map((range) => range.low));
  const high = Math.min(...ranges.map((range) => range.high));
  return runs.filter(({ size }) => size >= low && size <= high);
}

function rangeOf(runs: readonly UpliftRun[]): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { size } of runs) {
    low = Math.min(low, size);
    high = Math.max(high, size);
  }
  return { low, high };
}
