import type { ParsedRecipe } from './executor.ts';

/** A regular expression, as `RegExp.prototype.source` and `flags` give it. */
export interface PatternText {
  readonly source: string;
  readonly flags: string;
}

/** What the regular expressions of a program lend to a search for its slow inputs. */
export interface PatternAids {
  /** For the dictionary: parts of texts that make a pattern slow, and texts that match one. */
  readonly strings: readonly string[];
  /** Texts that make a pattern slow, at any size and at each place that can hold them. */
  readonly recipes: readonly ParsedRecipe[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}
