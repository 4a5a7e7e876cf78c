import type { Comparison } from './split.ts';

/** A comparison with a number, `> 0.5`, `<= 3`. */
export interface Threshold {
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: number;
}

/** Significant digits tried before the plain middle is taken. */
const MAX_DIGITS = 15;
/** Digits that are few enough to be preferred over the value of a run. */
const FEW_DIGITS = 3;
/** How near to the satisfying value a threshold may come, as a share of the gap. */
const CLEARANCE = 0.15;

/**
 * The simplest threshold in the gap between two classes of runs: the number with the fewest significant digits, and of
 * these the one closest to the middle. It may be the value that is not to satisfy it, so that whole numbers are told
 * apart by whole numbers. Where all numbers in the gap are long and the satisfying value is not, that one, inclusive.
 * Infinite ends are taken for ten times the other one, or ±10.
 * @param inner the last value that satisfies it
 * @param outer the first value that does not
 */
export function roundThreshold(comparison: Comparison, inner: number, outer: number): Threshold {
  const [from, to] = finiteEnds(outer, inner);
  const middle = from + (to - from) / 2;
  const furthest = to - CLEARANCE * (to - from);
  const low = Math.min(from, furthest);
  const high = Math.max(from, furthest);
  const simple = simplest(low, high, middle);
  if (simple === undefined || simple.digits > FEW_DIGITS) {
    const own = simplest(to, to, to);
    if (own !== undefined && own.digits <= FEW_DIGITS) {
      return { operator: `${comparison}=`, value: own.value };
    }
  }
  return { operator: comparison, value: simple?.value ?? middle };
}

/** Both ends belong to the range. */
function simplest(
  low: number,
  high: number,
  middle: number,
): { readonly value: number; readonly digits: number } | undefined {
  if (low <= 0 && high >= 0) return { value: 0, digits: 0 };
  const top = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let digits = 1; digits <= MAX_DIGITS; digits++) {
    const power = top + 1 - digits;
    // Multiples of a power of ten are written with its inverse, so that 0.3 is not 0.30000000000000004.
    const scale = (multiple: number): number =>
      power >= 0 ? multiple * 10 ** power : multiple / 10 ** -power;
    const wanted = power >= 0 ? middle / 10 ** power : middle * 10 ** -power;
    const nearest = [Math.floor(wanted), Math.ceil(wanted)]
      .map(scale)
      .filter((value) => value >= low && value <= high)
      .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    if (nearest !== undefined) return { value: nearest, digits };
  }
  return undefined;
}

function finiteEnds(outer: number, inner: number): readonly [number, number] {
  const far = (value: number): number => Math.max(10, 9 * Math.abs(value));
  if (Number.isFinite(outer)) {
    return [outer, Number.isFinite(inner) ? inner : outer + Math.sign(inner) * far(outer)];
  }
  if (Number.isFinite(inner)) return [inner + Math.sign(outer) * far(inner), inner];
  return [Math.sign(outer) * 10, Math.sign(inner) * 10];
}
