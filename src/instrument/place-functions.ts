import * as t from '@babel/types';
import { isAnonymousFunction, replaceChild } from './children.ts';
import { functionName, memberName } from './function-name.ts';
import { restCharges } from './place-work.ts';
import { trackDepth } from './place-probes.ts';
import { placeRests } from './place-statements.ts';
import type { PendingSite, Unit } from './units.ts';
import { noteName, visitExpression, within, type Walk } from './walk.ts';

/** The module's top level is a unit like a function's body. */
export function placeModule(walk: Walk, program: t.Program): void {
  const unit = walk.units.open('<module>', walk.names.temporary);
  const entry = walk.units.add(unit, 'module', program);
  within(walk, unit, () => {
    replaceChild(program, 'body', walk.visit);
    placeRests(walk, program.body);
  });
  program.body.unshift(
    ...declareTemporaries(initializerPrefix(walk), walk.initializerTemporaries),
    ...declareVariables([...(walk.probes?.depthCounters.values() ?? [])]),
    ...prologue(walk, unit, entry),
  );
}

export function placeFunction(walk: Walk, node: t.Function): t.Node {
  if ('computed' in node && node.computed) replaceChild(node, 'key', walk.visit);
  for (const parameter of node.params) placeParameter(walk, parameter);
  const name = functionName(node, walk.hints.get(node));
  const unit = walk.units.open(name, walk.names.temporary);
  const entry = walk.units.add(unit, 'function', node);
  const rests = node.params.flatMap((parameter) => restCharges(walk, parameter, unit));
  within(walk, unit, () => replaceChild(node, 'body', walk.visit));
  const { body } = node;
  const first = prologue(walk, unit, entry);
  first.push(...rests.map((rest) => t.expressionStatement(rest)));
  const depthCounter = walk.probes?.depthCounters.get(node);
  if (body.type === 'BlockStatement') {
    if (depthCounter !== undefined) body.body = trackDepth(depthCounter, body.body);
    body.body.unshift(...first);
  } else if (depthCounter !== undefined) {
    first.push(...trackDepth(depthCounter, [t.returnStatement(body)]));
    node.body = t.blockStatement(first);
  } else if (first.length === 1) {
    node.body = t.sequenceExpression([walk.counters.enter(unit, entry), body]);
  } else {
    node.body = t.blockStatement([...first, t.returnStatement(body)]);
  }
  return node;
}

/** Fields of instances are evaluated when an instance is made, static ones with the class. */
export function placeField(walk: Walk, node: t.ClassProperty | t.ClassPrivateProperty): t.Node {
  if (node.type === 'ClassProperty' && node.computed) replaceChild(node, 'key', walk.visit);
  if (node.static) replaceChild(node, 'value', walk.visit);
  else if (node.value) node.value = placeInitializer(walk, node.value, memberName(node.key));
  return node;
}

/** Defaults are evaluated before the body is entered: each is a unit of its own. */
function placeParameter(walk: Walk, node: t.Node | null): void {
  switch (node?.type) {
    case 'AssignmentPattern':
      placeParameter(walk, node.left);
      noteName(walk, node);
      node.right = placeInitializer(walk, node.right, '<parameter>');
      return;
    case 'TSParameterProperty':
      return placeParameter(walk, node.parameter);
    case 'RestElement':
      return placeParameter(walk, node.argument);
    case 'ArrayPattern':
      for (const element of node.elements) placeParameter(walk, element);
      return;
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'ObjectProperty' && property.computed) {
          within(walk, undefined, () => replaceChild(property, 'key', walk.visit));
        }
        placeParameter(walk, property.type === 'RestElement' ? property : property.value);
      }
      return;
    default:
  }
}

/** An expression evaluated by itself, outside the body around it. */
function placeInitializer(walk: Walk, value: t.Expression, name: string): t.Expression {
  if (isAnonymousFunction(value)) {
    return within(walk, undefined, () => visitExpression(walk, value));
  }
  const unit = walk.units.open(name, initializerPrefix(walk));
  const entry = walk.units.add(unit, 'function', value);
  const placed = within(walk, unit, () => visitExpression(walk, value));
  walk.initializerTemporaries = Math.max(walk.initializerTemporaries, unit.temporaries);
  if (unit.sites.length === 1) {
    walk.units.discard(unit);
    return placed;
  }
  return t.sequenceExpression([walk.counters.enter(unit, entry), placed]);
}

/** Declares the unit's temporaries, then counts its entry. */
function prologue(walk: Walk, unit: Unit, entry: PendingSite): t.Statement[] {
  return [
    ...declareTemporaries(unit.prefix, unit.temporaries),
    t.expressionStatement(walk.counters.enter(unit, entry)),
  ];
}

function initializerPrefix({ names }: Walk): string {
  return `${names.temporary}i`;
}

function declareTemporaries(prefix: string, count: number): t.Statement[] {
  return declareVariables(Array.from({ length: count }, (_, i) => `${prefix}${i}`));
}

function declareVariables(names: readonly string[]): t.Statement[] {
  if (names.length === 0) return [];
  const declarators = names.map((name) => t.variableDeclarator(t.identifier(name)));
  return [t.variableDeclaration('var', declarators)];
}
