import * as t from '@babel/types';
import { isAnonymousFunction, withoutTypes } from './children.ts';
import { openQuestion, placeQuestion, type Question } from './place-regex.ts';
import { reserveTemporary, type PendingSite, type Unit } from './units.ts';
import { visitExpression, type Walk } from './walk.ts';
import {
  constructorPlan,
  isBuiltinCallback,
  isCallingMethod,
  methodPlan,
  staticPlan,
  symbolPlan,
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
  const object = withoutTypes(callee.object);
  // The receiver is a link of the same chain, or would take its name from a temporary.
  if (t.isOptionalMemberExpression(object) || t.isOptionalCallExpression(object)) return undefined;
  if (isAnonymousFunction(object)) return undefined;
  if (callee.computed) {
    const plan = lookUpFree(walk, callee.property, symbolPlan);
    return plan && chargePlanned(walk, node, callee, plan, freeName(callee.property) ?? '', unit);
  }
  if (callee.property.type !== 'Identifier') return undefined;
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
  return plan && chargePlanned(walk, node, callee, plan, method, unit);
}

/** @returns undefined (and nothing was visited) for a method of regular expressions without a subject. */
function chargePlanned(
  walk: Walk,
  node: Call,
  callee: Member,
  plan: WorkPlan,
  name: string,
  unit: Unit,
): t.Expression | undefined {
  const [subject] = node.arguments;
  const isOfRegExp = plan.regex?.isReceiver === true;
  if (isOfRegExp && (!t.isExpression(subject) || isAnonymousFunction(subject))) return undefined;
  return charge(
    walk,
    node,
    callee,
    plan,
    walk.units.add(unit, 'work', callee.property, name),
    unit,
  );
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
  const { regex } = plan;
  const question = regex && site && openQuestion(walk, node, callee.object, regex, site, unit);
  const receiver = placeReceiver(walk, callee, unit);
  // Without a question, a method of texts is charged by what it is called on alone.
  const isAlone = regex?.isReceiver === false && question === undefined;
  const passed = placeArguments(walk, node, isAlone ? [] : plan.passes, unit);
  if (plan.charge === 'splice') passed.push(insertedCount(node.arguments));
  const told =
    question === undefined
      ? [...passed, ...(regex?.isReceiver === true ? [t.numericLiteral(0)] : [])]
      : ask(walk, node, question, receiver, passed, unit);
  unit.temporariesInUse = temporaries;
  const number = site === undefined ? [] : [walk.units.siteNumber(site)];
  return walk.counters.work(plan.charge, [...number, node, receiver, ...told]);
}

/** @returns what the charge is told afterwards besides the receiver. */
function ask(
  walk: Walk,
  node: Call,
  question: Question,
  receiver: t.Expression,
  passed: readonly t.Expression[],
  unit: Unit,
): t.Expression[] {
  const [first = absent(), ...others] = passed;
  const { isReceiver } = question.use;
  const operands = isReceiver ? [receiver, first] : [first, receiver, ...others];
  // Of the arguments that are passed on, those in temporaries have just been assigned to them.
  const again = passed.length === node.arguments.length ? passed.at(-1) : undefined;
  const isKept = node.arguments.at(-1)?.type === 'AssignmentExpression';
  const answer = placeQuestion(walk, node, question, operands, isKept ? again : undefined, unit);
  return isReceiver ? [first, answer] : [answer];
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
  const passed = placeArguments(walk, node, plan.passes, unit);
  unit.temporariesInUse = temporaries;
  return walk.counters.work(plan.charge, [walk.units.siteNumber(site), node, ...passed]);
}

/** Visits what a method is called on. @returns an expression that gives the same value again after the call. */
export function placeReceiver(walk: Walk, callee: Member, unit: Unit): t.Expression {
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
export function placeArguments(
  walk: Walk,
  node: Call | t.NewExpression,
  passes: readonly number[],
  unit: Unit,
): t.Expression[] {
  const passed: t.Expression[] = [];
  let isSpread = false;
  node.arguments.forEach((argument, i) => {
    const isWanted = passes.includes(i);
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

/** An expression that gives the value of another once more, without effect; undefined when there is none. */
function readAgain({ bound }: Walk, expression: t.Expression): t.Expression | undefined {
  const inner = withoutTypes(expression);
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
