/** A constraint and a recipe as documents: what users write, synthesizers propose and runs record. */

/** Where in the program a constraint is looked at. */
export interface Place {
  /** Path of the file, relative to the directory of the target's entry, with forward slashes. */
  readonly file: string;
  /** Name of the enclosing function as the site table has it; `<module>` for the top level. */
  readonly function?: string;
  /** 1-based line in the file as its author wrote it; may be left out for `entry` and `exit` of a named function. */
  readonly line?: number;
  /**
   * `entry`: after the parameters are bound; `exit`: before each return and at the end; `loop`: at the start of each
   * iteration of the loop that begins on `line`; `line`: before the statement that begins on `line`.
   */
  readonly at: 'line' | 'entry' | 'exit' | 'loop';
}

/** A branch condition that is expected to hold in slow runs and not in fast ones. */
export interface Constraint {
  readonly id: string;
  readonly source: 'llm' | 'profile' | 'user';
  /** One sentence for people: why the condition makes the program slow. */
  readonly description: string;
  readonly where: Place;
  /** Names for parts of the condition, each an expression over variables and earlier names. */
  readonly let?: Readonly<Record<string, string>>;
  /** The condition, see the language's README. */
  readonly when: string;
  readonly expects: 'slower';
}

/**
 * A parametric input: for each named place of the input (a parameter's name, a field of the spec, or `args[0]`) an
 * expression. For a list or a text it gives the element (for texts a string, or a number that is a character code) at
 * index `i` of `n`; for a number its value. `N` is the size asked for.
 */
export interface Recipe {
  readonly id: string;
  readonly source: 'llm' | 'profile' | 'user';
  readonly description: string;
  /** The constraint that it is meant to reach, if it was made for one. */
  readonly reaches?: string;
  readonly input: Readonly<Record<string, string>>;
}

/** What `constraints.json` holds. */
export interface ConstraintFile {
  readonly version: 1;
  readonly constraints: readonly Constraint[];
  readonly recipes: readonly Recipe[];
}
