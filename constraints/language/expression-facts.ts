import { CATALOGUE } from './catalogue.ts';
import type { Expression } from './expression.ts';

/** Functions of the catalogue that tell sizes and counts of visits, and nothing of what is inside. */
const SIZE_CALLS: ReadonlySet<string> = new Set(['len', 'keys', 'hits']);
const SIZE_PROPERTIES: ReadonlySet<string> = new Set(['length', 'size']);

/** The expressions that it is made of, in the order of its text. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'logical':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.consequent, expression.alternate];
    case 'call':
      return expression.args;
  }
}

/** Names of the variables, in order of appearance, without duplicates. */
export function freeVariables(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const collect = (part: Expression): void => {
    if (part.kind === 'variable') names.add(part.name);
    else partsOf(part).forEach(collect);
  };
  collect(expression);
  return [...names];
}

/** Whether a catalogue function is called anywhere in it. */
export function usesCall(expression: Expression, name: string): boolean {
  return (
    (expression.kind === 'call' && expression.callee === name) ||
    partsOf(expression).some((part) => usesCall(part, name))
  );
}

/**
 * Whether nothing but lengths, sizes, hits and constants decides it: `len(a) > 50`, `hits() > 10`, `a[0].length < b.size`.
 * A plain variable may hold anything, a size too, but is not taken for one.
 */
export function isSizeOnly(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
    case 'index':
      return false;
    case 'member':
      return SIZE_PROPERTIES.has(expression.property);
    case 'call':
      if (SIZE_CALLS.has(expression.callee)) return true;
      return (
        CATALOGUE.get(expression.callee)?.group === 'math' && expression.args.every(isSizeOnly)
      );
    case 'literal':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'conditional':
      return partsOf(expression).every(isSizeOnly);
  }
}

/** The operands of `a && b && c`, however they are grouped. */
export function chainOf(expression: Expression, operator: '&&' | '||'): readonly Expression[] {
  return expression.kind === 'logical' && expression.operator === operator
    ? [...chainOf(expression.left, operator), ...chainOf(expression.right, operator)]
    : [expression];
}
