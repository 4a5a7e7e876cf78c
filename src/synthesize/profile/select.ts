import type { VerifiedCandidate } from './verify.ts';

const MAX_CONSTRAINTS = 12;
/** Of the same variables at the same place: the best few say all there is to say. */
const MAX_PER_SUBJECT = 2;
/** Of the same pattern, over different variables: often the same data under other names. */
const MAX_PER_PATTERN = 2;
/** How often code runs is what is to be explained rather than what explains it. */
const MAX_ABOUT_WORK = 3;
/** Conditions that hold in so nearly the same runs are one condition in two spellings. Jaccard index. */
const SAME_RUNS = 0.9;
/** Inputs that satisfy a condition cost at least so many times as much as others of like size. */
const LEAST_RATIO = 1.2;

/** What one part more in a term costs: of conditions that explain the same, the simpler one is better. */
const SIMPLICITY = 0.97;
const ABOUT_WORK = 0.6;
/** What changes in the course of a run says less about what the run was given. */
const UNSTEADY = 0.75;
const ABSOLUTE = 0.9;
const ABOUT_SIZE = 0.8;

export interface Selection {
  /** See chanceLevel. */
  readonly chance: number;
  /** A condition has to tell a contrast pair apart. */
  readonly needsPair: boolean;
  /** Satisfaction by run of what is accepted already. */
  readonly taken: readonly Uint8Array[];
}

/**
 * Chooses what is proposed: what explains most first, preferring data over work and simple over complicated; nothing
 * twice, and not too much about one thing.
 */
export function selectCandidates(
  candidates: readonly VerifiedCandidate[],
  { chance, needsPair, taken }: Selection,
): readonly VerifiedCandidate[] {
  const sound = candidates.filter(
    (one) => one.explained > chance && isUplifting(one) && (one.separated > 0 || !needsPair),
  );
  const ranked = sound.toSorted((a, b) => scoreOf(b) - scoreOf(a) || order(a.when, b.when));
  return pick(ranked, taken, MAX_CONSTRAINTS);
}

/** Chooses among conditions on sizes by what they explain of the costs as they are. */
export function selectSizes(
  candidates: readonly VerifiedCandidate[],
  chance: number,
): readonly VerifiedCandidate[] {
  const ranked = candidates
    .filter(({ explained }) => explained > chance)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || order(a.when, b.when));
  return pick(ranked, [], MAX_PER_SUBJECT);
}

function isUplifting({ uplift }: VerifiedCandidate): boolean {
  return uplift !== undefined && uplift.ratio >= LEAST_RATIO && uplift.interval[0] > 1;
}

function scoreOf(one: VerifiedCandidate): number {
  const complexity = one.parts.reduce((sum, { term }) => sum + term.complexity, 0);
  const isSteady = one.parts.every(({ term }) => term.isSteady);
  const isAbsolute = one.parts.some(({ term }) => term.pattern.isAbsolute);
  return (
    one.explained *
    SIMPLICITY ** complexity *
    (isSteady ? 1 : UNSTEADY) *
    (isAbsolute ? ABSOLUTE : 1) *
    (one.parts.some(({ term }) => term.pattern.about === 'size') ? ABOUT_SIZE : 1) *
    (isAboutWork(one) ? ABOUT_WORK : 1)
  );
}

function isAboutWork({ parts }: VerifiedCandidate): boolean {
  return parts.some(({ term }) => term.pattern.about === 'work');
}

/** @param ranked best first */
function pick(
  ranked: readonly VerifiedCandidate[],
  taken: readonly Uint8Array[],
  limit: number,
): readonly VerifiedCandidate[] {
  const chosen: VerifiedCandidate[] = [];
  const known = [...taken];
  const counts = new Map<string, number>();
  for (const one of ranked) {
    if (chosen.length >= limit) break;
    const quotas = quotasOf(one);
    if (quotas.some(([key, most]) => (counts.get(key) ?? 0) >= most)) continue;
    if (known.some((other) => likeness(other, one.satisfied) >= SAME_RUNS)) continue;
    chosen.push(one);
    known.push(one.satisfied);
    for (const [key] of quotas) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return chosen;
}

/** What a candidate counts for, and how many of that may be chosen. */
function quotasOf(one: VerifiedCandidate): readonly (readonly [key: string, most: number])[] {
  const { place, parts } = one;
  const paths = new Set(parts.flatMap(({ term }) => Object.values(term.fillings)));
  const subject = JSON.stringify([place.file, place.functionAt, [...paths].toSorted()]);
  const pattern = parts.map(({ term }) => term.pattern.id).join();
  return [
    [subject, MAX_PER_SUBJECT],
    [pattern, MAX_PER_PATTERN],
    ...(isAboutWork(one) ? [['work', MAX_ABOUT_WORK] as const] : []),
  ];
}

/** Jaccard index of two sets of runs. */
function likeness(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  a.forEach((one, run) => {
    const other = b[run] ?? 0;
    both += one & other;
    either += one | other;
  });
  return either === 0 ? 1 : both / either;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
