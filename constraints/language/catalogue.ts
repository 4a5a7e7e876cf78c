/** What a parameter of a catalogue function takes; anything else makes the call undefined. */
export type ParameterKind = 'collection' | 'number' | 'primitive' | 'collection-or-number' | 'any';

/** A function that expressions may call. */
export interface CatalogueFunction {
  readonly name: string;
  readonly parameters: readonly ParameterKind[];
  /** Further arguments of the last parameter's kind may follow. */
  readonly variadic: boolean;
  /** One sentence for people and language models. */
  readonly doc: string;
  /** Times that it goes through the elements of its first argument; 0 for constant time. */
  readonly passes: number;
  /** `place`: about the place, without arguments (`hits`, `callDepth`). */
  readonly group: 'collection' | 'place' | 'math';
}

/** Every function of the language, by name. */
export const CATALOGUE: ReadonlyMap<string, CatalogueFunction> = new Map();
