import type { Measurement } from '../core/executor.ts';
import type { Growth, GrowthPoint } from '../core/finding.ts';
import type { TextPattern } from '../core/slow-path.ts';
import { bendOf } from './bend.ts';
import { fitExplosion } from './explosion.ts';
import { buildText, countForLength } from './text-pattern.ts';

/** Runs texts in the place where the pattern's text stands. */
export interface TextBench {
  /** @returns the measurement, or undefined where the text is no valid input. One per text, same order. */
  measure(
    texts: readonly string[],
    options: { readonly maxSteps: number; readonly hits?: boolean },
  ): Promise<readonly (Measurement | undefined)[]>;
  /** Longest text worth running. Characters. */
  readonly maxLength: number;
  /** Fits cost to size; `fitGrowth` of src/evaluate. */
  readonly fit: (points: readonly GrowthPoint[]) => Growth | undefined;
}

/** One value of n, measured. */
export interface Rung extends GrowthPoint {
  readonly n: number;
}

/** How the cost of a pattern rises with n. */
export interface Climb {
  /** Over the length of what grows: a long part that stays would make any growth look steep. */
  readonly growth: Growth;
  /** Ascending n; costs of inputs that ended by themselves. */
  readonly rungs: readonly Rung[];
  /** The least n that ran out of fuel; Infinity for none. */
  readonly wall: number;
  /** Where growth counts as linear: how far the line bends up until the longest text, see {@link bendOf}; 1 for straight. */
  readonly bend: number;
}

/** Smallest n, and sizes asked for in a pass over all that the fuel and the length allow. */
const LOWEST = 4;
const RATIO = 1.5;
/** Fewer than this below the end of fuel, and every n is asked for. */
const ENOUGH = 8;
const DENSE = 24;
/** What bends up is told from straight lines by its largest sizes alone. */
const TAIL = 7;
/** A line that bends less than this is straight. */
const LEAST_BEND = 1.5;

/**
 * Measures a pattern at geometrically spaced n, from small to large, until fuel or length are used up, and fits growth.
 * @param maxSteps fuel of one execution
 * @returns undefined when too few sizes could be measured.
 */
export async function climbPattern(
  pattern: TextPattern,
  bench: TextBench,
  maxSteps: number,
): Promise<Climb | undefined> {
  if (!pattern.some(({ kind }) => kind !== 'literal')) return undefined;
  const last = countForLength(pattern, bench.maxLength);
  const rungs = new Map<number, Rung>();
  let wall = Infinity;
  const visit = async (n: number): Promise<void> => {
    if (n >= wall || rungs.has(n)) return;
    const [measured] = await bench.measure([buildText(pattern, n)], { maxSteps });
    if (measured === undefined) return;
    const { outcome, size, steps } = measured;
    if (outcome === 'steps-exceeded' || outcome === 'timed-out') wall = n;
    else if (outcome === 'ok' || outcome === 'threw') rungs.set(n, { n, size, steps });
  };
  for (let n = Math.min(LOWEST, last); n < last; n = Math.ceil(n * RATIO)) await visit(n);
  await visit(last);
  // Exponential cost leaves little room below the end of fuel.
  const end = Math.min(wall - 1, last);
  if (rungs.size < ENOUGH && end <= DENSE * DENSE)
    for (let k = 1; k <= DENSE; k++) await visit(Math.max(1, Math.round((end * k) / DENSE)));
  const ascending = [...rungs.values()].toSorted((a, b) => a.n - b.n);
  const fixed = buildText(pattern, 0).length;
  const points = ascending.map(({ n, steps }) => ({
    size: buildText(pattern, n).length - fixed,
    steps,
  }));
  const growth = bench.fit(points) ?? (wall === Infinity ? undefined : fitExplosion(points));
  if (growth === undefined) return undefined;
  const straight = { growth, rungs: ascending, wall, bend: 1 };
  if (isSuperlinear(growth)) return straight;
  const bend = bendOf(points, bench.maxLength - fixed);
  if (bend < LEAST_BEND && !hasBent(points)) return straight;
  const tail = bench.fit(points.slice(-TAIL));
  const isSteep = tail !== undefined && isSuperlinear(tail);
  return { growth: isSteep ? tail : growth, rungs: ascending, wall, bend };
}

/** Whether the last sizes cost far more for their length than the cheapest: nothing is left to bend at the longest. */
function hasBent(points: readonly GrowthPoint[]): boolean {
  const last = points.at(-1);
  const tail = points.slice(-TAIL);
  const rates = tail.map(({ size, steps }) => steps / size);
  return last !== undefined && last.steps / last.size >= LEAST_BEND * Math.min(...rates);
}

/** Orders growth, the steepest highest: an exponential is steeper than any power. */
export function steepness({ class: kind, exponent }: Growth): number {
  return kind === 'exponential' ? 100 + Math.min(exponent, 100) : exponent;
}

export function isSuperlinear({ class: kind }: Growth): boolean {
  return kind !== 'constant' && kind !== 'linear';
}
