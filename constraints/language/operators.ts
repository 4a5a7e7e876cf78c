import type { BinaryExpression } from './expression.ts';

/** Longest text that `+` makes, in characters; a longer one is undefined. */
const MAX_JOINED = 65_536;
/** Longest text that is read as a number, in characters; a longer one is not a number. */
const MAX_NUMERAL = 1000;

export type BinaryOperator = BinaryExpression['operator'];
export type Comparison = Extract<
  BinaryOperator,
  '<' | '<=' | '>' | '>=' | '===' | '!==' | '==' | '!='
>;

/** An object, a function or a symbol of the program: it is never converted, only told apart from others. */
export function isOpaque(value: unknown): boolean {
  return (
    (typeof value === 'object' && value !== null) ||
    typeof value === 'function' ||
    typeof value === 'symbol'
  );
}

/** As JavaScript converts a primitive; NaN for anything else. */
export function toNumber(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return value.length > MAX_NUMERAL ? NaN : Number(value);
    case 'boolean':
      return value ? 1 : 0;
    case 'object':
      return value === null ? 0 : NaN;
    case 'undefined':
    case 'function':
    case 'symbol':
    case 'bigint':
      return NaN;
  }
}

export function isComparison(operator: BinaryOperator): operator is Comparison {
  switch (operator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '===':
    case '!==':
    case '==':
    case '!=':
      return true;
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '**':
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return false;
  }
}

/**
 * As JavaScript for primitives. Objects are equal to themselves and to nothing else; any other operation on them is
 * undefined, because it would convert them.
 */
export function binaryOperation(
  operator: BinaryOperator,
): (left: unknown, right: unknown) => unknown {
  switch (operator) {
    case '===':
      return (left, right) => left === right;
    case '!==':
      return (left, right) => left !== right;
    case '==':
      return looselyEqual;
    case '!=':
      return (left, right) => {
        const isEqual = looselyEqual(left, right);
        return isEqual === undefined ? undefined : !isEqual;
      };
    case '<':
      return ordered((left, right) => left < right);
    case '<=':
      return ordered((left, right) => left <= right);
    case '>':
      return ordered((left, right) => left > right);
    case '>=':
      return ordered((left, right) => left >= right);
    case '+':
      return add;
    case '-':
      return numeric((left, right) => left - right);
    case '*':
      return numeric((left, right) => left * right);
    case '/':
      return numeric((left, right) => left / right);
    case '%':
      return numeric((left, right) => left % right);
    case '**':
      return numeric((left, right) => left ** right);
    case '&':
      return numeric((left, right) => left & right);
    case '|':
      return numeric((left, right) => left | right);
    case '^':
      return numeric((left, right) => left ^ right);
    case '<<':
      return numeric((left, right) => left << right);
    case '>>':
      return numeric((left, right) => left >> right);
    case '>>>':
      return numeric((left, right) => left >>> right);
  }
}

function numeric(
  operation: (left: number, right: number) => number,
): (left: unknown, right: unknown) => number | undefined {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return operation(left, right);
    return isOpaque(left) || isOpaque(right)
      ? undefined
      : operation(toNumber(left), toNumber(right));
  };
}

function ordered(
  compare: (left: number | string, right: number | string) => boolean,
): (left: unknown, right: unknown) => boolean | undefined {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return compare(left, right);
    if (typeof left === 'string' && typeof right === 'string') return compare(left, right);
    return isOpaque(left) || isOpaque(right) ? undefined : compare(toNumber(left), toNumber(right));
  };
}

function add(left: unknown, right: unknown): number | string | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (isOpaque(left) || isOpaque(right)) return undefined;
  if (typeof left !== 'string' && typeof right !== 'string')
    return toNumber(left) + toNumber(right);
  const first = String(left);
  const second = String(right);
  return first.length + second.length > MAX_JOINED ? undefined : first + second;
}

function looselyEqual(left: unknown, right: unknown): boolean | undefined {
  if (typeof left === typeof right && left !== null && right !== null) return left === right;
  const isLeftNone = left === null || left === undefined;
  const isRightNone = right === null || right === undefined;
  if (isLeftNone || isRightNone) return isLeftNone && isRightNone;
  if (isOpaque(left) || isOpaque(right)) return undefined;
  return toNumber(left) === toNumber(right);
}
