import type { Executor, Measurement } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';

/**
 * What a smaller input has to keep of the original.
 * - `cost`: its steps. For the costliest input at the size limit: only what does not cost anything goes away.
 * - `rate`: its steps per size^exponent, while it still costs `floorSteps`. For inputs whose cost grows with size, where
 *   every shorter input is cheaper: the result is a small representative of the same pattern.
 */
export type Keep =
  | { readonly kind: 'cost' }
  | { readonly kind: 'rate'; readonly exponent: number; readonly floorSteps: number };

export interface MinimiseOptions<G> {
  readonly model: Pick<InputModel<G>, 'decode' | 'encode' | 'shrink'>;
  readonly executor: Pick<Executor, 'measure'>;
  readonly keep?: Keep;
  /** Of what {@link Keep} names, 0 < keepShare ≤ 1. */
  readonly keepShare?: number;
  /** Share of the original's cost below which the search ends: what is left carries cost. Default: never. */
  readonly enoughShare?: number;
  /** Executions at most, that of the original included. */
  readonly maxExecutions?: number;
  /** Sum of steps over all executions, a scalar of an input counting {@link SCALAR_STEPS}; the search ends soon after it is passed. */
  readonly maxTotalSteps?: number;
  /** Fuel of the original, steps; smaller inputs get no more than twice what the original used. */
  readonly maxSteps: number;
  readonly fresh?: boolean;
  /** What a smaller input has to keep besides; asked only of those that keep {@link Keep}. Default: nothing. */
  readonly alsoKeeps?: (input: string) => Promise<boolean>;
  /** What the original shows in these very conditions, when that is known already; else it is run first. */
  readonly original?: Measurement;
}

export interface Minimised {
  /** Encoded. */
  readonly input: string;
  readonly measurement: Measurement;
  /** What the original showed in the same conditions. */
  readonly original: Measurement;
  readonly executions: number;
  /** The search ended because nothing simpler kept the share, not because a limit was met. */
  readonly isMinimal: boolean;
}

/** What it takes to build and read a scalar of an input, in steps: large inputs are not free, however little they cost. */
const SCALAR_STEPS = 32;
const FIRST_BATCH = 4;
const LARGEST_BATCH = 32;

/**
 * Makes an input smaller without losing its cost: greedy descent over the model's shrink candidates, the first candidate
 * (in the model's order) that keeps the share of the *original* is taken, until none does. Candidates are measured in
 * growing batches; which one is taken does not depend on the batches, so the result is deterministic.
 * The outcome stays what it was: an input that throws keeps throwing.
 */
export async function minimise<G>(input: string, options: MinimiseOptions<G>): Promise<Minimised> {
  const { model, executor, maxExecutions = 1000, fresh = false } = options;
  const alsoKeeps = options.alsoKeeps ?? (async () => true);
  const first = { maxSteps: options.maxSteps, fresh };
  const original = options.original ?? (await executor.measure([input], first))[0];
  if (!original) throw new RangeError('an executor answers every input');
  const keeps = criterion(original, options.keep ?? { kind: 'cost' }, options.keepShare ?? 0.95);
  const maxSteps = Math.min(options.maxSteps, Math.max(1000, 2 * original.steps));
  const maxTotalSteps = options.maxTotalSteps ?? Number.POSITIVE_INFINITY;
  const seen = new Set([input]);
  let best = { genotype: model.decode(input), input, measurement: original };
  let executions = options.original ? 0 : 1;
  // Counted even when it was run before: an input that alone is worth the limit is left as it is.
  let totalSteps = effortOf(original);
  const enough = (options.enoughShare ?? 0) * original.steps;
  let isMinimal = false;

  while (!isMinimal && executions < maxExecutions && totalSteps < maxTotalSteps) {
    const candidates = unseen(model, best.genotype, seen);
    let batchSize = FIRST_BATCH;
    let next: typeof best | undefined;
    while (!next && executions < maxExecutions && totalSteps < maxTotalSteps) {
      // A batch of costly inputs must not run far past the limit either.
      const affordable = Math.ceil((maxTotalSteps - totalSteps) / Math.max(1, effortOf(original)));
      const room = Math.min(batchSize, maxExecutions - executions, affordable);
      const batch = take(candidates, room);
      if (batch.length === 0) {
        isMinimal = true;
        break;
      }
      const inputs = batch.map((candidate) => candidate.input);
      const measurements = await executor.measure(inputs, { maxSteps, fresh });
      executions += batch.length;
      for (const [i, candidate] of batch.entries()) {
        const measurement = measurements[i];
        totalSteps += measurement === undefined ? 0 : effortOf(measurement);
        // What follows the taken one in its batch may be asked again later, whatever the size of batches.
        if (next) seen.delete(candidate.input);
        else if (measurement && keeps(measurement) && (await alsoKeeps(candidate.input)))
          next = { ...candidate, measurement };
      }
      batchSize = Math.min(LARGEST_BATCH, 2 * batchSize);
    }
    if (next) best = next;
    if (best.measurement.steps < enough) break;
  }
  return { input: best.input, measurement: best.measurement, original, executions, isMinimal };
}

function effortOf({ steps, size }: Measurement): number {
  return steps + SCALAR_STEPS * size;
}

function criterion(
  original: Measurement,
  keep: Keep,
  share: number,
): (measurement: Measurement) => boolean {
  if (keep.kind === 'cost') {
    const least = share * original.steps;
    // Elements may become simpler at the same size, but never may a "simpler" input be larger.
    return ({ outcome, steps, size }) =>
      outcome === original.outcome && size <= original.size && steps >= least;
  }
  const rate = (measurement: Measurement): number =>
    measurement.steps / Math.max(1, measurement.size) ** keep.exponent;
  const least = share * rate(original);
  return (measurement) =>
    measurement.outcome === original.outcome &&
    measurement.size <= original.size &&
    measurement.steps >= Math.min(keep.floorSteps, original.steps) &&
    rate(measurement) >= least;
}

function* unseen<G>(
  model: Pick<InputModel<G>, 'encode' | 'shrink'>,
  genotype: G,
  seen: Set<string>,
): Generator<{ genotype: G; input: string }, void, undefined> {
  for (const candidate of model.shrink(genotype)) {
    const input = model.encode(candidate);
    if (seen.has(input)) continue;
    seen.add(input);
    yield { genotype: candidate, input };
  }
}

function take<T>(items: Iterator<T, void>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = items.next();
    if (done === true) break;
    taken.push(value as T);
  }
  return taken;
}
