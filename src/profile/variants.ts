import type { InputModel, NumberPart, Part, Sequence, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';

/** What variants are made with. */
export type VariantModel<G> = Pick<InputModel<G>, 'edit' | 'parts' | 'sizeOf'>;

/** Rewrites the elements of a sequence; as many come back. */
type Rewrite = (items: readonly unknown[], fresh: () => unknown, rng: Rng) => readonly unknown[];

/**
 * Ways to change an input while its size stays about the same. Each takes something away that may be what makes it slow:
 * its order, its values, those of its end, a few of them, that they differ, or the numbers beside the sequences. What a
 * program refuses early is no use, so some change little.
 */
export const VARIANTS = [
  'shuffle',
  'redraw',
  'redraw-tail',
  'redraw-few',
  'sort',
  'equal',
  'numbers',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** One element in so many is redrawn where few are. */
const FEW = 8;
/** Places of one input that are rewritten at most: further ones are alike. */
const MAX_PARTS = 12;

/**
 * A variant of an input; which of its sequences change, one or all of the largest ones, is drawn.
 * @returns undefined when the input has nothing of that kind to change
 */
export function makeVariant<G>(
  model: VariantModel<G>,
  g: G,
  variant: Variant,
  rng: Rng,
): G | undefined {
  return variant === 'numbers'
    ? redrawNumbers(model, g, rng)
    : rewriteSequences(model, g, variant, rng);
}

const REWRITES: Readonly<Record<Exclude<Variant, 'numbers'>, Rewrite>> = {
  shuffle,
  redraw: (items, fresh) => items.map(fresh),
  'redraw-tail': (items, fresh) => items.map((item, i) => (2 * i < items.length ? item : fresh())),
  'redraw-few': (items, fresh, rng) => items.map((item) => (rng.oneIn(FEW) ? fresh() : item)),
  sort: (items) => items.toSorted(ascending),
  equal: (items) => items.map(() => items[0]),
};

function rewriteSequences<G>(
  model: VariantModel<G>,
  g: G,
  variant: Exclude<Variant, 'numbers'>,
  rng: Rng,
): G | undefined {
  const largest = [...model.parts(g).entries()]
    .filter((entry): entry is [number, SequencePart] => isRewritable(entry[1], variant))
    .toSorted((a, b) => b[1].value.length - a[1].value.length || a[0] - b[0])
    .slice(0, MAX_PARTS);
  if (largest.length === 0) return undefined;
  const chosen = rng.oneIn(2) ? largest : [rng.pick(largest)];
  let edited = g;
  // Parts are those of one genotype only: after an edit the one at the same index is looked up anew.
  for (const [index, { place }] of chosen) {
    const part = model.parts(edited)[index];
    if (part?.kind !== 'sequence' || part.place !== place) continue;
    const { value, domain } = part;
    const size = Math.max(1, Math.round(model.sizeOf(edited) / Math.max(1, value.length)));
    const items = REWRITES[variant](elements(value), () => domain.element(rng, size), rng);
    edited = model.edit(edited, part, like(value, items), rng);
  }
  return edited;
}

function isRewritable(part: Part, variant: Variant): boolean {
  if (part.kind !== 'sequence' || part.value.length < 2) return false;
  return !part.domain.fixedElements || variant === 'shuffle' || variant === 'sort';
}

/** Half of them anywhere in their domain, half near zero: ranges are wide and what matters is often small. */
function redrawNumbers<G>(model: VariantModel<G>, g: G, rng: Rng): G | undefined {
  const indexes = [...model.parts(g).entries()]
    .filter(([, part]) => part.kind === 'number')
    .slice(0, MAX_PARTS)
    .map(([index]) => index);
  if (indexes.length === 0) return undefined;
  let edited = g;
  for (const index of indexes) {
    const part = model.parts(edited)[index];
    if (part?.kind === 'number') edited = model.edit(edited, part, redraw(part, rng), rng);
  }
  return edited;
}

function redraw({ value, domain }: NumberPart, rng: Rng): number {
  const { min, max, integer } = domain;
  const low = Math.max(min, -(2 ** 31));
  const high = Math.min(max, 2 ** 31);
  const near = Math.max(1, 2 * Math.abs(value));
  const drawn = rng.oneIn(2)
    ? low + (high - low) * rng.unit()
    : Math.max(low, -near) + (Math.min(high, near) - Math.max(low, -near)) * rng.unit();
  return integer ? Math.round(drawn) : drawn;
}

function shuffle(items: readonly unknown[], _fresh: () => unknown, rng: Rng): readonly unknown[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = rng.int(0, i);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

function ascending(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = keyOf(a);
  const right = keyOf(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf(item: unknown): string {
  return typeof item === 'string' ? item : (JSON.stringify(item) ?? '');
}

function elements(value: Sequence): readonly unknown[] {
  return typeof value === 'string' ? value.split('') : value;
}

function like(value: Sequence, items: readonly unknown[]): Sequence {
  return typeof value === 'string' ? items.map(String).join('') : items;
}
