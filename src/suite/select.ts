import type { Outcome } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import { type HitProfile, similarity } from './hit-profile.ts';

/** A finding that was measured again, fully and in fresh state. */
export interface Candidate {
  readonly finding: Finding;
  readonly profile: HitProfile;
}

/** A candidate and why it is wanted: first of its slow path, or a further size of one. */
export type Selected<C extends Candidate> = C & { readonly role: 'path' | 'size' };

export interface SelectOptions {
  /** Tests wanted. Fewer are given when fewer are worth it. */
  readonly count: number;
  /** Two candidates at or above this cosine similarity, with the same hottest site, show the same slow path. */
  readonly similarityThreshold?: number;
  /** Candidates that cost less than this share of the costliest are no stress. */
  readonly minShare?: number;
}

/**
 * Profiles of one path at different sizes have a similarity of 0.98 and more, because small sites catch up in
 * logarithms; a path that lacks or adds a loop body falls below 0.95.
 */
const SIMILARITY_THRESHOLD = 0.97;
const MIN_SHARE = 0.01;

/** Deaths of the worker say nothing deterministic, and an input that ends the process is no test. */
const OUTCOMES_IN_SUITE: readonly Outcome[] = ['ok', 'threw', 'exited', 'steps-exceeded'];

/**
 * Orders candidates for a suite: the costliest first, then the costliest of every other slow path (hit profile), then,
 * path by path, further size bands. Equal inputs, and inputs of the same path and band (a factor of two in size), count
 * once. At most a quarter of the tests may have run out of fuel: such a test has no output and its cost is a lower bound.
 * Rank: steps, then steps per size, then smaller size, then age; a seed yields to a find of equal cost.
 * @returns best first; take as many as wanted from the front, what follows are substitutes.
 */
export function selectSuite<C extends Candidate>(
  candidates: readonly C[],
  options: SelectOptions,
): readonly Selected<C>[] {
  const threshold = options.similarityThreshold ?? SIMILARITY_THRESHOLD;
  const eligible = distinctInputs(candidates)
    .filter(({ finding }) => OUTCOMES_IN_SUITE.includes(finding.outcome))
    .toSorted(byRank);
  const floor = (options.minShare ?? MIN_SHARE) * (eligible[0]?.finding.steps ?? 0);
  const paths: { readonly lead: C; readonly bands: Map<number, C> }[] = [];
  for (const candidate of eligible) {
    if (candidate.finding.steps < floor) break;
    const path = paths.find(({ lead }) => isSamePath(lead.profile, candidate.profile, threshold));
    const band = Math.floor(Math.log2(Math.max(1, candidate.finding.size)));
    if (!path) paths.push({ lead: candidate, bands: new Map([[band, candidate]]) });
    else if (!path.bands.has(band)) path.bands.set(band, candidate);
  }
  const lists = paths.map(({ bands }) =>
    [...bands.values()].map((candidate, i): Selected<C> => ({
      ...candidate,
      role: i === 0 ? 'path' : 'size',
    })),
  );
  return limitOverBudget(roundRobin(lists), options.count);
}

function distinctInputs<C extends Candidate>(candidates: readonly C[]): C[] {
  const byInput = new Map<string, C>();
  for (const candidate of candidates) {
    const other = byInput.get(candidate.finding.input);
    if (!other || byRank(candidate, other) < 0) byInput.set(candidate.finding.input, candidate);
  }
  return [...byInput.values()];
}

function byRank(a: Candidate, b: Candidate): number {
  const [x, y] = [a.finding, b.finding];
  return (
    y.steps - x.steps ||
    y.steps / Math.max(1, y.size) - x.steps / Math.max(1, x.size) ||
    Number(isSeed(x)) - Number(isSeed(y)) ||
    x.size - y.size ||
    x.provenance.id - y.provenance.id
  );
}

/** Whether an input is one of the user's own, unchanged. */
export function isSeed(finding: Finding): boolean {
  return finding.provenance.op === 'seed';
}

function isSamePath(a: HitProfile, b: HitProfile, threshold: number): boolean {
  return a.hottest === b.hottest && similarity(a, b) >= threshold;
}

/** First of every list, then second of every list, and so on. */
function roundRobin<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => i).flatMap((i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  );
}

function limitOverBudget<C extends Candidate>(
  candidates: readonly C[],
  count: number,
): readonly C[] {
  let left = Math.max(1, Math.floor(count / 4));
  return candidates.filter(({ finding }) => finding.outcome !== 'steps-exceeded' || left-- > 0);
}
