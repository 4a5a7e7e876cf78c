import type { Expression } from './expression.ts';

/** The expression as text, with no more parentheses than it needs; parsing it gives the expression back. */
export function printExpression(expression: Expression): string {
  return expression.kind;
}
