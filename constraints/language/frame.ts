import type { Look } from './reader.ts';

/** What an expression is evaluated over: one look at one place of the program. */
export interface Frame extends Look {
  /**
   * `values[k]` is the value of `variables[k]`. A new array for every look: what was read of the values is remembered
   * until another array comes.
   */
  values: readonly unknown[];
  /** Times that the place was reached so far in the run: `hits()`. */
  hits: number;
  /** Open activations of the enclosing function: `callDepth()`. */
  depth: number;
  /** Work done so far, accumulated by every evaluation, for budgets. A unit takes 3 to 5 ns. */
  units: number;
}

/** A compiled expression. Never throws but for want of stack, and runs nothing of the program. */
export type Evaluate = (frame: Frame) => unknown;
