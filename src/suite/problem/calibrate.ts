import type { InputModel } from '../../core/input-model.ts';
import { createRng } from '../../core/rng.ts';
import { type Reach, scaleTo, STRETCHES } from '../stretch.ts';

export interface CalibrateOptions<G> {
  readonly model: Pick<
    InputModel<G>,
    'decode' | 'edit' | 'encode' | 'maxSize' | 'parts' | 'scale' | 'sizeOf'
  >;
  /** What inputs cost the solution that they cost most, steps; more than `high` for those that do not end. */
  readonly costOf: (inputs: readonly string[]) => Promise<readonly number[]>;
  /** Costs between which the size is right, steps. */
  readonly low: number;
  readonly high: number;
  /** Largest size to make. */
  readonly maxSize: number;
  readonly seed: number;
  /** Asked before every size: whether no more steps are to be spent. */
  readonly isSpent: () => boolean;
}

/** Sizes that are tried. */
const ATTEMPTS = 10;
const REACHES: readonly Reach[] = ['longest', 'all', 'everything'];
const WAYS = REACHES.flatMap((reach) => STRETCHES.map((how) => ({ how, reach })));
/** The last is the model's own scaling. */
const ALL_WAYS: readonly number[] = Array.from({ length: WAYS.length + 1 }, (_, way) => way);
/** Ways that are tried at large sizes. */
const BEST_WAYS = 3;

/**
 * Brings the pattern of an input to a size at which it costs its slowest solution between `low` and `high`: a search on the
 * logarithm of the size, bracketed by what was too small and too large, on the costliest of several ways to stretch it.
 * @returns the costliest input found that costs no more than `high`; undefined when there is none.
 */
export async function calibrate<G>(
  input: string,
  cost: number,
  options: CalibrateOptions<G>,
): Promise<string | undefined> {
  const { model, costOf, low, high } = options;
  const genotype = model.decode(input);
  const own = model.sizeOf(genotype);
  const top = Math.min(options.maxSize, model.maxSize);
  let below = cost <= high ? own : 1;
  let above = cost > high ? own : top + 1;
  let best: { readonly input: string; readonly cost: number } | undefined =
    cost <= high ? { input, cost } : undefined;
  let ways: readonly number[] = ALL_WAYS;
  for (let attempt = 0; attempt < ATTEMPTS && above - below > 1; attempt++) {
    if ((best !== undefined && best.cost >= low) || options.isSpent()) break;
    const size = Math.round(Math.sqrt(Math.max(1, below) * above));
    const wanted = Math.min(above - 1, Math.max(below + 1, size));
    const variants = variantsOf(genotype, wanted, own, ways, options);
    const costs = await costOf(variants.map((variant) => variant.input));
    const most = Math.max(0, ...costs);
    if (most > high) above = wanted;
    else below = wanted;
    for (const [k, variant] of variants.entries()) {
      const paid = costs[k] ?? 0;
      if (paid <= high && paid > (best?.cost ?? 0)) best = { input: variant.input, cost: paid };
    }
    // Executions near the limit take a second: only the ways that pay most at a small size are tried there.
    if (attempt === 0)
      ways = variants
        .map(({ way }, k) => ({ way, paid: costs[k] ?? 0 }))
        .toSorted((a, b) => b.paid - a.paid || a.way - b.way)
        .slice(0, BEST_WAYS)
        .map(({ way }) => way);
  }
  return best?.input;
}

interface Variant {
  readonly input: string;
  /** Index into the ways to stretch a pattern. */
  readonly way: number;
}

/** The pattern at about a size, stretched in some ways; distinct. */
function variantsOf<G>(
  genotype: G,
  size: number,
  own: number,
  ways: readonly number[],
  { model, seed }: CalibrateOptions<G>,
): readonly Variant[] {
  const made = new Map<string, number>();
  for (const way of ways) {
    const rng = createRng(seed, size, way);
    const stretching = WAYS[way];
    const scaled =
      stretching === undefined
        ? model.scale(rng, genotype, size / own)
        : scaleTo(model, genotype, size, stretching.how, stretching.reach, rng);
    const input = scaled === undefined ? undefined : model.encode(scaled);
    if (input !== undefined && !made.has(input)) made.set(input, way);
  }
  return [...made].map(([input, way]) => ({ input, way }));
}
