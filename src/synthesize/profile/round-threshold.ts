/** Significant digits tried before the plain middle is taken. */
const MAX_DIGITS = 6;
/** How far from the middle of the gap, as a share of it: not at its ends, which are values of runs. */
const INSIDE = 0.35;

/**
 * The simplest number well inside the gap between two classes: of those not close to its ends, the one with the fewest significant
 * digits, and of these the one closest to the middle. Infinite ends are taken for ten times the other one, or ±10.
 * @param a,b the ends of the gap, in any order, different
 * @returns strictly between a and b.
 */
export function roundThreshold(a: number, b: number): number {
  const [low, high] = finiteEnds(Math.min(a, b), Math.max(a, b));
  const middle = low + (high - low) / 2;
  const most = INSIDE * (high - low);
  if (low < 0 && high > 0 && Math.abs(middle) <= most) return 0;
  const top = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let digit = 0; digit < MAX_DIGITS; digit++) {
    // Multiples of a power of ten are written with its inverse, so that 0.3 is not 0.30000000000000004.
    const power = top - digit;
    const rounded =
      power >= 0
        ? Math.round(middle / 10 ** power) * 10 ** power
        : Math.round(middle * 10 ** -power) / 10 ** -power;
    if (Math.abs(rounded - middle) <= most) return rounded;
  }
  return middle;
}

function finiteEnds(low: number, high: number): readonly [number, number] {
  if (low === -Infinity && high === Infinity) return [-10, 10];
  if (low === -Infinity) return [high - Math.max(10, 9 * Math.abs(high)), high];
  if (high === Infinity) return [low, low + Math.max(10, 9 * Math.abs(low))];
  return [low, high];
}
