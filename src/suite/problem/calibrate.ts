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
}

/** Sizes that are tried. */
const ATTEMPTS = 10;
const REACHES: readonly Reach[] = ['longest', 'all', 'everything'];

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
  for (let attempt = 0; attempt < ATTEMPTS && above - below > 1; attempt++) {
    if (best !== undefined && best.cost >= low) break;
    const size =
      attempt === 0 && cost < low && own < top
        ? top
        : Math.round(Math.sqrt(Math.max(1, below) * above));
    const wanted = Math.min(above - 1, Math.max(below + 1, size));
    const variants = variantsOf(genotype, wanted, own, options);
    const costs = await costOf(variants);
    const most = Math.max(0, ...costs);
    if (most > high) above = wanted;
    else below = wanted;
    for (const [k, variant] of variants.entries()) {
      const paid = costs[k] ?? 0;
      if (paid <= high && paid > (best?.cost ?? 0)) best = { input: variant, cost: paid };
    }
  }
  return best?.input;
}

/** The pattern at about a size, in every way that it can be stretched; distinct. */
function variantsOf<G>(
  genotype: G,
  size: number,
  own: number,
  { model, seed }: CalibrateOptions<G>,
): readonly string[] {
  const made = new Set<string>();
  for (const [r, reach] of REACHES.entries()) {
    for (const [h, how] of STRETCHES.entries()) {
      const scaled = scaleTo(model, genotype, size, how, reach, createRng(seed, size, r, h));
      if (scaled !== undefined) made.add(model.encode(scaled));
    }
  }
  made.add(model.encode(model.scale(createRng(seed, size), genotype, size / own)));
  return [...made];
}
