import type { Measurement } from '../core/executor.ts';
import type { Growth, GrowthPoint } from '../core/finding.ts';
import type { TextPattern } from '../core/slow-path.ts';
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
}

/** Smallest n, and sizes asked for in a pass over all that the fuel and the length allow. */
const LOWEST = 4;
const RATIO = 1.5;
/** Fewer than this below the end of fuel, and every n is asked for. */
const ENOUGH = 8;
const DENSE = 24;

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
  const growth = bench.fit(
    ascending.map(({ n, steps }) => ({ size: buildText(pattern, n).length - fixed, steps })),
  );
  return growth === undefined ? undefined : { growth, rungs: ascending, wall };
}

/** Orders growth, the steepest highest: an exponential is steeper than any power. */
export function steepness({ class: kind, exponent }: Growth): number {
  return kind === 'exponential' ? 100 + Math.min(exponent, 100) : exponent;
}

export function isSuperlinear({ class: kind }: Growth): boolean {
  return kind !== 'constant' && kind !== 'linear';
}
