import type { Growth } from '../core/finding.ts';
import type { TextPattern } from '../core/slow-path.ts';
import {
  type Climb,
  climbPattern,
  isSuperlinear,
  type Rung,
  steepness,
  type TextBench,
} from './climb.ts';
import { decompose } from './decompose.ts';
import { simplifyPattern } from './simplify.ts';
import { buildText, countForLength } from './text-pattern.ts';

/** A pattern whose cost is known to rise faster than its length. */
export interface SlowPattern {
  /** The text that it was seen in. */
  readonly source: string;
  readonly pattern: TextPattern;
  readonly growth: Growth;
  /** What growth was read from, ascending. */
  readonly rungs: readonly Rung[];
  /** The last of them. */
  readonly n: number;
  readonly size: number;
  readonly steps: number;
  /** Sparse, see Measurement.hits; at n. */
  readonly hits: Int32Array;
  /** Where most of that is spent: patterns with the same place are the same slow path. */
  readonly hottest: number;
}

export interface SlowPatternOptions {
  readonly bench: TextBench;
  /** Slow patterns at most. */
  readonly limit: number;
  /** Of all executions, steps; the last pattern may go past it, and the search for the first one to twice as many. */
  readonly totalSteps: number;
}

/** Fuel of one execution while patterns are compared, and when one is told. Steps. */
const CONTEST_STEPS = 2 ** 20;
const FINAL_STEPS = 2 ** 24;
/** What the largest input of a slow path should cost, so that its time is worth measuring. Steps. */
const SHOWN_STEPS = 2 ** 27;
/** Cost at which simpler patterns are compared. Steps. */
const SIMPLIFY_STEPS = 2 ** 17;

/** Patterns whose cost only bends up that are measured as far as a told one: the costliest of all, and each alone. */
const BENDING = 3;

/** So many times the steps may be used before anything is found. */
const PATIENCE = 2;
/** Patterns that are tried for one place of the program before it is given up. */
const ATTEMPTS = 3;

interface Contestant {
  readonly source: string;
  readonly pattern: TextPattern;
  readonly climb: Climb;
}

/**
 * Patterns behind slow texts whose cost grows faster than linearly by counts, steepest first, one for each place of the
 * program. Deterministic.
 * @param texts most promising first
 */
export async function findSlowPatterns(
  texts: readonly string[],
  { bench, limit, totalSteps }: SlowPatternOptions,
): Promise<readonly SlowPattern[]> {
  let used = 0;
  const counted: TextBench = {
    ...bench,
    measure: async (asked, options) => {
      const measured = await bench.measure(asked, options);
      for (const one of measured) used += (one?.steps ?? 0) + (one?.size ?? 0);
      return measured;
    },
  };
  const contestants: Contestant[] = [];
  const bending: Contestant[] = [];
  for (const text of new Set(texts)) {
    for (const { pattern } of decompose(text)) {
      if (used > totalSteps / 2) break;
      const climb = await climbPattern(pattern, counted, CONTEST_STEPS);
      if (climb === undefined) continue;
      if (isSuperlinear(climb.growth)) contestants.push({ source: text, pattern, climb });
      else if (climb.bend > 1) bending.push({ source: text, pattern, climb });
    }
  }
  for (const { source, pattern } of bending.toSorted(byBend).slice(0, BENDING)) {
    const climb = await climbPattern(pattern, counted, FINAL_STEPS);
    if (climb !== undefined && isSuperlinear(climb.growth))
      contestants.push({ source, pattern, climb });
  }
  const found: SlowPattern[] = [];
  const attempts = new Map<number, number>();
  for (const { source, pattern, climb } of inTurns(contestants.toSorted(bySteepness))) {
    if (found.length === limit || used > totalSteps * (found.length > 0 ? 1 : PATIENCE)) break;
    const place = await hottestOf(pattern, climb, counted);
    if (place === undefined || found.some(({ hottest }) => hottest === place.site)) continue;
    const before = attempts.get(place.site) ?? 0;
    attempts.set(place.site, before + 1);
    if (before >= ATTEMPTS) continue;
    const slow = await finish(pattern, climb, counted);
    if (slow !== undefined && found.every(({ hottest }) => hottest !== slow.hottest))
      found.push({ ...slow, source });
  }
  return found.toSorted((a, b) => steepness(b.growth) - steepness(a.growth) || b.steps - a.steps);
}

/** Exponents that are nearly the same are told apart by cost for the length. */
function bySteepness(a: Contestant, b: Contestant): number {
  const difference =
    Math.round(2 * steepness(b.climb.growth)) - Math.round(2 * steepness(a.climb.growth));
  return difference || rateOf(b) - rateOf(a);
}

/** One of every steepness before the second of any: what explodes would leave no room for other slow paths. */
function inTurns(sorted: readonly Contestant[]): readonly Contestant[] {
  const turns = new Map<number, number>();
  const turnOf = ({ climb }: Contestant): number => {
    const steep =
      climb.growth.class === 'exponential' ? Infinity : Math.round(steepness(climb.growth));
    const turn = turns.get(steep) ?? 0;
    turns.set(steep, turn + 1);
    return turn;
  };
  return sorted
    .map((contestant) => ({ contestant, turn: turnOf(contestant) }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ contestant }) => contestant);
}

function byBend(a: Contestant, b: Contestant): number {
  return b.climb.bend - a.climb.bend;
}

/** Steps per length to the power of growth, at the end. */
function rateOf({ climb: { growth, rungs } }: Contestant): number {
  const top = rungs.at(-1);
  if (top === undefined) return 0;
  const power = growth.class === 'exponential' ? 1 : Math.round(growth.exponent);
  return top.steps / top.size ** power;
}

async function hottestOf(
  pattern: TextPattern,
  { rungs }: Climb,
  bench: TextBench,
): Promise<{ readonly site: number; readonly hits: Int32Array } | undefined> {
  const top = rungs.at(-1);
  if (top === undefined) return undefined;
  const [measured] = await bench.measure([buildText(pattern, top.n)], {
    maxSteps: 2 * SHOWN_STEPS,
    hits: true,
  });
  const hits = measured?.hits;
  if (hits === undefined) return undefined;
  let most = 0;
  for (let k = 0; k < hits.length; k += 2) if ((hits[k + 1] ?? 0) > (hits[most + 1] ?? 0)) most = k;
  return { site: hits[most] ?? -1, hits };
}

/** Simplified, and measured as far as the fuel goes. */
async function finish(
  pattern: TextPattern,
  climb: Climb,
  bench: TextBench,
): Promise<Omit<SlowPattern, 'source'> | undefined> {
  const { rungs } = climb;
  const reference = referenceOf(rungs);
  if (reference === undefined) return undefined;
  const at = { length: buildText(pattern, reference.n).length, steps: reference.steps };
  const simple = await simplifyPattern(pattern, bench, at);
  const whole = await climbPattern(pattern, bench, FINAL_STEPS);
  const simpler = await climbPattern(simple, bench, FINAL_STEPS);
  // A simpler pattern may have kept its cost at one size and lost its growth.
  const keepsGrowth =
    simpler !== undefined &&
    isSuperlinear(simpler.growth) &&
    (whole === undefined || Math.min(3, steepness(whole.growth)) - steepness(simpler.growth) < 0.5);
  const chosen = keepsGrowth ? { pattern: simple, climb: simpler } : { pattern, climb: whole };
  if (chosen.climb === undefined || !isSuperlinear(chosen.climb.growth)) return undefined;
  const top = await furtherRung(chosen.pattern, chosen.climb, bench);
  if (top === undefined) return undefined;
  const place = await hottestOf(chosen.pattern, chosen.climb, bench);
  if (place === undefined) return undefined;
  const { growth } = chosen.climb;
  const measured = [...chosen.climb.rungs.filter((rung) => rung.n < top.n), top];
  const { n, size, steps } = top;
  const { hits, site } = place;
  return { pattern: chosen.pattern, growth, rungs: measured, n, size, steps, hits, hottest: site };
}

/** Large enough that what grows steeply is what costs: at small sizes a simpler pattern may cost as much without it. */
function referenceOf(rungs: readonly Rung[]): Rung | undefined {
  const least = Math.min(...rungs.map(({ size, steps }) => steps / size));
  const isSteep = ({ size, steps }: Rung): boolean =>
    steps >= SIMPLIFY_STEPS && steps >= 2 * least * size;
  return rungs.find(isSteep) ?? rungs.at(-1);
}

/** The pattern as large as it may be to cost {@link SHOWN_STEPS} as its growth goes; its last rung when that fails. */
async function furtherRung(
  pattern: TextPattern,
  { growth, rungs }: Climb,
  bench: TextBench,
): Promise<Rung | undefined> {
  const last = rungs.at(-1);
  if (last === undefined || growth.class === 'exponential') return last;
  const factor = (SHOWN_STEPS / last.steps) ** (1 / Math.max(1, growth.exponent));
  const n = Math.min(Math.floor(last.n * factor), countForLength(pattern, bench.maxLength));
  if (n <= last.n) return last;
  const [measured] = await bench.measure([buildText(pattern, n)], { maxSteps: 2 * SHOWN_STEPS });
  const hasEnded = measured?.outcome === 'ok' || measured?.outcome === 'threw';
  return measured !== undefined && hasEnded
    ? { n, size: measured.size, steps: measured.steps }
    : last;
}
