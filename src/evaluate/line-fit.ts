import { median, tQuantile975 } from './statistics.ts';

/** A weighted straight line y = intercept + slope · x. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** 95 % t interval of the slope; infinite with fewer than three points. */
  readonly slopeInterval: readonly [number, number];
  /** Weighted share of the variance of y that the line explains, 0 to 1; 1 when y is constant and met exactly. */
  readonly r2: number;
  /** Weighted sum of squared residuals over the sum of weights. */
  readonly meanSquare: number;
}

/** Residuals beyond this many robust standard deviations lose all weight (Tukey's biweight at 95 % efficiency). */
const TUKEY = 4.685;
/** Least scale of residuals, so that points which are nearly on the line are never outliers. */
const MIN_SCALE = 0.02;
const ITERATIONS = 12;

/**
 * Fits a line that a few outliers do not move: begins with the median of all pairwise slopes (Theil 1950, Sen 1968) and
 * refines by iteratively reweighted least squares with Tukey's biweight on residuals, scaled by their median absolute
 * deviation (Beaton & Tukey 1974), times the given prior weights.
 * Assumes fewer than about 29 % of the points to be off. O(n²).
 * @param x at least two distinct values
 * @param weights prior weights, positive; same length as x and y
 */
export function fitLine(
  x: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): LineFit {
  let { slope, intercept } = medianLine(x, y);
  let line: LineFit | undefined;
  for (let i = 0; i < ITERATIONS; i++) {
    const residuals = x.map((value, k) => Math.abs((y[k] ?? 0) - intercept - slope * value));
    const limit = TUKEY * Math.max(1.4826 * median(residuals), MIN_SCALE);
    const used = weights.map((weight, k) => weight * biweight((residuals[k] ?? 0) / limit));
    // Half of the points lie within the median residual, so at least half keep weight.
    line = leastSquares(x, y, used);
    const moved = Math.abs(line.slope - slope);
    ({ slope, intercept } = line);
    if (moved < 1e-12) break;
  }
  return line ?? leastSquares(x, y, weights);
}

function medianLine(
  x: readonly number[],
  y: readonly number[],
): { slope: number; intercept: number } {
  const slopes: number[] = [];
  x.forEach((x1, i) => {
    for (let j = 0; j < i; j++) {
      const dx = x1 - (x[j] ?? 0);
      if (dx !== 0) slopes.push(((y[i] ?? 0) - (y[j] ?? 0)) / dx);
    }
  });
  const slope = slopes.length > 0 ? median(slopes) : 0;
  return { slope, intercept: median(x.map((value, i) => (y[i] ?? 0) - slope * value)) };
}

function biweight(u: number): number {
  return u >= 1 ? 0 : (1 - u * u) ** 2;
}

function leastSquares(
  x: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): LineFit {
  const total = sum(weights);
  const meanX = sum(x.map((value, i) => value * (weights[i] ?? 0))) / total;
  const meanY = sum(y.map((value, i) => value * (weights[i] ?? 0))) / total;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  x.forEach((value, i) => {
    const w = weights[i] ?? 0;
    const dx = value - meanX;
    const dy = (y[i] ?? 0) - meanY;
    sxx += w * dx * dx;
    sxy += w * dx * dy;
    syy += w * dy * dy;
  });
  const slope = sxx > 0 ? sxy / sxx : 0;
  const rest = Math.max(0, syy - slope * sxy);
  // Rejected points carry no information, so they are no degrees of freedom either.
  const df = weights.filter((weight) => weight > 1e-6).length - 2;
  const half =
    df >= 1 && sxx > 0
      ? tQuantile975(df) * Math.sqrt(((rest / total) * (df + 2)) / df / ((sxx / total) * (df + 2)))
      : Number.POSITIVE_INFINITY;
  return {
    slope,
    intercept: meanY - slope * meanX,
    slopeInterval: [slope - half, slope + half],
    r2: syy > 1e-18 ? 1 - rest / syy : 1,
    meanSquare: rest / total,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
