import type { InputModel } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** Numbers that are scaled, at most. */
const MAX_SCALED = 8;

/** For inputs that are numbers only, "larger" is larger numbers: their distance from the value nearest zero grows. */
export function scaleNumbers<G>(model: InputModel<G>, rng: Rng, g: G, factor: number): G {
  let scaled = g;
  for (const { path } of model.parts(g).slice(0, MAX_SCALED)) {
    // Parts are valid for one genotype only.
    const part = model.parts(scaled).find((other) => other.path.join() === path.join());
    if (part?.kind !== 'number') continue;
    const { min, max, integer } = part.domain;
    const home = Math.min(Math.max(0, min), max);
    const far = home + (part.value - home) * factor;
    scaled = model.edit(scaled, part, integer ? Math.round(far) : far, rng);
  }
  return scaled;
}
