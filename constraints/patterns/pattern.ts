/** What a value is to patterns. `list`: elements that are neither all numbers nor all texts; `collection`: a map or a set. */
export type ValueKind = 'number' | 'text' | 'numbers' | 'texts' | 'list' | 'collection';

/**
 * A term of the constraint language with holes, and on which sides of a threshold it may tell slow runs from fast ones.
 * Patterns are instantiated over the variables in scope, and thresholds fitted to data, as in dynamic invariant
 * detection (Ernst et al. 2007, The Daikon system).
 */
export interface Pattern {
  readonly id: string;
  readonly name: string;
  /** What may stand for each hole; different variables for different holes. */
  readonly holes: Readonly<Record<string, readonly ValueKind[]>>;
  /** The term, with `{hole}` for each hole. */
  readonly term: string;
  /**
   * What it speaks about: what values look like (`data`), how often code runs (`work`), or how much there is (`size`).
   * Data is what inputs can be made of; size alone characterises nothing.
   */
  readonly about: 'data' | 'work' | 'size';
  /** Its scale is that of the inputs: a threshold for one size or one range of numbers may be none for another. */
  readonly isAbsolute?: boolean;
  /** A hole for the literal of a character: of those that slow and fast inputs have different shares of. */
  readonly character?: string;
  /** Holes for collections that grow with the input, so that what is divided by their length is brought to scale. */
  readonly scales?: readonly string[];
  /** What a place needs for the term to be anything but constant there: to be reached more than once, or by recursion. */
  readonly needs?: 'recursion' | 'repetition';
  /** Two holes that may change places without saying anything new. */
  readonly symmetric?: readonly [string, string];
  /** Holes for what stays the same throughout a run: of what changes all the time, extremes say nothing here. */
  readonly steady?: readonly string[];
  /** The hole whose value must have some length for the term to mean anything: shares of short lists are accidents. */
  readonly guard?: string;
  readonly sides: readonly PatternSide[];
}

export interface PatternSide {
  /** The slow side: below or above the threshold. */
  readonly comparison: '<' | '>';
  /** In words, with holes: `few different values in {x}`. */
  readonly description: string;
  /** What inputs tend to have it, if that is known. */
  readonly recipe?: RecipeTemplate;
}

/**
 * By hole and by kind of what stands for it: an expression of a recipe. Slots in it are filled from the inputs at hand:
 * `{low}`, `{high}` and `{range}` with the least and greatest number seen in that place and their difference, `{c}` and `{d}` with two of its
 * characters, `{open}` and `{close}` with a pair of brackets.
 */
export type RecipeTemplate = Readonly<Record<string, Readonly<Partial<Record<ValueKind, string>>>>>;

/** The text with what stands for each hole in its place; other braces stay. */
export function fillHoles(text: string, fillings: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => fillings[name] ?? hole);
}
