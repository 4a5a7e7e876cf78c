import * as t from '@babel/types';
import type { ProbeMark } from './mark-probes.ts';
import type { PendingSite } from './units.ts';
import type { Walk } from './walk.ts';

/**
 * What a mark becomes: `$c[7] >= $q[2] && $p(2, $c[7], 0, a, n)`. It reads the counter of the block that it stands in, so it
 * adds no site and counts nothing.
 */
export function placeProbe(walk: Walk, node: t.Node, mark: ProbeMark): t.Node {
  const site = mark.countsEntries ? walk.unit?.sites[0] : walk.site;
  if (site === undefined) return node;
  const { $c, $q, $p } = walk.names.tools;
  const index = (): t.Expression => t.numericLiteral(mark.index);
  const cell = (array: string, at: t.Expression): t.Expression =>
    t.memberExpression(t.identifier(array), at, true);
  const hits = (): t.Expression => cell($c, walk.units.siteNumber(site));
  const report = t.callExpression(t.identifier($p), [
    index(),
    hits(),
    typeof mark.depth === 'number' ? t.numericLiteral(mark.depth) : t.identifier(mark.depth),
    ...mark.values.map(valueOf),
  ]);
  const isDue = t.binaryExpression('>=', hits(), cell($q, index()));
  walk.reports.set(isDue, site);
  return t.logicalExpression('&&', isDue, report);
}

/**
 * Lets a block's first statement count, if it is a probe that reads the very counter:
 * `($c[7] = $c[7] + 1 | 0) >= $q[2] && (($c[7] & 1023) === 0 && $k(), $p(…))`. In a tight loop the second look at the counter
 * would cost up to half as much as the loop itself.
 * @returns false when it is none.
 */
export function countInProbe(
  walk: Walk,
  site: PendingSite,
  isLoop: boolean,
  { body }: t.BlockStatement,
): boolean {
  const [first] = body;
  if (first?.type !== 'ExpressionStatement') return false;
  const { expression } = first;
  if (!t.isLogicalExpression(expression) || !t.isBinaryExpression(expression.left)) return false;
  if (walk.reports.get(expression.left) !== site) return false;
  expression.left.left = walk.counters.count(site);
  if (isLoop) {
    const poll = walk.counters.poll(site);
    expression.right = t.sequenceExpression([poll, expression.right]);
  }
  return true;
}

function valueOf(name: string | undefined): t.Expression {
  if (name === undefined) return t.unaryExpression('void', t.numericLiteral(0));
  return name === 'this' ? t.thisExpression() : t.identifier(name);
}

/**
 * A function's body between `depth + 1` and `depth - 1`. In the block of the `try`, function declarations would be the block's
 * own, with stricter rules than a body's: they become variables that are set first, which is what they are in a body.
 */
export function trackDepth(counter: string, body: readonly t.Statement[]): t.Statement[] {
  const functions: t.Statement[] = [];
  const others: t.Statement[] = [];
  for (const statement of body) {
    if (statement.type === 'FunctionDeclaration') functions.push(asVariable(statement));
    else others.push(statement);
  }
  const depth = (): t.Identifier => t.identifier(counter);
  const one = (): t.Expression => t.numericLiteral(1);
  // A function may be called before the module's body has begun, in a circle of imports: undefined is none open.
  const opened = t.binaryExpression(
    '+',
    t.binaryExpression('|', depth(), t.numericLiteral(0)),
    one(),
  );
  const closed = t.binaryExpression('-', depth(), one());
  const set = (value: t.Expression): t.Statement =>
    t.expressionStatement(t.assignmentExpression('=', depth(), value));
  const finalizer = t.blockStatement([set(closed)]);
  return [
    set(opened),
    t.tryStatement(t.blockStatement([...functions, ...others]), null, finalizer),
  ];
}

/** `function f() {}` → `var f = function () {};`, which has the same name. */
function asVariable(declaration: t.FunctionDeclaration): t.Statement {
  const { id } = declaration;
  if (!id || declaration.declare === true) return declaration;
  const value = t.toExpression(declaration) as t.FunctionExpression;
  value.id = null;
  return t.variableDeclaration('var', [t.variableDeclarator(t.identifier(id.name), value)]);
}
