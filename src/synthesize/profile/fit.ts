import type { Rng } from '../../core/rng.ts';
import type { Observation } from '../../core/watch.ts';
import { chanceLevel } from './chance.ts';
import type { RelativeCosts } from './relative-costs.ts';
import {
  bestSplit,
  type Comparison,
  createSweep,
  type Ranking,
  rankRuns,
  type RunPair,
  type Split,
} from './split.ts';
import type { Term } from './terms.ts';

/** Terms that put the runs in the same order, and the threshold that is best for all of them. */
export interface FittedGroup {
  readonly ranking: Ranking;
  readonly split: Split;
  /** The simplest first. */
  readonly members: readonly FittedTerm[];
}

/** A term with its own threshold. */
export interface FittedTerm {
  readonly term: Term;
  readonly comparison: Comparison;
  /** The last value that satisfies it, and the first that does not. */
  readonly inner: number;
  readonly outer: number;
}

export interface Fit {
  /** What explains more than chance, best first. */
  readonly groups: readonly FittedGroup[];
  /** Every ranking of the terms of a place, to be combined with others. By index as in `terms`. */
  readonly rankings: readonly TermRanking[];
  /** See chanceLevel. */
  readonly chance: number;
}

export interface TermRanking {
  readonly term: Term;
  readonly ranking: Ranking;
}

/** Members of a group that are kept: which of them the gate prefers is not known here. */
const MAX_MEMBERS = 3;

/**
 * Fits a threshold to every term, on every side that its pattern has, and keeps what explains more of the cost at like
 * size than the best of as many terms would by chance.
 * @param observations of the terms in `value` mode, `readings` in the order of `terms`
 * @param pairs runs of which a threshold must tell one pair apart
 */
export function fitTerms(
  terms: readonly Term[],
  observations: readonly Observation[],
  costs: RelativeCosts,
  pairs: readonly RunPair[],
  rng: Rng,
): Fit {
  const rankings = terms.flatMap((term, index) => rankTerm(term, index, observations));
  const groups = new Map<string, TermRanking[]>();
  for (const ranked of rankings) {
    const key = rankingKey(ranked.ranking);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [ranked]);
    else group.push(ranked);
  }
  const distinct = [...groups.values()];
  const chance = chanceLevel(
    distinct.flatMap(([first]) => (first === undefined ? [] : [first.ranking])),
    costs,
    rng,
  );
  const sweep = createSweep(observations.length);
  return {
    groups: distinct
      .flatMap((group) => fitGroup(group, (ranking) => bestSplit(ranking, costs, pairs, sweep)))
      .filter(({ split }) => split.explained > chance)
      .toSorted((a, b) => b.split.explained - a.split.explained),
    rankings,
    chance,
  };
}

/** Rankings that order no two runs differently are left out: those of constants. */
function rankTerm(
  term: Term,
  index: number,
  observations: readonly Observation[],
): readonly TermRanking[] {
  const readings = (offset: number): Float64Array =>
    Float64Array.from(observations, (observation) =>
      observation.outcome === 'ok' ? (observation.readings[2 * index + offset] ?? NaN) : NaN,
    );
  return term.pattern.sides
    .map(({ comparison }) => ({
      term,
      ranking: rankRuns(readings(comparison === '<' ? 0 : 1), comparison),
    }))
    .filter(({ ranking }) => ranking.ends.length > 1);
}

function rankingKey({ order, ends }: Ranking): string {
  return `${order.join()};${ends.join()}`;
}

function fitGroup(
  group: readonly TermRanking[],
  split: (ranking: Ranking) => Split | undefined,
): readonly FittedGroup[] {
  const [first] = group;
  const best = first && split(first.ranking);
  if (first === undefined || best === undefined) return [];
  const end = best.satisfied.reduce((sum, one) => sum + one, 0);
  const members = group
    .map(({ term, ranking }) => ({
      term,
      comparison: ranking.comparison,
      inner: ranking.values[end - 1] ?? Number.NaN,
      outer: ranking.values[end] ?? Number.NaN,
    }))
    .toSorted((a, b) => a.term.complexity - b.term.complexity)
    .slice(0, MAX_MEMBERS);
  return [{ ranking: first.ranking, split: best, members }];
}
