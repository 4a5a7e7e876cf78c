import type { Growth, GrowthClass, GrowthPoint } from '../core/finding.ts';
import { type LineFit, fitLine } from './line-fit.ts';

/** Fewer sizes than this say nothing about growth. */
export const MIN_GROWTH_POINTS = 6;

/** A whole rise below this share of the largest cost is no growth. */
const FLAT_RISE = 0.001;

/** How much better (ratio of mean square residuals) the exponential has to fit than the power law. */
const EXPONENTIAL_ADVANTAGE = 4;
/** No exponential is believed whose cost rises by fewer doublings than this … */
const EXPONENTIAL_DOUBLINGS = 4;
/** … or whose power law would have a smaller exponent than this. */
const EXPONENTIAL_POWER = 2.5;

/**
 * Fits cost as a function of size.
 *
 * Model: cost = b + a · n^k. Estimator: slope of the logarithm of the cost's *difference quotients* on log size, plus
 * one. Differences take out the constant b (start-up, module initialisation), which would otherwise flatten the slope.
 * The size that a quotient stands for is the Stolarsky mean of its two sizes for the exponent estimated so far, which
 * makes a pure power law exact for any spacing.
 * Weights are the square roots of sizes: lower-order terms bias the small end.
 * Points that break monotonicity (a search that failed at one size, a plateau) are left out: a longest increasing run
 * of costs is kept. What remains of outliers is met by robust weights, see {@link fitLine}.
 * The interval is the t interval of that slope: it assumes independent residuals, and tells how well one power law
 * describes these points, not what happens beyond them.
 * Exponential: log cost against size is straight, and by far straighter than against log size.
 * Classes by exponent: below 0.4 constant (logarithms too), up to 1.25 linear, up to 1.75 superlinear, up to 2.5
 * quadratic, above cubic (or a higher power); n log n, told from powers by its fit, counts as linear.
 * O(n²) in the number of points.
 *
 * @param points at least 6 distinct sizes > 0, geometrically spaced for best results; of equal sizes the costliest counts
 * @returns undefined when there are fewer than 6 distinct sizes.
 */
export function fitGrowth(points: readonly GrowthPoint[]): Growth | undefined {
  const curve = costliestPerSize(points);
  if (curve.length < MIN_GROWTH_POINTS) return undefined;
  const chain = longestIncreasing(curve);
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const flat = chain.length < 3 || last.steps - first.steps < FLAT_RISE * last.steps;
  if (flat) return { class: 'constant', exponent: 0, interval: [0, 0], r2: 1, points: curve };
  // Costs that go up and down like noise have no increasing run worth a name: then all points count as they are.
  const erratic = chain.length < Math.max(4, curve.length / 2);
  const power = erratic ? fitRaw(curve) : fitPower(chain);
  const exponential = erratic ? undefined : fitExponential(chain);
  if (exponential && isExponential(power, exponential, chain)) {
    return growth('exponential', exponential, curve);
  }
  return growth(classOf(power, chain, erratic), power, curve);
}

/** True only when the classes differ and the intervals do not overlap: what may be called a change. */
export function growthChanged(before: Growth, after: Growth): boolean {
  if (before.class === after.class) return false;
  // Exponents of powers and of exponentials are different quantities: their intervals cannot be compared.
  if (before.class === 'exponential' || after.class === 'exponential') return true;
  return before.interval[1] < after.interval[0] || after.interval[1] < before.interval[0];
}

/** A fit in terms of the exponent (powers) or of doublings per unit of size (exponential). */
interface CurveFit {
  readonly exponent: number;
  readonly interval: readonly [number, number];
  readonly r2: number;
  /** Mean squared residual in log cost; comparable between models of the same points. */
  readonly meanSquare: number;
}

function growth(kind: GrowthClass, fit: CurveFit, points: readonly GrowthPoint[]): Growth {
  return { class: kind, exponent: fit.exponent, interval: fit.interval, r2: fit.r2, points };
}

function costliestPerSize(points: readonly GrowthPoint[]): GrowthPoint[] {
  const best = new Map<number, number>();
  for (const { size, steps } of points) {
    if (size > 0 && Number.isFinite(size) && Number.isFinite(steps)) {
      best.set(size, Math.max(best.get(size) ?? 0, steps));
    }
  }
  return [...best].map(([size, steps]) => ({ size, steps })).toSorted((a, b) => a.size - b.size);
}

/**
 * The longest strictly increasing run of costs (not necessarily adjacent); of equally long ones the costliest, and on a
 * plateau its smallest size.
 */
function longestIncreasing(curve: readonly GrowthPoint[]): GrowthPoint[] {
  const lengths: number[] = [];
  const previous: number[] = [];
  const better = (i: number, length: number, than: number): boolean => {
    const best = lengths[than] ?? 0;
    return length > best || (length === best && (curve[i]?.steps ?? 0) > (curve[than]?.steps ?? 0));
  };
  let end = -1;
  curve.forEach((point, i) => {
    let from = -1;
    for (let j = 0; j < i; j++) {
      if ((curve[j]?.steps ?? 0) < point.steps && better(j, lengths[j] ?? 0, from)) from = j;
    }
    const length = (lengths[from] ?? 0) + 1;
    lengths.push(length);
    previous.push(from);
    if (better(i, length, end)) end = i;
  });
  const chain: GrowthPoint[] = [];
  for (let i = end; i >= 0; i = previous[i] ?? -1) {
    const point = curve[i];
    if (point) chain.push(point);
  }
  return chain.reverse();
}

function weightsOf(chain: readonly { readonly size: number }[]): number[] {
  return chain.map((point) => Math.sqrt(point.size));
}

/** Adjacent pairs of a chain. */
function pairs(chain: readonly GrowthPoint[]): readonly (readonly [GrowthPoint, GrowthPoint])[] {
  return chain.flatMap((high, i) => {
    const low = chain[i - 1];
    return low ? [[low, high] as const] : [];
  });
}

function fitPower(chain: readonly GrowthPoint[]): CurveFit {
  const steps = pairs(chain);
  const logQuotients = steps.map(([low, high]) =>
    Math.log((high.steps - low.steps) / (high.size - low.size)),
  );
  const weights = weightsOf(chain.slice(1));
  const fitAt = (k: number): LineFit =>
    fitLine(
      steps.map(([low, high]) => Math.log(stolarskyMean(low.size, high.size, k))),
      logQuotients,
      weights,
    );
  let line = fitAt(2);
  for (let i = 0; i < 4; i++) line = fitAt(line.slope + 1);
  return {
    exponent: line.slope + 1,
    interval: [line.slopeInterval[0] + 1, line.slopeInterval[1] + 1],
    // Of the cost's logarithm, as in its definition: the quotient's own r² is 0 for a perfect line.
    r2: explained(chain, (size) => size ** Math.max(0.01, line.slope + 1)),
    meanSquare: line.meanSquare,
  };
}

/** Log cost on log size, constant included: the fallback for costs without order. */
function fitRaw(curve: readonly GrowthPoint[]): CurveFit {
  const positive = curve.filter((point) => point.steps > 0);
  const line = fitLine(
    positive.map((point) => Math.log(point.size)),
    positive.map((point) => Math.log(point.steps)),
    weightsOf(positive),
  );
  return {
    exponent: line.slope,
    interval: line.slopeInterval,
    r2: line.r2,
    meanSquare: line.meanSquare,
  };
}

/** The size at which the derivative of n^k equals its difference quotient between low and high (Stolarsky 1975). */
function stolarskyMean(low: number, high: number, k: number): number {
  if (Math.abs(k - 1) < 1e-6 || Math.abs(k) < 1e-6) return Math.sqrt(low * high);
  const mean = ((high ** k - low ** k) / (k * (high - low))) ** (1 / (k - 1));
  return Number.isFinite(mean) && mean > 0 ? mean : Math.sqrt(low * high);
}

/**
 * Base-2 logarithm of cost differences on the larger size. A difference of a · 2^(b n) is its larger cost times
 * 1 − 2^(−b Δn), which is divided out with the b estimated so far.
 */
function fitExponential(chain: readonly GrowthPoint[]): CurveFit {
  const steps = pairs(chain);
  const sizes = steps.map(([, high]) => high.size);
  const weights = weightsOf(chain.slice(1));
  let rate = Number.POSITIVE_INFINITY;
  let line: LineFit | undefined;
  for (let i = 0; i < 6; i++) {
    line = fitLine(
      sizes,
      steps.map(([low, high]) => {
        const kept = 1 - 2 ** (-rate * (high.size - low.size));
        return Math.log2(high.steps - low.steps) - Math.log2(Math.max(kept, 1e-6));
      }),
      weights,
    );
    rate = Math.max(line.slope, 1e-6);
  }
  const fit = line ?? fitLine(sizes, sizes, weights);
  return {
    exponent: fit.slope,
    interval: fit.slopeInterval,
    r2: fit.r2,
    meanSquare: fit.meanSquare * Math.LN2 ** 2,
  };
}

function isExponential(
  power: CurveFit,
  exponential: CurveFit,
  chain: readonly GrowthPoint[],
): boolean {
  const span = (chain.at(-1)?.size ?? 0) - (chain[0]?.size ?? 0);
  return (
    exponential.exponent * span >= EXPONENTIAL_DOUBLINGS &&
    power.exponent >= EXPONENTIAL_POWER &&
    exponential.r2 >= 0.95 &&
    power.meanSquare > EXPONENTIAL_ADVANTAGE * Math.max(exponential.meanSquare, 1e-6)
  );
}

function classOf(power: CurveFit, chain: readonly GrowthPoint[], erratic: boolean): GrowthClass {
  const k = power.exponent;
  if (k < 0.4) return 'constant';
  if (k < 1.25) return 'linear';
  if (k < 1.6 && !erratic && logLinearMeanSquare(chain) < power.meanSquare) return 'linear';
  if (k < 1.75) return 'superlinear';
  return k < 2.5 ? 'quadratic' : 'cubic';
}

/** Mean square residual of cost = b + a · n log n, in the same terms as the power law's: log difference quotients. */
function logLinearMeanSquare(chain: readonly GrowthPoint[]): number {
  const steps = pairs(chain);
  const weights = weightsOf(chain.slice(1));
  const nLogN = (n: number): number => n * Math.log(n);
  const offsets = steps.map(([low, high]) =>
    Math.log((high.steps - low.steps) / (nLogN(high.size) - nLogN(low.size))),
  );
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = offsets.reduce((sum, offset, i) => sum + offset * (weights[i] ?? 0), 0) / total;
  return offsets.reduce((sum, o, i) => sum + (o - mean) ** 2 * (weights[i] ?? 0), 0) / total;
}

/** Share of the variance of log cost that b + a · shape(n) explains, a and b taken from the ends of the chain. */
function explained(chain: readonly GrowthPoint[], shape: (size: number) => number): number {
  const first = chain[0];
  const last = chain.at(-1);
  if (!first || !last) return 0;
  const a = (last.steps - first.steps) / (shape(last.size) - shape(first.size));
  const logs = chain.map((point) => Math.log(Math.max(1, point.steps)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  let rest = 0;
  let whole = 0;
  chain.forEach((point, i) => {
    const predicted = first.steps + a * (shape(point.size) - shape(first.size));
    rest += ((logs[i] ?? 0) - Math.log(Math.max(1, predicted))) ** 2;
    whole += ((logs[i] ?? 0) - mean) ** 2;
  });
  return whole > 1e-18 ? Math.max(0, 1 - rest / whole) : 1;
}
