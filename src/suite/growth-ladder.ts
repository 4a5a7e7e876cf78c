import type { Outcome } from '../../harness/protocol.ts';
import type { Executor, Measurement } from '../core/executor.ts';
import type { Growth, GrowthPoint } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import { createRng } from '../core/rng.ts';
import { type Reach, STRETCHES, magnitudePart, scaleTo } from './stretch.ts';

export interface LadderOptions<G> {
  readonly model: Pick<
    InputModel<G>,
    'decode' | 'edit' | 'encode' | 'maxSize' | 'parts' | 'scale' | 'sizeOf'
  >;
  readonly executor: Pick<Executor, 'measure'>;
  /** Fits the curve; `fitGrowth` of src/evaluate. */
  readonly fit: (points: readonly GrowthPoint[]) => Growth | undefined;
  readonly seed: number;
  /** Largest size to measure; the model's own limit counts too. */
  readonly maxSize: number;
  /** Fuel of one execution, steps. Sizes that use it up are no points. */
  readonly maxSteps: number;
}

export interface Ladder {
  /** Undefined when fewer than six sizes could be measured within the fuel. */
  readonly growth: Growth | undefined;
  /** `size`, or the place of the number that was scaled because the size does not vary: `args[0]`. */
  readonly axis: string;
  /** Best cost per size that was reached, ascending. */
  readonly points: readonly GrowthPoint[];
  /** The costliest input at each point, encoded; same order. */
  readonly inputs: readonly string[];
  readonly executions: number;
}

/** Sizes asked for in one pass. */
const RUNGS = 10;
/** Smallest size of a ladder: below it constant costs hide the pattern. */
const LOWEST = 8;
/** Enough sizes for a fit with a useful interval. */
const ENOUGH = 8;

/** A variant further than this share from the size asked for does not stand for that size. */
const SIZE_TOLERANCE = 0.25;
const USABLE_OUTCOMES: readonly Outcome[] = ['ok', 'threw', 'exited'];

const REACHES: readonly Reach[] = ['longest', 'all', 'everything'];
/** Draws of the model's own scaling, beside the generic ways to stretch. */
const MODEL_DRAWS = 3;
const VARIANTS = REACHES.length * STRETCHES.length + MODEL_DRAWS;

/** One way to bring the pattern to a size. */
type Scaling<G> = (size: number, variant: number) => G | undefined;

interface Rung {
  readonly point: GrowthPoint;
  readonly input: string;
}

/**
 * Measures a pattern at geometrically spaced sizes, smaller and larger than itself, and fits growth.
 * At every size the pattern is stretched in several ways, and the costliest counts: how a pattern goes on is not known.
 * Of several patterns the one that costs most once brought to equal sizes is climbed: the costliest input of a search is
 * often only the largest one.
 * When the fuel does not reach far (exponential cost), or the pattern stops growing, a second pass puts more sizes below.
 * Where size does not matter, or cannot vary, the integer with the widest range is scaled instead.
 * Deterministic for equal seed and patterns. At most about 30 × 15 executions, and 2 × 15 for each further pattern.
 */
export async function climbLadder<G>(
  patterns: string | readonly string[],
  options: LadderOptions<G>,
): Promise<Ladder> {
  const contest = await strongest(typeof patterns === 'string' ? [patterns] : patterns, options);
  const { pattern } = contest;
  if (pattern === undefined) {
    return { growth: undefined, axis: 'size', points: [], inputs: [], executions: 0 };
  }
  const ladder = await climbPattern(options.model.decode(pattern), options);
  return { ...ladder, executions: ladder.executions + contest.executions };
}

async function climbPattern<G>(genotype: G, options: LadderOptions<G>): Promise<Ladder> {
  const { model } = options;
  const bySize = await climb(sizeScaling(genotype, options), { ...options, axis: 'size' });
  if (bySize.growth && bySize.growth.class !== 'constant') return bySize;
  const part = magnitudePart(model.parts(genotype));
  if (!part) return bySize;
  const top = Math.min(part.domain.max, Math.max(64, 4 * Math.abs(part.value)));
  const byValue = await climb(
    (value) => model.edit(genotype, part, value, createRng(options.seed, value)),
    { ...options, axis: part.place, maxSize: top, variants: 1 },
  );
  const executions = bySize.executions + byValue.executions;
  const isTelling = byValue.growth && (!bySize.growth || byValue.growth.class !== 'constant');
  return { ...(isTelling ? byValue : bySize), executions };
}

/** Sizes at which patterns are compared. */
const CONTEST_SIZES = [64, 512];

/** The pattern that costs most at equal sizes; running out of fuel costs most. Of equals the first. */
async function strongest<G>(
  patterns: readonly string[],
  options: LadderOptions<G>,
): Promise<{ readonly pattern: string | undefined; readonly executions: number }> {
  let [pattern] = patterns;
  let executions = 0;
  if (patterns.length < 2) return { pattern, executions };
  const { model, executor, maxSteps } = options;
  const top = Math.min(options.maxSize, model.maxSize);
  let most = -1;
  for (const candidate of new Set(patterns)) {
    const scaling = sizeScaling(model.decode(candidate), options);
    let score = 0;
    for (const size of CONTEST_SIZES) {
      const inputs = variantsAt(scaling, Math.min(size, top), model, VARIANTS);
      if (inputs.length === 0) continue;
      const measured = await executor.measure(inputs, { maxSteps, fresh: true });
      executions += inputs.length;
      // Small and large sizes count alike: each by its logarithm.
      score += Math.log1p(Math.max(...measured.map(({ steps }) => steps)));
    }
    if (score > most) {
      most = score;
      pattern = candidate;
    }
  }
  return { pattern, executions };
}

function sizeScaling<G>(genotype: G, options: LadderOptions<G>): Scaling<G> {
  const { model, seed } = options;
  const ways = REACHES.flatMap((reach) => STRETCHES.map((how) => ({ how, reach })));
  return (size, variant) => {
    const rng = createRng(seed, size, variant);
    const way = ways[variant];
    return way
      ? scaleTo(model, genotype, size, way.how, way.reach, rng)
      : model.scale(rng, genotype, size / model.sizeOf(genotype));
  };
}

interface ClimbOptions<G> extends LadderOptions<G> {
  readonly axis: string;
  readonly variants?: number;
}

async function climb<G>(scaling: Scaling<G>, options: ClimbOptions<G>): Promise<Ladder> {
  const { model, axis, fit } = options;
  const top = axis === 'size' ? Math.min(options.maxSize, model.maxSize) : options.maxSize;
  const rungs = new Map<number, Rung>();
  let executions = 0;
  let wall = Number.POSITIVE_INFINITY;
  let largest = 0;
  const visit = async (sizes: readonly number[]): Promise<void> => {
    for (const size of sizes) {
      if (size >= wall) break;
      const inputs = variantsAt(scaling, size, model, options.variants ?? VARIANTS);
      if (inputs.length === 0) continue;
      const measured = await options.executor.measure(inputs, {
        maxSteps: options.maxSteps,
        fresh: true,
      });
      executions += inputs.length;
      largest = Math.max(largest, ...measured.map((one) => (axis === 'size' ? one.size : size)));
      // One variant over the fuel costs more than all others: the cost at this size is not known.
      if (measured.some(({ outcome }) => outcome === 'steps-exceeded')) wall = size;
      else keepBest(rungs, inputs, measured, size, axis);
    }
  };
  await visit(geometricSizes(Math.min(LOWEST, top), top, RUNGS));
  // Below the fuel's wall, or the size past which the pattern does not grow although the model does not say so.
  const reach = Math.min(wall - 1, largest);
  if (rungs.size > 0 && rungs.size < ENOUGH && reach < top) {
    const missing = geometricSizes(axis === 'size' ? 4 : 2, reach, 2 * RUNGS);
    await visit(missing.filter((size) => !rungs.has(size)));
  }
  const ascending = [...rungs.values()].toSorted((a, b) => a.point.size - b.point.size);
  const points = ascending.map(({ point }) => point);
  return { growth: fit(points), axis, points, inputs: ascending.map((r) => r.input), executions };
}

/** Distinct encoded inputs, in order of the ways to scale. */
function variantsAt<G>(
  scaling: Scaling<G>,
  size: number,
  model: Pick<InputModel<G>, 'encode'>,
  variants: number,
): readonly string[] {
  const inputs = new Set<string>();
  for (let variant = 0; variant < variants; variant++) {
    const genotype = scaling(size, variant);
    if (genotype !== undefined) inputs.add(model.encode(genotype));
  }
  return [...inputs];
}

/** A rung is the costliest variant of about the size asked for: stretching meets a size only roughly. */
function keepBest(
  rungs: Map<number, Rung>,
  inputs: readonly string[],
  measured: readonly Measurement[],
  wanted: number,
  axis: string,
): void {
  let best: Rung | undefined;
  for (const [i, measurement] of measured.entries()) {
    const size = axis === 'size' ? measurement.size : wanted;
    const isUsable = USABLE_OUTCOMES.includes(measurement.outcome);
    if (!isUsable || Math.abs(size - wanted) > SIZE_TOLERANCE * wanted) continue;
    if (!best || measurement.steps > best.point.steps) {
      best = { point: { size, steps: measurement.steps }, input: inputs[i] ?? '' };
    }
  }
  if (!best) return;
  const known = rungs.get(best.point.size);
  if (!known || known.point.steps < best.point.steps) rungs.set(best.point.size, best);
}

/** Distinct integers from low to high with a constant ratio, both included. */
export function geometricSizes(low: number, high: number, count: number): readonly number[] {
  if (!(high >= low) || low < 1) return [];
  const ratio = (high / low) ** (1 / (count - 1));
  const sizes = Array.from({ length: count }, (_, i) => Math.round(low * ratio ** i));
  return [...new Set(sizes)];
}
