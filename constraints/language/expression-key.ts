import type { BinaryExpression, Expression, UnaryExpression } from './expression.ts';
import { chainOf } from './expression-facts.ts';
import { isComparison } from './operators.ts';
import { printExpression } from './print.ts';

/**
 * A text that expressions share when they differ only in how they are written: `a > b` and `b < a`, `x && y` and `y && x`
 * of conditions, `!(a === b)` and `a !== b`. Equal keys mean equal values; false and undefined count as one.
 */
export function expressionKey(expression: Expression): string {
  return printExpression(canonical(expression));
}

function canonical(expression: Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return expression;
    case 'member':
      return { ...expression, object: canonical(expression.object) };
    case 'index': {
      const { object, index } = expression;
      return { ...expression, object: canonical(object), index: canonical(index) };
    }
    case 'unary':
      return canonicalUnary(expression.operator, canonical(expression.operand));
    case 'binary':
      return canonicalBinary(
        expression.operator,
        canonical(expression.left),
        canonical(expression.right),
      );
    case 'logical': {
      const { operator } = expression;
      return operator === '??'
        ? { ...expression, left: canonical(expression.left), right: canonical(expression.right) }
        : joined(operator, chainOf(expression, operator).map(canonical));
    }
    case 'conditional':
      return {
        kind: 'conditional',
        test: canonical(expression.test),
        consequent: canonical(expression.consequent),
        alternate: canonical(expression.alternate),
      };
    case 'call':
      return { ...expression, args: expression.args.map(canonical) };
  }
}

const FLIPPED: Partial<Record<BinaryExpression['operator'], BinaryExpression['operator']>> = {
  '>': '<',
  '>=': '<=',
};
const COMMUTATIVE: ReadonlySet<string> = new Set(['===', '!==', '==', '!=', '*', '&', '|', '^']);
const OPPOSITE: Partial<Record<BinaryExpression['operator'], BinaryExpression['operator']>> = {
  '===': '!==',
  '!==': '===',
};

function canonicalUnary(operator: UnaryExpression['operator'], operand: Expression): Expression {
  if (operator === '!' && operand.kind === 'binary') {
    const opposite = OPPOSITE[operand.operator];
    if (opposite !== undefined) return { ...operand, operator: opposite };
  }
  const isDouble = operator === '!' && operand.kind === 'unary' && operand.operator === '!';
  if (isDouble && isCondition(operand.operand)) return operand.operand;
  return { kind: 'unary', operator, operand };
}

function canonicalBinary(
  operator: BinaryExpression['operator'],
  left: Expression,
  right: Expression,
): Expression {
  const flipped = FLIPPED[operator];
  if (flipped !== undefined) return { kind: 'binary', operator: flipped, left: right, right: left };
  return COMMUTATIVE.has(operator) && printExpression(right) < printExpression(left)
    ? { kind: 'binary', operator, left: right, right: left }
    : { kind: 'binary', operator, left, right };
}

/** Conditions in the order of their texts, each once; anything else as it stands, because `x || y` gives x or y itself. */
function joined(operator: '&&' | '||', operands: readonly Expression[]): Expression {
  const ordered = operands.every(isCondition)
    ? [...new Map(operands.map((operand) => [printExpression(operand), operand])).entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, operand]) => operand)
    : operands;
  return ordered.reduce((left, right) => ({ kind: 'logical', operator, left, right }));
}

/** Gives nothing but true, false or undefined. */
function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'boolean';
    case 'unary':
      return expression.operator === '!';
    case 'binary':
      return isComparison(expression.operator);
    case 'logical':
      return isCondition(expression.left) && isCondition(expression.right);
    case 'conditional':
      return isCondition(expression.consequent) && isCondition(expression.alternate);
    case 'variable':
    case 'member':
    case 'index':
    case 'call':
      return false;
  }
}
