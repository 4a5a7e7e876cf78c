import type { Fit, FittedGroup, FittedTerm } from './fit.ts';
import type { RelativeCosts } from './relative-costs.ts';
import { bestSplit, createSweep, type Ranking, type RunPair } from './split.ts';

/** Fitted terms that others are joined to. */
const MAX_FIRST = 24;
const MAX_CONJUNCTIONS = 24;
/** What a second term must add to the explained variance, absolutely and relatively: it costs simplicity. */
const LEAST_GAIN = 0.06;
const LEAST_RATIO = 1.25;

interface Conjunction {
  readonly parts: readonly [FittedTerm, FittedTerm];
  readonly explained: number;
}

/**
 * Pairs of terms of one place that tell slow runs from fast ones better together than either alone: a second threshold
 * is fitted among the runs that satisfy the first. Whether both hold at one time, and not just in one run, is left to
 * an observation of the whole.
 */
export function fitConjunctions(
  fit: Fit,
  costs: RelativeCosts,
  pairs: readonly RunPair[],
): readonly (readonly FittedTerm[])[] {
  const alone = new Map(fit.groups.map(({ ranking, split }) => [ranking, split.explained]));
  const found = fit.groups
    .slice(0, MAX_FIRST)
    .flatMap((group) =>
      group.members
        .slice(0, 1)
        .flatMap((first) => partnersOf(first, group, fit, alone, costs, pairs)),
    );
  return found
    .toSorted((a, b) => b.explained - a.explained)
    .slice(0, MAX_CONJUNCTIONS)
    .map(({ parts }) => parts);
}

/** The best two partners of a term. */
function partnersOf(
  first: FittedTerm,
  group: FittedGroup,
  fit: Fit,
  alone: ReadonlyMap<Ranking, number>,
  costs: RelativeCosts,
  pairs: readonly RunPair[],
): readonly Conjunction[] {
  const sweep = createSweep(costs.stratum.length);
  return fit.rankings
    .filter(({ term }) => term !== first.term && term.place === first.term.place)
    .filter(({ term, ranking }) => term.pattern.about !== 'size' || ranking.comparison === '>')
    .flatMap(({ term, ranking }) => {
      const joined = within(ranking, group);
      const split = bestSplit(joined, costs, pairs, sweep);
      if (split === undefined) return [];
      const single = Math.max(group.split.explained, alone.get(ranking) ?? 0);
      const isBetter =
        split.explained >= single + LEAST_GAIN && split.explained >= single * LEAST_RATIO;
      if (!isBetter) return [];
      const { comparison } = ranking;
      const second = { term, comparison, inner: split.inner, outer: split.outer };
      return [{ parts: [first, second] as const, explained: split.explained }];
    })
    .toSorted((a, b) => b.explained - a.explained)
    .slice(0, 2);
}

/** The ranking of the runs that satisfy a fitted term; the others of its pool never join. */
function within({ comparison, order, values }: Ranking, group: FittedGroup): Ranking {
  const { satisfied } = group.split;
  const kept = [...order.keys()].filter((k) => satisfied[order[k] ?? 0] === 1);
  const sorted = Float64Array.from(kept, (k) => values[k] ?? Number.NaN);
  const ends = [...sorted.keys()].flatMap((k) => (sorted[k + 1] === sorted[k] ? [] : [k + 1]));
  return {
    comparison,
    order: Int32Array.from(kept, (k) => order[k] ?? 0),
    values: sorted,
    ends: Int32Array.from(ends),
    pool: group.ranking.pool,
  };
}
