import type { Expression } from './expression.ts';

/** A text that expressions share when they differ only in how they are written: `a > b` and `b < a`. */
export function expressionKey(expression: Expression): string {
  return expression.kind;
}
