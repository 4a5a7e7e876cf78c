import * as t from '@babel/types';
import { isAnonymousFunction } from './children.ts';
import { reserveTemporary, type PendingSite, type Unit } from './units.ts';
import { visitExpression, type Walk } from './walk.ts';
import {
  constructorPlan,
  isBuiltinCallback,
  isCallingMethod,
  methodPlan,
  staticPlan,
  type WorkPlan,
} from './work-catalogue.ts';

type Call = t.CallExpression | t.OptionalCallExpression;
type Member = t.MemberExpression | t.OptionalMemberExpression;

/**
 * Puts charges around calls, constructions and spreads of builtins: `s.indexOf(x)` becomes
 * `$w.indexOf(17, s.indexOf(x), s)`. The call stays as it is; whatever the charge wants to know and reading again could change
 * is kept in a temporary on the way, which serves the charge alone.
 * @returns the charged call, or undefined when there is nothing to charge (and nothing was visited).
 */
export function chargeCall(walk: Walk, node: Call, unit: Unit): t.Expression | undefined {
  if (node.type === 'CallExpression') {
    const plan = lookUpFree(walk, node.callee, (name) =>
      name === 'Array' ? constructorPlan(name) : staticPlan(name),
    );
    if (plan !== undefined) return chargeResult(walk, node, plan, plan.charge, unit);
  }
  const { callee } = node;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') {
    return undefined;
  }
  if (callee.computed || callee.property.type !== 'Identifier') return undefined;
  const object = unwrap(callee.object);
  // The receiver is a link of the same chain, or would take its name from a temporary.
  if (t.isOptionalMemberExpression(object) || t.isOptionalCallExpression(object)) return undefined;
  if (isAnonymousFunction(object)) return undefined;
  return chargeMethod(walk, node, callee, callee.property.name, unit);
}

/** @returns the charged construction, or undefined when there is nothing to charge (and nothing was visited). */
export function chargeConstruction(
  walk: Walk,
  node: t.NewExpression,
  unit: Unit,
): t.Expression | undefined {
  const plan = lookUpFree(walk, node.callee, constructorPlan);
  if (plan === undefined || node.arguments.length === 0) return undefined;
  return chargeResult(walk, node, plan, `new ${freeName(node.callee) ?? ''}`, unit);
}

/** Charges what is about to be spread. */
export function chargeSpread(walk: Walk, node: t.SpreadElement, unit: Unit): t.Node {
  const site = walk.units.add(unit, 'work', node, 'spread');
  const charge = walk.objectSpreads.has(node) ? 'spreadObject' : 'spread';
  const value = visitExpression(walk, node.argument);
  node.argument = walk.counters.work(charge, [walk.units.siteNumber(site), value]);
  return node;
}

/** Charges of the rests that a pattern binds, to be evaluated once they are bound. */
export function restCharges(walk: Walk, pattern: t.Node | null, unit: Unit): t.Expression[] {
  return restNames(pattern).map((name) => {
    const site = walk.units.add(unit, 'work', name, 'rest');
    return walk.counters.work('rest', [walk.units.siteNumber(site), t.identifier(name.name)]);
  });
}

function chargeMethod(
  walk: Walk,
  node: Call,
  callee: Member,
  method: string,
  unit: Unit,
): t.Expression | undefined {
  const [first] = node.arguments;
  const addSite = (): PendingSite => walk.units.add(unit, 'work', callee.property, method);
  if (isCallingMethod(method) && first !== undefined) {
    if (lookUpFree(walk, first, isBuiltinCallback) === true) {
      return charge(walk, node, callee, { charge: 'each', passes: [] }, addSite(), unit);
    }
    if (method === 'map' || method === 'filter') {
      return charge(walk, node, callee, { charge: method, passes: [] }, undefined, unit);
    }
  }
  const plan = methodPlan(method, node.arguments.length);
  if (plan === undefined) return undefined;
  const isMatching = plan.charge === 'exec' || plan.charge === 'test';
  if (isMatching && (!t.isExpression(first) || isAnonymousFunction(first))) return undefined;
  return charge(walk, node, callee, plan, addSite(), unit);
}

function charge(
  walk: Walk,
  node: Call,
  callee: Member,
  plan: WorkPlan,
  site: PendingSite | undefined,
  unit: Unit,
): t.Expression {
  const temporaries = unit.temporariesInUse;
  const receiver = placeReceiver(walk, callee, unit);
  const passed = placeArguments(walk, node, plan, unit);
  if (plan.charge === 'splice') passed.push(insertedCount(node.arguments));
  if (plan.charge === 'exec' || plan.charge === 'test') {
    passed.push(readLastIndex(walk, node, receiver, passed[0], unit));
  }
  unit.temporariesInUse = temporaries;
  const number = site === undefined ? [] : [walk.units.siteNumber(site)];
  return walk.counters.work(plan.charge, [...number, node, receiver, ...passed]);
}

function chargeResult(
  walk: Walk,
  node: t.CallExpression | t.NewExpression,
  plan: WorkPlan,
  name: string,
  unit: Unit,
): t.Expression {
  const site = walk.units.add(unit, 'work', node, name);
  const temporaries = unit.temporariesInUse;
  const passed = placeArguments(walk, node, plan, unit);
  unit.temporariesInUse = temporaries;
  return walk.counters.work(plan.charge, [walk.units.siteNumber(site), node, ...passed]);
}

/** Visits what a method is called on. @returns an expression that gives the same value again after the call. */
function placeReceiver(walk: Walk, callee: Member, unit: Unit): t.Expression {
  const { object } = callee;
  if (object.type === 'Super') return t.thisExpression();
  const again = readAgain(walk, object);
  if (again !== undefined) return again;
  const value = visitExpression(walk, object);
  const name = reserveTemporary(unit);
  callee.object = t.assignmentExpression('=', t.identifier(name), value);
  return t.identifier(name);
}

/** Visits the arguments. @returns expressions that give the values of the wanted ones again after the call. */
function placeArguments(
  walk: Walk,
  node: Call | t.NewExpression,
  plan: WorkPlan,
  unit: Unit,
): t.Expression[] {
  const passed: t.Expression[] = [];
  let isSpread = false;
  node.arguments.forEach((argument, i) => {
    const isWanted = plan.passes.includes(i);
    isSpread ||= !t.isExpression(argument);
    if (!isWanted || isSpread || !t.isExpression(argument) || isAnonymousFunction(argument)) {
      node.arguments[i] = walk.visit(argument) as typeof argument;
      if (isWanted) passed.push(absent());
      return;
    }
    const again = readAgain(walk, argument);
    const value = visitExpression(walk, argument);
    if (again !== undefined) {
      node.arguments[i] = value;
      passed.push(again);
      return;
    }
    const name = reserveTemporary(unit);
    node.arguments[i] = t.assignmentExpression('=', t.identifier(name), value);
    passed.push(t.identifier(name));
  });
  return passed;
}

/** Reads `lastIndex` after the subject was evaluated and before the call. */
function readLastIndex(
  walk: Walk,
  node: Call,
  receiver: t.Expression,
  again: t.Expression | undefined,
  unit: Unit,
): t.Expression {
  const [subject] = node.arguments;
  if (!t.isExpression(subject) || again === undefined) return t.numericLiteral(0);
  const from = reserveTemporary(unit);
  const value = walk.counters.work('lastIndex', [t.cloneNode(receiver)]);
  const read = t.assignmentExpression('=', t.identifier(from), value);
  // An assignment keeps the subject in a temporary; anything else can be read again.
  node.arguments[0] = t.sequenceExpression(
    subject.type === 'AssignmentExpression' ? [subject, read, t.cloneNode(again)] : [read, subject],
  );
  return t.identifier(from);
}

/** An expression that gives the value of another once more, without effect; undefined when there is none. */
function readAgain({ bound }: Walk, expression: t.Expression): t.Expression | undefined {
  const inner = unwrap(expression);
  switch (inner.type) {
    case 'ThisExpression':
      return t.thisExpression();
    case 'StringLiteral':
      return t.stringLiteral(inner.value);
    case 'NumericLiteral':
      return t.numericLiteral(inner.value);
    case 'Identifier':
      return bound.has(inner.name) ? t.identifier(inner.name) : undefined;
    default:
      return undefined;
  }
}

/** Looks up `name` or `object.property` when the module does not bind that name. */
function lookUpFree<T>({ bound }: Walk, node: t.Node, lookUp: (name: string) => T): T | undefined {
  const name = freeName(node);
  if (name === undefined) return undefined;
  const [variable = ''] = name.split('.');
  return bound.has(variable) ? undefined : lookUp(name);
}

/** What is left of an expression without its types. */
function unwrap(node: t.Node): t.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** `name` or `object.property`. */
function freeName(node: t.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  return `${node.object.name}.${node.property.name}`;
}

function absent(): t.Expression {
  return t.unaryExpression('void', t.numericLiteral(0));
}

/** Number of elements that a call of `splice` inserts; -1 when a spread hides it. */
function insertedCount(args: readonly t.Node[]): t.Expression {
  const isSpread = args.some((argument) => argument.type === 'SpreadElement');
  return isSpread
    ? t.unaryExpression('-', t.numericLiteral(1))
    : t.numericLiteral(Math.max(0, args.length - 2));
}

/** Variables that hold the rest of what a pattern takes apart. */
function restNames(pattern: t.Node | null): t.Identifier[] {
  switch (pattern?.type) {
    case 'RestElement':
      return pattern.argument.type === 'Identifier'
        ? [pattern.argument]
        : restNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => restNames(element));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        restNames(property.type === 'RestElement' ? property : property.value),
      );
    case 'AssignmentPattern':
      return restNames(pattern.left);
    default:
      return [];
  }
}
