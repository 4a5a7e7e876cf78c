import type { Expression } from './expression.ts';
import type { Reader } from './reader.ts';

/** What an expression is evaluated over: one look at one place of the program. */
export interface Frame {
  /**
   * `values[k]` is the value of `variables[k]`. A new array for every look: what was read of the values is remembered
   * until another array comes.
   */
  values: readonly unknown[];
  /** Times that the place was reached so far in the run: `hits()`. */
  hits: number;
  /** Open activations of the enclosing function: `callDepth()`. */
  depth: number;
  /** Work done so far, accumulated by every evaluation, for budgets. */
  units: number;
}

/**
 * Compiles to a closure that gives the expression's value; never throws, and runs nothing of the program.
 * @param variables names of the frame's values; any other variable is undefined
 */
export function compileValue(
  expression: Expression,
  variables: readonly string[],
  reader: Reader,
): (frame: Frame) => unknown {
  return () => [expression, variables, reader];
}
