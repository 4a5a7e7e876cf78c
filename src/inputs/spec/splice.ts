import type { InputModel, Part, Sequence } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** Takes one part of b, or some of it, into the same place of a. */
export function spliceGenotypes<G>(model: InputModel<G>, rng: Rng, a: G, b: G): G {
  const parts = model.parts(a);
  const donors = model.parts(b);
  if (parts.length === 0 || donors.length === 0) return a;
  const part = rng.pick(parts);
  const same = donors.filter(({ place, kind }) => place === part.place && kind === part.kind);
  if (same.length === 0) return a;
  const donor = rng.pick(same);
  return model.edit(a, part, crossOver(rng, part, donor), rng);
}

function crossOver(rng: Rng, part: Part, donor: Part): Sequence | number {
  if (part.kind === 'number' || donor.kind === 'number' || rng.oneIn(3)) return donor.value;
  const { value, domain } = part;
  // Prefix of the one, suffix of the other; the seam is anywhere.
  const head = rng.int(0, value.length);
  const tail = rng.int(0, donor.value.length);
  const keep = Math.max(0, donor.value.length - (domain.maxLength - head));
  return concatenate(value.slice(0, head), donor.value.slice(Math.max(tail, keep)));
}

function concatenate(a: Sequence, b: Sequence): Sequence {
  if (typeof a === 'string') return typeof b === 'string' ? a + b : a;
  return typeof b === 'string' ? a : a.concat(b);
}
