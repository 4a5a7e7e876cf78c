import * as t from '@babel/types';
import { withoutTypes } from './children.ts';
import { reserveTemporary, type PendingSite, type Unit } from './units.ts';
import type { Walk } from './walk.ts';
import type { RegexUse } from './work-catalogue.ts';

type Call = t.CallExpression | t.OptionalCallExpression;

/** Sites that a call has for the nodes of its pattern, at most; known patterns of fewer characters have fewer nodes. */
const MAX_SLOTS = 16;

/** Methods that make a regular expression of a text. */
const COMPILING_METHODS: ReadonlySet<string> = new Set(['match', 'matchAll', 'search']);

/** What is asked before a call that may use a regular expression: see `PatternWork.before`. */
export interface Question {
  readonly use: RegexUse;
  readonly site: PendingSite;
  readonly slots: number;
  readonly isLiteral: boolean;
}

/**
 * Adds the sites for the nodes of a pattern, which follow that of the call. To be called before the call is placed.
 * @returns undefined when there is nothing to ask: no regular expression, or a spread hides it.
 */
export function openQuestion(
  walk: Walk,
  node: Call,
  receiver: t.Node,
  use: RegexUse,
  site: PendingSite,
  unit: Unit,
): Question | undefined {
  if (node.arguments.some((argument) => !t.isExpression(argument))) return undefined;
  const operand = use.isReceiver ? receiver : node.arguments[0];
  if (operand === undefined) return undefined;
  const inner = withoutTypes(operand);
  const length = patternLength(inner, use);
  if (length === undefined && isNeverRegExp(inner)) return undefined;
  const slots = Math.max(1, Math.min(length ?? MAX_SLOTS, MAX_SLOTS));
  for (let slot = 0; slot < slots; slot++) {
    walk.units.add(unit, 'work', 'property' in node.callee ? node.callee.property : node, 'regex');
  }
  return { use, site, slots, isLiteral: length !== undefined };
}

/**
 * Asks once all arguments are evaluated, which is in the last of them: in `s.replace(r, f())` the regular expression may
 * change until then.
 * @param regexp, subject, limit expressions that give these values again; what is undefined is not there.
 * @param last gives the last argument again, where it has been kept in a temporary.
 * @returns the answer, kept in a temporary.
 */
export function placeQuestion(
  walk: Walk,
  node: Call,
  question: Question,
  operands: readonly t.Expression[],
  last: t.Expression | undefined,
  unit: Unit,
): t.Expression {
  const { use, site, slots, isLiteral } = question;
  const answer = reserveTemporary(unit);
  const ask = t.assignmentExpression(
    '=',
    t.identifier(answer),
    walk.counters.work(isLiteral ? 'beforeLiteral' : 'before', [
      walk.units.siteNumber(site),
      t.numericLiteral(slots),
      t.stringLiteral(use.method),
      ...operands.map((operand) => t.cloneNode(operand)),
    ]),
  );
  const place = node.arguments.length - 1;
  const argument = node.arguments[place] as t.Expression;
  if (last !== undefined) {
    node.arguments[place] = t.sequenceExpression([argument, ask, t.cloneNode(last)]);
  } else if (isSimple(argument)) {
    node.arguments[place] = t.sequenceExpression([ask, argument]);
  } else {
    const kept = reserveTemporary(unit);
    const keep = t.assignmentExpression('=', t.identifier(kept), argument);
    node.arguments[place] = t.sequenceExpression([keep, ask, t.identifier(kept)]);
  }
  return t.identifier(answer);
}

/** Characters of a pattern that stands in the call itself; undefined when it does not. */
function patternLength(operand: t.Node, { method }: RegexUse): number | undefined {
  if (operand.type === 'RegExpLiteral') return operand.pattern.length;
  const isText = operand.type === 'StringLiteral' && COMPILING_METHODS.has(method);
  return isText ? operand.value.length : undefined;
}

function isNeverRegExp(operand: t.Node): boolean {
  if (t.isFunction(operand) || t.isClass(operand)) return true;
  return t.isLiteral(operand) || t.isBinaryExpression(operand) || t.isUnaryExpression(operand);
}

/** Evaluating it neither has effects nor feels those of asking. */
function isSimple(argument: t.Expression): boolean {
  return (
    t.isIdentifier(argument) ||
    t.isFunction(argument) ||
    t.isThisExpression(argument) ||
    (t.isLiteral(argument) && !t.isTemplateLiteral(argument))
  );
}
