import type { Expression } from './expression.ts';

/** Names of the variables, in order of appearance, without duplicates. */
export function freeVariables(expression: Expression): readonly string[] {
  return [expression.kind];
}

/** Whether a catalogue function is called anywhere in it. */
export function usesCall(expression: Expression, name: string): boolean {
  return expression.kind === 'call' && expression.callee === name;
}

/** Whether nothing but lengths, sizes, hits and constants decides it: `len(a) > 50`, `hits() > 10`. */
export function isSizeOnly(expression: Expression): boolean {
  return expression.kind === 'literal';
}
