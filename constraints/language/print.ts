import type { Expression, LiteralExpression, UnaryExpression } from './expression.ts';

/** How tightly the forms of the language bind, as in JavaScript; more binds tighter. */
const CONDITIONAL = 1;
const EXPONENT = 13;
const UNARY = 14;
const ACCESS = 15;
const PRIMARY = 16;
const POWERS: ReadonlyMap<string, number> = new Map(
  [
    ['??', '||'],
    ['&&'],
    ['|'],
    ['^'],
    ['&'],
    ['===', '!==', '==', '!='],
    ['<', '<=', '>', '>='],
    ['<<', '>>', '>>>'],
    ['+', '-'],
    ['*', '/', '%'],
    ['**'],
  ].flatMap((operators, level) =>
    operators.map((operator) => [operator, CONDITIONAL + 1 + level] as const),
  ),
);
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** The expression as text, with no more parentheses than it needs; parsing it gives the expression back. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return literalText(expression.value);
    case 'variable':
      return expression.name;
    case 'member': {
      const object = accessedText(expression.object);
      return IDENTIFIER.test(expression.property)
        ? `${object}.${expression.property}`
        : `${object}[${JSON.stringify(expression.property)}]`;
    }
    case 'index':
      return `${accessedText(expression.object)}[${printExpression(expression.index)}]`;
    case 'unary':
      return unaryText(expression);
    case 'binary':
    case 'logical': {
      const { operator, left, right } = expression;
      const power = powerOf(expression);
      const isRightward = operator === '**';
      const leftText = operandText(left, expression, isRightward ? UNARY + 1 : power);
      return `${leftText} ${operator} ${operandText(right, expression, isRightward ? power : power + 1)}`;
    }
    case 'conditional': {
      const test = within(expression.test, CONDITIONAL + 1);
      return `${test} ? ${printExpression(expression.consequent)} : ${printExpression(expression.alternate)}`;
    }
    case 'call':
      return `${expression.callee}(${expression.args.map(printExpression).join(', ')})`;
  }
}

function powerOf(expression: Expression): number {
  switch (expression.kind) {
    case 'conditional':
      return CONDITIONAL;
    case 'binary':
    case 'logical':
      return POWERS.get(expression.operator) ?? EXPONENT;
    case 'unary':
      return UNARY;
    case 'literal':
      return isNegative(expression) ? UNARY : PRIMARY;
    case 'member':
    case 'index':
    case 'call':
      return ACCESS;
    case 'variable':
      return PRIMARY;
  }
}

/** In parentheses unless it binds at least as tightly as asked. */
function within(expression: Expression, power: number): string {
  const text = printExpression(expression);
  return powerOf(expression) < power ? `(${text})` : text;
}

/** An operand of a binary or logical operator; JavaScript does not let `??` stand beside `&&` and `||` without parentheses. */
function operandText(operand: Expression, parent: Expression, power: number): string {
  const mixes =
    operand.kind === 'logical' &&
    parent.kind === 'logical' &&
    (operand.operator === '??') !== (parent.operator === '??');
  return mixes ? `(${printExpression(operand)})` : within(operand, power);
}

/** What stands before a dot or a bracket: `1.length` would not be read. */
function accessedText(object: Expression): string {
  const text = within(object, ACCESS);
  return object.kind === 'literal' && typeof object.value === 'number' && !text.startsWith('(')
    ? `(${text})`
    : text;
}

/** `-1` is read as a literal and `--x` as a decrement: the operator applied to these needs parentheses. */
function unaryText({ operator, operand }: UnaryExpression): string {
  const text = within(operand, UNARY);
  if (operator === 'typeof') return `typeof ${text}`;
  const isFolded =
    operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number';
  const isDoubled = (operator === '-' || operator === '+') && text.startsWith(operator);
  return isFolded || isDoubled ? `${operator}(${text})` : `${operator}${text}`;
}

function isNegative({ value }: LiteralExpression): boolean {
  return typeof value === 'number' && (value < 0 || Object.is(value, -0));
}

function literalText(value: LiteralExpression['value']): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}
