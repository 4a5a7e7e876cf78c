import * as t from '@babel/types';
import type { SiteKind } from '../core/site.ts';
import { isAnonymousFunction, replaceChild, replaceChildren } from './children.ts';
import { inBlock, visitExpression, visitStatement, type Walk } from './walk.ts';
import { countInProbe } from './place-probes.ts';
import { restCharges } from './place-work.ts';

export function placeIf(walk: Walk, node: t.IfStatement): t.Node {
  replaceChild(node, 'test', walk.visit);
  node.consequent = counted(walk, 'branch', node.consequent, node.consequent);
  // The hits of `else if` are those of its branches.
  if (node.alternate?.type === 'IfStatement') replaceChild(node, 'alternate', walk.visit);
  else if (node.alternate) {
    node.alternate = counted(walk, 'branch', node.alternate, node.alternate);
  }
  return node;
}

export function placeConditional(walk: Walk, node: t.ConditionalExpression): t.Node {
  replaceChild(node, 'test', walk.visit);
  node.consequent = countedExpression(walk, 'branch', node.consequent);
  node.alternate = countedExpression(walk, 'branch', node.alternate);
  return node;
}

export function placeLogical(walk: Walk, node: t.LogicalExpression): t.Node {
  replaceChild(node, 'left', walk.visit);
  node.right = countedExpression(walk, 'logical', node.right);
  return node;
}

export function placeAssignment(walk: Walk, node: t.AssignmentExpression): t.Node {
  replaceChild(node, 'left', walk.visit);
  const isLogical = node.operator === '&&=' || node.operator === '||=' || node.operator === '??=';
  if (isLogical && !isAnonymousFunction(node.right)) {
    node.right = countedExpression(walk, 'logical', node.right);
  } else {
    replaceChild(node, 'right', walk.visit);
  }
  return node;
}

export function placeLoop(walk: Walk, node: t.Loop): t.Node {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    if (key === 'body') node.body = counted(walk, 'loop', node, node.body);
    else replaceChild(node, key, walk.visit);
  }
  return node;
}

export function placeCase(walk: Walk, node: t.SwitchCase): t.Node {
  replaceChild(node, 'test', walk.visit);
  const site = walk.unit && walk.units.add(walk.unit, 'case', node);
  inBlock(walk, site, () => replaceChild(node, 'consequent', walk.visit));
  if (site) node.consequent.unshift(t.expressionStatement(walk.counters.count(site)));
  return node;
}

export function placeTry(walk: Walk, node: t.TryStatement): t.Node {
  replaceChild(node, 'block', walk.visit);
  if (node.handler) placeCatch(walk, node.handler);
  if (node.finalizer) {
    replaceChild(node, 'finalizer', walk.visit);
    node.finalizer.body.unshift(t.expressionStatement(walk.counters.checkStopped(undefined)));
  }
  return node;
}

function placeCatch(walk: Walk, node: t.CatchClause): void {
  replaceChild(node, 'param', walk.visit);
  const site = walk.unit && walk.units.add(walk.unit, 'catch', node);
  inBlock(walk, site, () => replaceChild(node, 'body', walk.visit));
  const inserted: t.Statement[] = [];
  let error = node.param;
  if (error?.type !== 'Identifier') {
    // The check looks at the error itself, before a pattern takes it apart.
    error = t.identifier(`${walk.names.temporary}e`);
    if (node.param) {
      const apart = t.variableDeclarator(node.param, t.identifier(error.name));
      inserted.push(t.variableDeclaration('let', [apart]));
    }
    node.param = error;
  }
  inserted.unshift(t.expressionStatement(walk.counters.checkStopped(error)));
  if (site) inserted.push(t.expressionStatement(walk.counters.count(site)));
  node.body.body.unshift(...inserted);
}

export function placeSuspension(walk: Walk, node: t.AwaitExpression | t.YieldExpression): t.Node {
  replaceChildren(node, walk.visit);
  const { unit } = walk;
  const entry = unit?.sites[0];
  if (unit === undefined || entry === undefined) return node;
  const site = walk.units.add(unit, 'resume', node);
  return walk.counters.resume(unit, entry, site, node);
}

/** Charges the rests that declarations of a list of statements bind, behind each declaration. */
export function placeRests(walk: Walk, statements: t.Statement[]): void {
  const { unit } = walk;
  if (unit === undefined) return;
  const placed = statements.flatMap((statement) => {
    if (statement.type !== 'VariableDeclaration' || statement.declare === true) return statement;
    const charges = statement.declarations.flatMap(({ id }) => restCharges(walk, id, unit));
    return [statement, ...charges.map((charge) => t.expressionStatement(charge))];
  });
  if (placed.length === statements.length) return;
  statements.length = 0;
  for (const statement of placed) statements.push(statement);
}

/** A statement that counts first: a block. */
function counted(walk: Walk, kind: SiteKind, place: t.Node, statement: t.Statement): t.Statement {
  const site = walk.unit && walk.units.add(walk.unit, kind, place);
  if (site === undefined) return visitStatement(walk, statement);
  const block = asBlock(statement);
  inBlock(walk, site, () => visitStatement(walk, block));
  const isLoop = kind === 'loop';
  if (countInProbe(walk, site, isLoop, block)) return block;
  const count = isLoop ? walk.counters.countAndPoll(site) : walk.counters.count(site);
  block.body.unshift(t.expressionStatement(count));
  return block;
}

function asBlock(statement: t.Statement): t.BlockStatement {
  if (statement.type === 'BlockStatement') return statement;
  return t.blockStatement(statement.type === 'EmptyStatement' ? [] : [statement]);
}

/** An expression that counts first: a sequence. */
function countedExpression(walk: Walk, kind: SiteKind, expression: t.Expression): t.Expression {
  const site = walk.unit && walk.units.add(walk.unit, kind, expression);
  const placed = visitExpression(walk, expression);
  return site === undefined ? placed : t.sequenceExpression([walk.counters.count(site), placed]);
}
