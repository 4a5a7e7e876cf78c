import * as t from '@babel/types';
import type { CompareCalls } from '../../harness/js/compare-calls.ts';
import { isAnonymousFunction, replaceChild, withoutTypes } from './children.ts';
import { placeArguments, placeReceiver } from './place-work.ts';
import { reserveTemporary, type Unit } from './units.ts';
import { visitExpression, type Walk } from './walk.ts';

/** Numbers the comparisons of a module, in the order in which they are placed. */
export interface ComparisonNumbers {
  next(): number;
  /** How many there are so far. */
  readonly count: number;
}

export function numberComparisons(first: number): ComparisonNumbers {
  let count = 0;
  return {
    next: () => first + count++,
    get count() {
      return count;
    },
  };
}

/** Which operand the program always has the same value for: neither, the right one, the left one. */
const SIDES = { none: 0, right: 1, left: 2 } as const;

const EQUALITIES: ReadonlyMap<string, keyof CompareCalls> = new Map([
  ['===', 'same'],
  ['!==', 'differs'],
  ['==', 'equal'],
  ['!=', 'unequal'],
]);
const ORDERS: ReadonlyMap<string, keyof CompareCalls> = new Map([
  ['<', 'less'],
  ['<=', 'atMost'],
  ['>', 'more'],
  ['>=', 'atLeast'],
]);
/** Methods of maps and sets. */
const COLLECTION_METHODS = new Set(['has', 'get', 'delete']);
/** The same question as a function of object and key: programs keep it under names like `has` and `_hasOwnProperty`. */
const TABLE_FUNCTION = /^[_$]*(?:has|hasOwn|hasOwnProp|hasOwnProperty|hop|own)$/;

/**
 * Makes a comparison tell what it compares: `a === b` becomes `$e.same(12, 0, a, b)`. The call gets the operands' values in
 * their order and does what the operator does with them; what could be done in a call alone stays where it is and is told
 * of: `switch ($r0 = a) { case $e.chosen(13, 1, 'x', $r0): }`, `($r0 = o)[$e.key(14, k, $r0)]`.
 * @returns what takes the place of the node, or undefined when it tells nothing (and nothing was visited).
 */
export function placeComparison(walk: Walk, node: t.Node, unit: Unit): t.Node | undefined {
  switch (node.type) {
    case 'BinaryExpression':
      return placeOperator(walk, node);
    case 'SwitchStatement':
      return placeSwitch(walk, node, unit);
    case 'MemberExpression':
      return placeLookUp(walk, node, unit);
    case 'CallExpression':
      return placeQuestion(walk, node, unit);
    case 'AssignmentExpression':
      // What is written is not looked up.
      walk.references.add(node.left);
      return undefined;
    default:
      return undefined;
  }
}

function placeOperator(walk: Walk, node: t.BinaryExpression): t.Expression | undefined {
  const { left, right, operator } = node;
  if (left.type === 'PrivateName') return undefined;
  const isTold =
    operator === 'in' ||
    (EQUALITIES.has(operator) && mayTell(left) && mayTell(right)) ||
    (ORDERS.has(operator) && (isBound(left) || isBound(right)));
  if (!isTold) return undefined;
  const number = next(walk);
  const operands = [visitExpression(walk, left), visitExpression(walk, right)];
  if (operator === 'in') return tell(walk, node, 'isIn', [number, ...operands]);
  const method = EQUALITIES.get(operator) ?? ORDERS.get(operator) ?? 'same';
  return tell(walk, node, method, [number, sidesOf(left, right), ...operands]);
}

function placeSwitch(walk: Walk, node: t.SwitchStatement, unit: Unit): t.Node | undefined {
  const { discriminant, cases } = node;
  const told = cases.map(({ test }) => t.isExpression(test) && mayTell(test));
  if (!told.includes(true) || isAnonymousFunction(discriminant)) return undefined;
  const temporaries = unit.temporariesInUse;
  const value = visitExpression(walk, discriminant);
  const name = reserveTemporary(unit);
  node.discriminant = t.assignmentExpression('=', t.identifier(name), value);
  const sides = cases.map(({ test }) => (test && isConstant(test) ? SIDES.right : SIDES.none));
  replaceChild(node, 'cases', walk.visit);
  cases.forEach((each, k) => {
    if (told[k] !== true || !each.test) return;
    const side = t.numericLiteral(sides[k] ?? SIDES.none);
    const operands = [each.test, t.identifier(name)];
    each.test = tell(walk, each.test, 'chosen', [next(walk), side, ...operands]);
  });
  unit.temporariesInUse = temporaries;
  return node;
}

/** `table[word]`, where it is read. */
function placeLookUp(walk: Walk, node: t.MemberExpression, unit: Unit): t.Node | undefined {
  const { object, property } = node;
  if (!node.computed || property.type === 'PrivateName' || walk.references.has(node))
    return undefined;
  if (object.type === 'Super' || isAnonymousFunction(object) || !mayBeWord(property))
    return undefined;
  const temporaries = unit.temporariesInUse;
  const number = next(walk);
  const table = placeReceiver(walk, node, unit);
  const key = visitExpression(walk, property);
  node.property = tell(walk, property, 'key', [number, key, table]);
  unit.temporariesInUse = temporaries;
  return node;
}

/** `words.has(word)`, `table.hasOwnProperty(word)`, `hasOwnProperty.call(table, word)`, `Object.hasOwn(table, word)`. */
function placeQuestion(walk: Walk, node: t.CallExpression, unit: Unit): t.Node | undefined {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed || isAnonymousFunction(callee.object))
    return undefined;
  const method = nameOf(callee.property) ?? '';
  const asked = method === 'call' ? (nameOf(callee.object) ?? '') : method;
  const isCollection = COLLECTION_METHODS.has(method);
  const isOfFunction =
    (method === 'call' && TABLE_FUNCTION.test(asked)) ||
    (method === 'hasOwn' && nameOf(callee.object) === 'Object');
  if (!isCollection && !isOfFunction && method !== 'hasOwnProperty') return undefined;
  const [object, key] = isOfFunction ? node.arguments : [callee.object, node.arguments[0]];
  if (!t.isExpression(object) || !t.isExpression(key) || !mayBeWord(key)) return undefined;
  const temporaries = unit.temporariesInUse;
  const number = next(walk);
  const receiver = isOfFunction ? undefined : placeReceiver(walk, callee, unit);
  if (isOfFunction) node.callee = visitExpression(walk, callee);
  const passed = placeArguments(walk, node, isOfFunction ? [0, 1] : [0], unit);
  unit.temporariesInUse = temporaries;
  const operands = receiver === undefined ? passed : [receiver, ...passed];
  return tell(walk, node, isCollection ? 'inCollection' : 'inTable', [number, node, ...operands]);
}

function next({ comparisons }: Walk): t.NumericLiteral {
  return t.numericLiteral(comparisons?.next() ?? 0);
}

/** `$e.name(...args)`, at the place of what it stands for. */
function tell(
  { names }: Walk,
  node: t.Node,
  name: keyof CompareCalls,
  args: readonly t.Expression[],
): t.CallExpression {
  const method = t.memberExpression(t.identifier(names.tools.$e), t.identifier(name));
  const call = t.callExpression(method, [...args]);
  call.loc = node.loc ?? null;
  return call;
}

function sidesOf(left: t.Node, right: t.Node): t.NumericLiteral {
  const [isLeft, isRight] = [isConstant(left), isConstant(right)];
  if (isLeft === isRight) return t.numericLiteral(SIDES.none);
  return t.numericLiteral(isRight ? SIDES.right : SIDES.left);
}

/** Whether equality with it says something about an input: not with kinds of values, nothing, objects, truths and zero. */
function mayTell(operand: t.Node): boolean {
  const inner = withoutTypes(operand);
  switch (inner.type) {
    case 'NumericLiteral':
      return inner.value !== 0;
    case 'UnaryExpression':
      return inner.operator === '+' || inner.operator === '~';
    case 'Identifier':
      return inner.name !== 'undefined' && inner.name !== 'NaN' && inner.name !== 'Infinity';
    case 'NullLiteral':
    case 'BooleanLiteral':
    case 'BigIntLiteral':
    case 'RegExpLiteral':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ThisExpression':
    case 'NewExpression':
      return false;
    default:
      return !t.isFunction(inner) && !t.isClass(inner);
  }
}

/** A limit of a range of characters or sizes, and not of a loop. */
function isBound(operand: t.Node): boolean {
  const inner = withoutTypes(operand);
  if (inner.type === 'NumericLiteral') return inner.value > 1;
  return inner.type !== 'UnaryExpression' && isConstant(inner);
}

/** A literal, or a name that says it is a constant: `LEFT_BRACE`, `Codes.leftBrace`. */
function isConstant(operand: t.Node): boolean {
  const inner = withoutTypes(operand);
  switch (inner.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
      return true;
    case 'TemplateLiteral':
      return inner.expressions.length === 0;
    case 'UnaryExpression':
      return inner.operator === '-' && isConstant(inner.argument);
    case 'Identifier':
      return /^[A-Z][\dA-Z_]+$/.test(inner.name);
    case 'MemberExpression':
      return (
        !inner.computed && (isConstant(inner.property) || /^[A-Z]/.test(nameOf(inner.object) ?? ''))
      );
    default:
      return false;
  }
}

/** Whether a key may be a word of the input rather than an index or a name that the text states. */
function mayBeWord(key: t.Node): boolean {
  const inner = withoutTypes(key);
  switch (inner.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'UpdateExpression':
    case 'UnaryExpression':
    case 'NullLiteral':
    case 'BooleanLiteral':
      return false;
    case 'BinaryExpression':
      // `'on' + name` is one, `i + 1` is not.
      return [inner.left, inner.right].every(
        (part) => inner.operator === '+' && !t.isNumericLiteral(part),
      );
    default:
      return !isAnonymousFunction(inner);
  }
}

function nameOf(node: t.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  const isMember = node.type === 'MemberExpression' && !node.computed;
  return isMember ? nameOf(node.property) : undefined;
}
