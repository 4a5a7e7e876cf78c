import type { FileCoverage } from '../../harness/protocol.ts';
import type { SiteTable } from '../core/site.ts';
import type { ContrastPair, LineDifference, ProfiledRun } from '../core/synthesis.ts';
import { compareLines, contrast, costlierLines, lineHits } from './line-profile.ts';
import { type InputTokens, similarity, tokenize } from './similarity.ts';

/** Runs inputs under istanbul-lib-instrument. @returns one list of modules for each input, same order. */
export type CoverageOf = (
  inputs: readonly string[],
) => Promise<readonly (readonly FileCoverage[])[]>;

export interface PairOptions {
  /** An encoded input as people read it. */
  readonly show: (input: string) => string;
  /** Pairs at most. Default 6. */
  readonly limit?: number;
}

export interface MinedPairs {
  /** One for each hot place first, best first; then the same places at other sizes. */
  readonly pairs: readonly ContrastPair[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

const DEFAULT_LIMIT = 6;
/** A slow run costs at least so many times as much as its fast one. */
const MIN_RATIO = 1.2;
/** The fast run is at most so many times as large as the slow one. */
const MAX_SIZE_RATIO = 1.25;
/** Fast partners of one slow run that are looked at closely. */
const PARTNERS = 16;
/** A larger ratio tells no more: mostly the fast run then ended before anything began. */
const TELLING_RATIO = 16;
/** What a pair of inputs that have nothing in common is worth, of one of equal inputs. */
const UNLIKE = 0.2;
/** What a pair is worth whose fast run never came to the hot place: it says how to get there, not what costs there. */
const UNREACHED = 1 / 4;
/** A run that costs a sixteenth of the costliest one that is no larger makes a pair worth half: it is hardly slow. */
const SLOWNESS_POWER = 1 / 4;
/** A further pair is worth at least this part of the best one. */
const WORTHWHILE = 0.2;
/** Lines that tell at least this part of what the hot place tells are explained by the pair too. */
const EXPLAINED = 0.5;
/** Pairs of one hot place have sizes at least this factor apart. */
const SIZE_STEP = 2;

interface Candidate {
  readonly slow: ProfiledRun;
  readonly fast: ProfiledRun;
  readonly ratio: number;
  /** How much the pair tells: by costs and sizes, then by everything. */
  readonly score: number;
}

interface Scored extends Candidate {
  readonly similarity: number;
  /** The line whose hits differ most, by our counters: `file:line`. */
  readonly place: string;
  /** That line and others that differ about as much. */
  readonly explains: ReadonlySet<string>;
}

/**
 * Finds pairs of a slow and a fast run that show why the slow one is slow: inputs of like size, as alike as possible, of
 * which one costs much more; the best one for each hot place, then the same places at other sizes.
 * The slow run is never the larger one: else all that a pair shows may be that large inputs cost more. Where cost
 * depends on size alone there is no pair, which is told.
 * @param runs with hits
 */
export async function minePairs(
  runs: readonly ProfiledRun[],
  coverageOf: CoverageOf,
  sites: SiteTable,
  { show, limit = DEFAULT_LIMIT }: PairOptions,
): Promise<MinedPairs> {
  const candidates = likeSizeCandidates(runs);
  if (candidates.length === 0) return { pairs: [], notes: [whyNone(runs)] };
  const chosen = choose(score(candidates, sites, show), limit);
  const inputs = [...new Set(chosen.flatMap(({ slow, fast }) => [slow.input, fast.input]))];
  const measured = await coverageOf(inputs);
  const coverage = new Map(inputs.map((input, i) => [input, measured[i] ?? []]));
  const pairs = chosen.map(({ slow, fast, ratio, similarity: alike }, i): ContrastPair => {
    const slowCoverage = coverage.get(slow.input) ?? [];
    const fastCoverage = coverage.get(fast.input) ?? [];
    const lines = compareLines(
      lineHits(slowCoverage, slow.hits, sites),
      lineHits(fastCoverage, fast.hits, sites),
    );
    return {
      id: `p${i + 1}`,
      slow,
      fast,
      ratio,
      similarity: alike,
      lines: costlierLines(lines),
      slowCoverage,
      fastCoverage,
    };
  });
  return { pairs, notes: [] };
}

/** For each run the partners that are worth a closer look. */
function likeSizeCandidates(runs: readonly ProfiledRun[]): readonly Candidate[] {
  const bySize = runs.toSorted((a, b) => a.size - b.size || b.steps - a.steps);
  let costliest = 1;
  return bySize.flatMap((slow, from) => {
    costliest = Math.max(costliest, slow.steps);
    const slowness = (slow.steps / costliest) ** SLOWNESS_POWER;
    const partners: Candidate[] = [];
    for (let i = firstOfSize(bySize, from); i < bySize.length; i++) {
      const fast = bySize[i];
      if (fast === undefined || fast.size > MAX_SIZE_RATIO * slow.size) break;
      const ratio = slow.steps / Math.max(1, fast.steps);
      if (ratio < MIN_RATIO) continue;
      const apart = (fast.size / slow.size - 1) / (MAX_SIZE_RATIO - 1);
      const telling = Math.log(Math.min(ratio, TELLING_RATIO));
      partners.push({ slow, fast, ratio, score: slowness * telling * (1 - apart / 2) });
    }
    return partners.toSorted(byScore).slice(0, PARTNERS);
  });
}

/** Index of the first run that has the size of the one at `from`. */
function firstOfSize(bySize: readonly ProfiledRun[], from: number): number {
  let first = from;
  while (first > 0 && bySize[first - 1]?.size === bySize[from]?.size) first--;
  return first;
}

function score(
  candidates: readonly Candidate[],
  sites: SiteTable,
  show: PairOptions['show'],
): readonly Scored[] {
  const tokens = memo((run: ProfiledRun): InputTokens => tokenize(show(run.input)));
  const lines = memo((run: ProfiledRun) => lineHits([], run.hits, sites));
  const most = Math.max(...candidates.map(excess));
  return candidates
    .map((candidate): Scored => {
      const { slow, fast } = candidate;
      const alike = similarity(tokens(slow), tokens(fast));
      const { isReached, ...explained } = explain(compareLines(lines(slow), lines(fast)));
      const worth =
        (UNLIKE + (1 - UNLIKE) * alike) *
        (isReached ? 1 : UNREACHED) *
        // Differences of a few steps are everywhere, and explain nothing.
        (Math.log(excess(candidate)) / Math.log(Math.max(2, most)));
      return {
        ...candidate,
        ...explained,
        similarity: alike,
        score: candidate.score * worth,
      };
    })
    .toSorted(byScore);
}

/** Steps that the slow run has more; at least 1. */
function excess({ slow, fast }: Candidate): number {
  return Math.max(1, slow.steps - fast.steps);
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

function explain(
  lines: readonly LineDifference[],
): Pick<Scored, 'explains' | 'place'> & { readonly isReached: boolean } {
  const weights = lines.map(({ slowHits, fastHits }) =>
    slowHits > fastHits ? contrast(slowHits, fastHits) : 0,
  );
  const most = Math.max(0, ...weights);
  const hottest = lines[weights.indexOf(most)];
  if (hottest === undefined) return { place: '', explains: new Set(), isReached: true };
  const explained = lines.filter((_, i) => (weights[i] ?? 0) >= EXPLAINED * most);
  return {
    place: nameOf(hottest),
    explains: new Set(explained.map(nameOf)),
    isReached: hottest.fastHits > 0,
  };
}

function nameOf({ file, line }: LineDifference): string {
  return `${file}:${line}`;
}

/** @param candidates best first */
function choose(candidates: readonly Scored[], limit: number): readonly Scored[] {
  const chosen: Scored[] = [];
  const worthwhile = candidates.filter(
    (one) => one.score >= WORTHWHILE * (candidates[0]?.score ?? 0),
  );
  const take = (wanted: (candidate: Scored) => boolean): void => {
    for (const candidate of worthwhile) {
      if (chosen.length < limit && wanted(candidate)) chosen.push(candidate);
    }
  };
  take(({ place }) => chosen.every(({ explains }) => !explains.has(place)));
  take(({ place, slow }) => {
    const same = chosen.filter(({ explains }) => explains.has(place));
    return same.length > 0 && same.every((one) => areApart(one.slow.size, slow.size));
  });
  return chosen;
}

function areApart(a: number, b: number): boolean {
  return Math.max(a, b) >= SIZE_STEP * Math.min(a, b);
}

function byScore(a: Candidate, b: Candidate): number {
  return (
    b.score - a.score ||
    b.slow.steps - a.slow.steps ||
    order(a.slow.input, b.slow.input) ||
    order(a.fast.input, b.fast.input)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function whyNone(runs: readonly ProfiledRun[]): string {
  const sizes = runs.map(({ size }) => size).toSorted((a, b) => a - b);
  const isAlike = sizes.some((size, i) => size <= MAX_SIZE_RATIO * (sizes[i - 1] ?? 0));
  return isAlike
    ? `no contrast pairs: none of ${runs.length} inputs costs ${MIN_RATIO} times as much as another one of like size, so the cost seems to depend on the size alone`
    : `no contrast pairs: of ${runs.length} inputs that were profiled, no two are of like size`;
}
