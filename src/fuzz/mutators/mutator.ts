import type { Pump } from '../../../harness/protocol.ts';
import type { NumberDomain, Sequence, SequenceDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** What a mutator may use besides the value it edits. */
export interface MutationContext {
  readonly rng: Rng;
  /** Strings that the program compares with; may be empty. */
  readonly strings: readonly string[];
  /** Words that its executions have shown; may be empty. */
  readonly words: readonly string[];
  /** Loops that they have shown; may be empty. */
  readonly pumps: readonly Pump[];
  /** Numbers that the program compares with; may be empty. */
  readonly numbers: readonly number[];
  /** Longest sequence worth making at the size band in hand; ≥ the present length. */
  readonly room: number;
  /** The same place of another corpus entry, when there is one. */
  readonly donor: Sequence | undefined;
}

/**
 * Edits one value. Returns undefined when it has nothing to do on this value; the model repairs whatever comes back,
 * so bounds need care only where they make the edit more useful.
 */
export interface SequenceMutator {
  readonly name: string;
  readonly on: 'sequence';
  readonly apply: (
    value: Sequence,
    domain: SequenceDomain,
    context: MutationContext,
  ) => Sequence | undefined;
}

export interface NumberMutator {
  readonly name: string;
  readonly on: 'number';
  readonly apply: (
    value: number,
    domain: NumberDomain,
    context: MutationContext,
  ) => number | undefined;
}

export type Mutator = SequenceMutator | NumberMutator;

/** Both kinds of sequence behind the three operations that mutators need. */
export function cut(value: Sequence, start: number, end: number): Sequence {
  return value.slice(start, end);
}

export function join(a: Sequence, b: Sequence): Sequence {
  return typeof a === 'string' ? a + (b as string) : a.concat(b as readonly unknown[]);
}

/** `unit` repeated until `length` elements; unit must not be empty. */
export function tile(unit: Sequence, length: number): Sequence {
  if (typeof unit === 'string')
    return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const out: unknown[] = [];
  for (let i = 0; i < length; i++) out.push(unit[i % unit.length]);
  return out;
}

/** Replaces `value[start..end)`. */
export function overwrite(value: Sequence, start: number, end: number, middle: Sequence): Sequence {
  return join(join(cut(value, 0, start), middle), cut(value, end, value.length));
}

/** A random chunk `[start, end)`, end > start: half the time short, else of any length; undefined for empty values. */
export function pickChunk(
  length: number,
  rng: Rng,
): { readonly start: number; readonly end: number } | undefined {
  if (length === 0) return undefined;
  const longest = rng.oneIn(2) ? Math.min(length, 8) : length;
  const size = rng.int(1, longest);
  const start = rng.int(0, length - size);
  return { start, end: start + size };
}

/** The whole value half the time, else a random chunk of at least two elements; undefined under two elements. */
export function pickSpan(
  length: number,
  rng: Rng,
): { readonly start: number; readonly end: number } | undefined {
  if (length < 2) return undefined;
  if (rng.oneIn(2)) return { start: 0, end: length };
  const size = rng.int(2, length);
  const start = rng.int(0, length - size);
  return { start, end: start + size };
}

/** Small counts often, large ones sometimes: 1 ≤ result ≤ max, log-uniform. */
export function logUniform(max: number, rng: Rng): number {
  if (max <= 1) return 1;
  return Math.min(max, Math.floor(2 ** (rng.unit() * Math.log2(max + 1))));
}

/** A string that the program compares with or has shown, each kind half of the time; undefined when there is none. */
export function pickWord({ rng, strings, words }: MutationContext): string | undefined {
  if (strings.length === 0 && words.length === 0) return undefined;
  const shown = strings.length === 0 || (words.length > 0 && rng.oneIn(2));
  return rng.pick(shown ? words : strings);
}

export function elements(value: Sequence): unknown[] {
  return typeof value === 'string' ? value.split('') : value.slice();
}

/** Back to the kind of sequence that `like` is. */
export function sequenceLike(like: Sequence, items: readonly unknown[]): Sequence {
  return typeof like === 'string' ? items.join('') : items;
}

/** Rewrites the elements of a span; the same length comes back. */
export type SpanRewrite = (
  items: unknown[],
  numbers: NumberDomain | undefined,
  context: MutationContext,
  fresh: () => unknown,
) => unknown[];
