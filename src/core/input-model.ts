import type { Realm } from '../../harness/protocol.ts';
import type { Rng } from './rng.ts';

/**
 * How the inputs of a target look. A model keeps the *genotype* (plain JSON-like data; what the corpus stores and
 * mutators edit) apart from the *arguments* that the program receives, which are built anew for every execution.
 * Genotypes are immutable: every operation returns a new one and may share structure with the old.
 */
export interface InputModel<G = unknown> {
  /** Whether `build` gives an argument list or the text of stdin. */
  readonly target: 'function' | 'stdin';
  /** A random valid genotype of about `size` (see {@link sizeOf}); clipped to what the model allows. */
  generate(rng: Rng, size: number): G;
  /** The places of a genotype that can be edited, in document order; never empty lists inside. */
  parts(g: G): readonly Part[];
  /**
   * Replaces one part's value and repairs the whole, so that the result validates: lengths are clipped, bounds
   * clamped, duplicates of distinct lists replaced, dependent values brought back into range.
   */
  edit(g: G, part: Part, value: Sequence | number, rng: Rng): G;
  /**
   * Grows (factor > 1) or shrinks the genotype to about `factor` times its size, keeping its pattern; which of several
   * ways of keeping it (repeat, stretch, continue) is drawn. Clipped to what the model allows.
   */
  scale(rng: Rng, g: G, factor: number): G;
  /** Takes one part (or more) from b into a. */
  splice(rng: Rng, a: G, b: G): G;
  /** Simpler genotypes, most promising first; finite. */
  shrink(g: G): Iterable<G>;
  /** One line of JSON for functions, the very text of stdin for programs; `decode(encode(g))` equals g. */
  encode(g: G): string;
  /** @throws DataError when the text is not an encoding of a valid genotype. */
  decode(text: string): G;
  /** The genotype of given arguments or stdin text; undefined when they do not fit the model (or it cannot tell). */
  fromValue(value: readonly unknown[] | string): G | undefined;
  /** Number of scalars in the genotype: characters, elements, numbers. The x axis of growth. ≥ 1. */
  sizeOf(g: G): number;
  /** Largest size the model allows; Infinity when unbounded. */
  readonly maxSize: number;
  /** What the program receives: fresh values of its realm, or the text of stdin. */
  build(g: G, realm: Realm): unknown[] | string;
}

/** Elements of a list, or a string (UTF-16). */
export type Sequence = string | readonly unknown[];

/** A place in a genotype. Parts are made by `parts(g)` and are valid for that genotype only. */
export type Part = SequencePart | NumberPart;

export interface SequencePart {
  readonly kind: 'sequence';
  /** The same for the same place of every genotype: `args[0]`, `edges`, `tests[].a`. What yields are learned for. */
  readonly place: string;
  /** Where in this genotype. */
  readonly path: readonly (string | number)[];
  readonly value: Sequence;
  readonly domain: SequenceDomain;
}

export interface NumberPart {
  readonly kind: 'number';
  readonly place: string;
  readonly path: readonly (string | number)[];
  readonly value: number;
  readonly domain: NumberDomain;
}

export interface SequenceDomain {
  /** Present lengths that `edit` will keep; others are clipped. */
  readonly minLength: number;
  readonly maxLength: number;
  /** A fresh element: a one-character string for strings, an element genotype for lists. */
  element(rng: Rng, size: number): unknown;
  /** For strings: the characters allowed; undefined when any. */
  readonly alphabet: string | undefined;
  /** For lists of numbers: their bounds, so that ramps and extremes make sense. */
  readonly numbers: NumberDomain | undefined;
  /** Every order is a valid one but the multiset of elements is fixed (permutations). */
  readonly fixedElements: boolean;
}

export interface NumberDomain {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}
