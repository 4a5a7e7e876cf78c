import type { InputModel, NumberPart, Part, Sequence, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';

/** Ways to give a sequence another length while its pattern stays. */
export const STRETCHES = ['cycle', 'run', 'resample', 'extend'] as const;
export type Stretch = (typeof STRETCHES)[number];

/** Longest repeated unit that is looked for. */
const MAX_UNIT = 16;

/**
 * The sequence with another length.
 * - `cycle`: repeats it from the start, or cuts its end off.
 * - `run`: keeps what stands before and after its longest repetition, and repeats the unit more or less often
 *   (`prefix + unit × n + suffix`).
 * - `resample`: every element in the place that it has by share, doubled or left out: keeps ramps and blocks.
 * - `extend`: goes on with the difference of its last two numbers (`1 2 3` → `1 2 3 4 5`); what is no number is repeated.
 * Empty sequences stay empty.
 */
export function stretch(value: Sequence, length: number, how: Stretch): Sequence {
  if (value.length === 0 || length === value.length) return value;
  switch (how) {
    case 'cycle':
      return pick(value, length, (i) => i % value.length);
    case 'resample':
      return pick(value, length, (i) => Math.floor((i * value.length) / length));
    case 'run':
      return stretchRun(value, length);
    case 'extend':
      return typeof value === 'string'
        ? pick(value, length, (i) => Math.min(i, value.length - 1))
        : extend(value, length);
  }
}

function pick(value: Sequence, length: number, from: (index: number) => number): Sequence {
  if (typeof value === 'string') {
    let text = '';
    for (let i = 0; i < length; i++) text += value.charAt(from(i));
    return text;
  }
  return Array.from({ length }, (_, i) => value[from(i)]);
}

function stretchRun(value: Sequence, length: number): Sequence {
  const { start, end, unit } = longestRepetition(value);
  const tail = value.length - end;
  // Below the length of its head and tail, a sequence loses its end.
  if (length < start + tail + unit) return pick(value, length, (i) => i);
  const runEnd = length - tail;
  return pick(value, length, (i) => {
    if (i < start) return i;
    return i < runEnd ? start + ((i - start) % unit) : value.length - (length - i);
  });
}

/** The longest stretch [start, end) that repeats a unit of at most {@link MAX_UNIT} elements; O(n · MAX_UNIT). */
export function longestRepetition(value: Sequence): { start: number; end: number; unit: number } {
  let best = { start: 0, end: Math.min(1, value.length), unit: 1 };
  for (let unit = 1; unit <= Math.min(MAX_UNIT, Math.floor(value.length / 2)); unit++) {
    let start = 0;
    for (let i = unit; i <= value.length; i++) {
      if (i < value.length && isSame(value[i], value[i - unit])) continue;
      // A repetition has its unit at least twice; of equally long ones the shortest unit wins.
      if (i - start >= 2 * unit && i - start > best.end - best.start) {
        best = { start, end: i, unit };
      }
      start = i - unit + 1;
    }
  }
  return best;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

function extend(items: readonly unknown[], length: number): readonly unknown[] {
  const last = items.at(-1);
  const before = items.at(-2);
  const step = typeof last === 'number' && typeof before === 'number' ? last - before : 0;
  return Array.from({ length }, (_, i) => {
    if (i < items.length) return items[i];
    return typeof last === 'number' ? last + step * (i - items.length + 1) : last;
  });
}

/**
 * What of an input is scaled: its longest sequence; all of its outermost sequences, in proportion; or these and the
 * integers outside of sequences (a capacity, a count of rounds), in proportion as well.
 */
export type Reach = 'longest' | 'all' | 'everything';

/**
 * The genotype at about another size.
 * @returns undefined when there is no sequence to stretch, or the model cannot follow.
 */
export function scaleTo<G>(
  model: Pick<InputModel<G>, 'edit' | 'parts' | 'sizeOf'>,
  genotype: G,
  size: number,
  how: Stretch,
  reach: Reach,
  rng: Rng,
): G | undefined {
  const parts = model.parts(genotype);
  const sequences = parts.filter((part) => part.kind === 'sequence');
  const longest = sequences.toSorted((a, b) => b.value.length - a.value.length)[0];
  if (!longest || longest.value.length === 0) return undefined;
  const chosen = reach === 'longest' ? [longest] : outermostSequences(parts);
  const movable = chosen.reduce((sum, part) => sum + weightOf(part), 0);
  const fixed = Math.max(0, model.sizeOf(genotype) - movable);
  const factor = Math.max(0, size - fixed) / Math.max(1, movable);
  const numbers =
    reach === 'everything'
      ? parts.filter((part) => part.kind === 'number' && isOutside(part, sequences))
      : [];
  // Numbers first: they may be the bounds of what sequences hold.
  return [...numbers, ...chosen].reduce((scaled, { path }) => {
    // Parts are valid for one genotype only: each is looked up again after the edit before it.
    const part = model.parts(scaled).find((other) => isSamePath(other.path, path));
    return part ? model.edit(scaled, part, scaledValue(part, factor, how), rng) : scaled;
  }, genotype);
}

function scaledValue(part: Part, factor: number, how: Stretch): Sequence | number {
  if (part.kind === 'number') {
    const value = part.domain.integer ? Math.round(part.value * factor) : part.value;
    return Math.min(part.domain.max, Math.max(part.domain.min, value));
  }
  const { minLength, maxLength } = part.domain;
  const wanted = Math.max(1, minLength, Math.round(part.value.length * factor));
  return stretch(part.value, Math.min(wanted, maxLength), how);
}

function isOutside(part: Part, sequences: readonly SequencePart[]): boolean {
  return !sequences.some((sequence) => isInside(part.path, sequence.path));
}

/** Scalars in a sequence, so that a list of pairs counts its pairs twice. */
function weightOf(part: SequencePart): number {
  if (typeof part.value === 'string') return part.value.length;
  return part.value.reduce<number>((sum, item) => sum + scalarsIn(item), 0);
}

function scalarsIn(value: unknown): number {
  if (typeof value === 'string') return Math.max(1, value.length);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + scalarsIn(item), 0);
}

/** Sequences that are inside of no other, in their order. */
export function outermostSequences(parts: readonly Part[]): readonly SequencePart[] {
  const sequences = parts.filter((part) => part.kind === 'sequence');
  const known = new Set(sequences.map(({ path }) => JSON.stringify(path)));
  return sequences.filter(
    ({ path }) => !path.some((_, depth) => known.has(JSON.stringify(path.slice(0, depth)))),
  );
}

function isInside(path: SequencePart['path'], other: SequencePart['path']): boolean {
  return other.length < path.length && other.every((step, i) => path[i] === step);
}

function isSamePath(a: SequencePart['path'], b: SequencePart['path']): boolean {
  return a.length === b.length && a.every((step, i) => b[i] === step);
}

/**
 * The number whose value may be the size of the problem: of the integers outside of sequences the one with the widest
 * range upwards.
 */
export function magnitudePart(parts: readonly Part[]): NumberPart | undefined {
  const sequences = parts.filter((part) => part.kind === 'sequence');
  return parts
    .filter((part): part is NumberPart => part.kind === 'number' && part.domain.integer)
    .filter((part) => isOutside(part, sequences))
    .toSorted((a, b) => b.domain.max - a.domain.max)[0];
}
