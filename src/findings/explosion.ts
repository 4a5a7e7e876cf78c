import type { Growth, GrowthPoint } from '../core/finding.ts';

/** Sizes below the end of fuel from which it can be told how steeply cost goes up to it. */
const LEAST_POINTS = 3;
/** The cost of one size over that of the size before, at least, and of the largest size over the smallest. */
const LEAST_STEP = 1.5;
const LEAST_RISE = 32;
/** A lower power of size could have ended the fuel by its constant alone. */
const LEAST_POWER = 3;

/**
 * Growth of a cost that uses up all fuel within a handful of sizes, too few for a fit: every size costs several times what
 * the one before did. Exponential when log cost is at least as straight against size as against log size, a high power
 * otherwise. The interval is that of the slopes between neighbouring sizes.
 * @param points ascending sizes > 0 up to the end of fuel
 * @returns undefined when it is no explosion, or cannot be told
 */
export function fitExplosion(points: readonly GrowthPoint[]): Growth | undefined {
  const positive = points.filter(({ size, steps }) => size > 0 && steps > 0);
  const [first] = positive;
  const last = positive.at(-1);
  if (first === undefined || last === undefined || positive.length < LEAST_POINTS) return undefined;
  if (last.steps < LEAST_RISE * first.steps) return undefined;
  const risesThroughout = positive.every(
    ({ steps }, k) => k === 0 || steps >= LEAST_STEP * (positive[k - 1]?.steps ?? 0),
  );
  const power = lineOf(positive, Math.log2);
  if (!risesThroughout || power.slope < LEAST_POWER) return undefined;
  const exponential = lineOf(positive, (size) => size);
  const isExponential = exponential.r2 >= power.r2;
  const { slope, interval, r2 } = isExponential ? exponential : power;
  const kind = isExponential ? 'exponential' : 'cubic';
  return { class: kind, exponent: slope, interval, r2, points: positive };
}

interface Line {
  readonly slope: number;
  readonly interval: readonly [number, number];
  readonly r2: number;
}

/** Least squares of the cost's logarithm (base 2) on a measure of size. */
function lineOf(points: readonly GrowthPoint[], measure: (size: number) => number): Line {
  const xs = points.map(({ size }) => measure(size));
  const ys = points.map(({ steps }) => Math.log2(steps));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x0, y0] = [mean(xs), mean(ys)];
  const sxy = xs.reduce((sum, x, k) => sum + (x - x0) * ((ys[k] ?? 0) - y0), 0);
  const sxx = xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
  const syy = ys.reduce((sum, y) => sum + (y - y0) ** 2, 0);
  const slopes = xs.slice(1).map((x, k) => ((ys[k + 1] ?? 0) - (ys[k] ?? 0)) / (x - (xs[k] ?? 0)));
  return {
    slope: sxy / sxx,
    interval: [Math.min(...slopes), Math.max(...slopes)],
    r2: sxy ** 2 / (sxx * syy),
  };
}
