import { isSeed } from '../select.ts';
import { costsOf, isCalm, isSamePath, type ScoredInput } from './scored-input.ts';
import { declaredPairs, type Pair, pairMargin, suiteCosts } from './separation.ts';

export interface SelectSeparatingOptions {
  /** Of the solutions' declared classes; equal ones are not to be told apart. */
  readonly ranks: readonly number[];
  /** Tests wanted. */
  readonly count: number;
  /** Steps that one test may cost the slowest solution. */
  readonly maxSteps: number;
  /** Steps that all tests together may cost the slowest solution. */
  readonly maxTotalSteps: number;
}

/** A ratio that leaves no doubt; beyond it, more is worth less. Natural logarithm. */
const CLEAR = Math.LN2;
/** More than this ratio adds nothing. Natural logarithm. */
const ENOUGH = Math.log(10_000);
/** What a pair in the wrong order weighs, a pair in doubt, a clear one: per unit of the log ratio. */
const WRONG_WEIGHT = 16;
const DOUBTFUL_WEIGHT = 4;
const CLEAR_WEIGHT = 0.5;
/** Worth of stress: per e-fold of a test's cost to its slowest solution, on average over the tests. */
const STRESS_WEIGHT = 1;
/** Worth of a slow path that no test shows yet, and of a size band that it has not been shown at. */
const PATH_WORTH = 0.3;
const BAND_WORTH = 0.15;
/** Exchanges of a chosen test for a better one, in rounds over all tests. */
const EXCHANGE_ROUNDS = 3;

/**
 * Chooses the tests that tell solutions of different classes apart best: greedily, then by exchanging single tests as
 * long as that helps. What counts is the worst pair first (see pairMargin), then the cost of the inefficient ones, then how many slow paths and sizes are shown. What is slow for everyone
 * adds to the totals of both sides of a pair and so takes away from its ratio.
 * Never taken: seeds, inputs on which a solution does not end by itself, inputs over the limit of a test.
 * Deterministic; O(count · candidates · pairs) for each round.
 * @returns best first: the order in which the tests raise the worth of the suite.
 */
export function selectSeparating<S extends ScoredInput>(
  candidates: readonly S[],
  options: SelectSeparatingOptions,
): readonly S[] {
  const eligible = candidates
    .filter((one) => isCalm(one) && !isSeed(one.finding) && maxCost(one) <= options.maxSteps)
    .map((input, index): Row<S> => ({ input, index, costs: costsOf(input) }));
  const pairs = declaredPairs(options.ranks);
  const paths = clusterPaths(eligible);
  const worth = (rows: readonly Row<S>[]): number => worthOf(rows, pairs, paths, options);
  const chosen: Row<S>[] = [];
  while (chosen.length < options.count) {
    const next = best(eligible, chosen, (row) => worth([...chosen, row]));
    if (next === undefined) break;
    chosen.push(next.row);
  }
  for (let round = 0; round < EXCHANGE_ROUNDS; round++) {
    let isBetter = false;
    for (let k = 0; k < chosen.length; k++) {
      const now = worth(chosen);
      const swapped = best(eligible, chosen, (row) => worth(chosen.with(k, row)));
      if (swapped === undefined || swapped.worth <= now + 1e-9) continue;
      chosen[k] = swapped.row;
      isBetter = true;
    }
    if (!isBetter) break;
  }
  return chosen.map(({ input }) => input);
}

interface Row<S> {
  readonly input: S;
  readonly index: number;
  readonly costs: readonly number[];
}

function maxCost(input: ScoredInput): number {
  return Math.max(...costsOf(input));
}

function best<S>(
  rows: readonly Row<S>[],
  chosen: readonly Row<S>[],
  worth: (row: Row<S>) => number,
): { readonly row: Row<S>; readonly worth: number } | undefined {
  const taken = new Set(chosen.map(({ index }) => index));
  let found: { readonly row: Row<S>; readonly worth: number } | undefined;
  for (const row of rows) {
    if (taken.has(row.index)) continue;
    const value = worth(row);
    if (value > (found?.worth ?? Number.NEGATIVE_INFINITY)) found = { row, worth: value };
  }
  return found;
}

/** Worth of a set of tests; minus infinity when it takes too long. */
function worthOf(
  rows: readonly Row<ScoredInput>[],
  pairs: readonly Pair[],
  paths: readonly number[],
  { ranks, maxTotalSteps }: SelectSeparatingOptions,
): number {
  const together = suiteCosts(
    rows.map(({ costs }) => costs),
    ranks.length,
  );
  if (together.totals.some((total) => total > maxTotalSteps)) return Number.NEGATIVE_INFINITY;
  let [sum, least] = [0, ENOUGH];
  for (const pair of pairs) {
    const margin = pairMargin(together, pair);
    sum += marginWorth(margin);
    least = Math.min(least, margin);
  }
  const stress = rows.reduce((all, { input }) => all + Math.log(maxCost(input)), 0) / rows.length;
  const spread = pairs.length === 0 ? 0 : sum / pairs.length + marginWorth(least);
  return spread + STRESS_WEIGHT * stress + diversity(rows, paths);
}

function marginWorth(margin: number): number {
  if (margin < 0) return WRONG_WEIGHT * margin;
  const clear = Math.min(margin, CLEAR);
  return DOUBTFUL_WEIGHT * clear + CLEAR_WEIGHT * (Math.min(margin, ENOUGH) - clear);
}

function diversity(rows: readonly Row<ScoredInput>[], paths: readonly number[]): number {
  const shown = new Set<string>();
  let worth = 0;
  for (const { input, index } of rows) {
    const path = String(paths[index] ?? -1);
    const band = `${path}:${Math.floor(Math.log2(Math.max(1, input.finding.size)))}`;
    if (!shown.has(path)) worth += PATH_WORTH;
    if (!shown.has(band)) worth += BAND_WORTH;
    shown.add(path).add(band);
  }
  return worth;
}

/** Number of the slow path that each row shows; rows of one path share a solution, its hottest site and its profile. */
function clusterPaths(rows: readonly Row<ScoredInput>[]): readonly number[] {
  const leads: ScoredInput[] = [];
  return rows.map(({ input }) => {
    const known = leads.findIndex((lead) => isSamePath(lead, input));
    return known >= 0 ? known : leads.push(input) - 1;
  });
}
