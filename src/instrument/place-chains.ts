import * as t from '@babel/types';
import { replaceChild } from './children.ts';
import { reserveTemporary, type Unit } from './units.ts';
import { visitExpression, type Walk } from './walk.ts';
import { isChargedMethod } from './work-catalogue.ts';

type Link = t.OptionalMemberExpression | t.OptionalCallExpression;

/**
 * Places counters in an optional chain. Its links stay links, because only a whole chain can be put inside something else; but where
 * a method that is charged hangs on a link, the chain is taken apart first: `a?.b.trim().length` becomes
 * `($r = a) == null ? void 0 : $r.b.trim().length`.
 */
export function placeChain(walk: Walk, node: Link): t.Node {
  const first = walk.unit && !walk.references.has(node) ? firstOptional(node) : undefined;
  if (walk.unit !== undefined && first !== undefined && hangsOnLink(node)) {
    return placeApart(walk, node, first, walk.unit);
  }
  return placeLinks(walk, node);
}

function placeLinks(walk: Walk, node: t.Node): t.Node {
  switch (node.type) {
    case 'OptionalCallExpression':
      // What a link hangs on is an expression, and stays one.
      node.callee = placeLinks(walk, node.callee) as t.Expression;
      replaceChild(node, 'arguments', walk.visit);
      return node;
    case 'OptionalMemberExpression':
      node.object = placeLinks(walk, node.object) as t.Expression;
      if (node.computed) replaceChild(node, 'property', walk.visit);
      return node;
    case 'TSNonNullExpression':
      node.expression = placeLinks(walk, node.expression) as t.Expression;
      return node;
    default:
      return walk.visit(node);
  }
}

/** Tests what the first `?.` hangs on; the rest is an ordinary expression, or a shorter chain, and placed as such. */
function placeApart(walk: Walk, chain: Link, first: Link, unit: Unit): t.Expression {
  const temporaries = unit.temporariesInUse;
  const base = visitExpression(walk, baseOf(first));
  const name = reserveTemporary(unit);
  const rest = visitExpression(walk, rebuild(chain, first, t.identifier(name)));
  unit.temporariesInUse = temporaries;
  const isMissing = t.binaryExpression(
    '==',
    t.assignmentExpression('=', t.identifier(name), base),
    t.nullLiteral(),
  );
  const nothing = t.unaryExpression('void', t.numericLiteral(0));
  return t.conditionalExpression(isMissing, nothing, rest);
}

/** The chain with `base` in place of what its first optional link hangs on, which is no longer optional. */
function rebuild(link: Link, first: Link, base: t.Expression): t.Expression {
  const inner = link === first ? base : withoutTypes(baseOf(link));
  const onto = link !== first && isLink(inner) ? rebuild(inner, first, base) : inner;
  const built = relink(link, onto, link !== first && link.optional);
  built.loc = link.loc ?? null;
  return built;
}

/** A link of a chain, or an ordinary call or member when nothing before it is optional. */
function relink(link: Link, onto: t.Expression, isOptional: boolean): t.Expression {
  const isInChain = isOptional || isLink(onto);
  if (link.type === 'OptionalCallExpression') {
    return isInChain
      ? t.optionalCallExpression(onto, link.arguments, isOptional)
      : t.callExpression(onto, link.arguments);
  }
  return isInChain
    ? t.optionalMemberExpression(onto, link.property, link.computed, isOptional)
    : t.memberExpression(onto, link.property, link.computed);
}

/** The link whose `?.` is evaluated first; undefined when the chain is better left alone: its `this` would be lost. */
function firstOptional(chain: Link): Link | undefined {
  let first: Link | undefined;
  for (let node: t.Node = chain; isLink(node); node = withoutTypes(baseOf(node))) {
    if (node.optional) first = node;
    // Babel builds no chains with private names.
    if (t.isPrivateName('property' in node ? node.property : undefined)) return undefined;
  }
  const isMethodCall =
    first?.type === 'OptionalCallExpression' && t.isMemberExpression(withoutTypes(first.callee));
  return isMethodCall ? undefined : first;
}

/** Some charged method of the chain is called on a link of it. */
function hangsOnLink(chain: Link): boolean {
  for (let node: t.Node = chain; isLink(node); node = withoutTypes(baseOf(node))) {
    if (node.type !== 'OptionalCallExpression') continue;
    const { callee } = node;
    if (callee.type !== 'OptionalMemberExpression' || callee.computed) continue;
    const isInside = node !== chain || isLink(withoutTypes(callee.object));
    const name = callee.property.type === 'Identifier' ? callee.property.name : '';
    if (isInside && isChargedMethod(name)) return true;
  }
  return false;
}

function baseOf(link: Link): t.Expression {
  return link.type === 'OptionalCallExpression' ? link.callee : link.object;
}

function isLink(node: t.Node): node is Link {
  return node.type === 'OptionalCallExpression' || node.type === 'OptionalMemberExpression';
}

function withoutTypes(node: t.Expression): t.Expression {
  return node.type === 'TSNonNullExpression' ? withoutTypes(node.expression) : node;
}
