import type { ListNode, SpecNode } from '../../../core/input-spec.ts';
import type { BoundExpr } from '../bound.ts';
import type { CompiledBound, NodeContext } from '../context.ts';
import { compileFieldBound, compileFieldExpr, parseAt } from '../context.ts';
import { newSlot } from '../context.ts';
import type { Field, Scope } from '../node.ts';

/** The rule that a quantity, summed over the elements of a list, stays at or under a limit. */
export interface ListSum {
  /** As the document has it. */
  readonly text: string;
  /** Slot through which one element is limited while it is made; undefined when the quantity is not a single bound. */
  readonly elementCap: number | undefined;
  readonly fieldCap: NodeContext['fieldCap'];
  /** Lowest slot that the limit or the quantity reads. */
  readonly reads: number;
  limit(scope: Scope): number;
  quantity(scope: Scope, element: unknown): number;
  total(scope: Scope, items: readonly unknown[]): number;
  /** Limits the element that is made next; undefined for no limit. */
  setCap(scope: Scope, most: number | undefined): void;
}

export function createListSum(spec: ListNode, context: NodeContext): ListSum | undefined {
  if (spec.sum === undefined) return undefined;
  const at = `${context.at}.sum`;
  const cap = newSlot(context);
  const element: Field = {
    name: '.',
    slot: newSlot(context),
    depth: context.depth + 1,
    key: '.',
    spec: spec.of,
    model: undefined,
    drives: [],
    most: Infinity,
  };
  const expr = aboutElement(parseAt(spec.sum.expr, `${at}.expr`), spec.of);
  const inner = { ...context, fields: [...context.fields, element] };
  const quantity = compileFieldExpr(inner, expr, `${at}.expr`);
  const limit = compileFieldBound(context, spec.sum.max, `${at}.max`);
  const target = capTarget(expr);
  const measure = (scope: Scope, item: unknown): number => {
    scope.slots[element.slot] = item;
    return quantity.evaluate(scope.slots);
  };
  return {
    text: spec.sum.expr,
    elementCap: target === 'element' ? cap : undefined,
    fieldCap:
      target === undefined || target === 'element' ? undefined : { name: target.field, slot: cap },
    reads: Math.min(limit.reads, outerReads(quantity, element.slot)),
    limit: (scope) => limit.evaluate(scope.slots),
    quantity: measure,
    total(scope, items) {
      let total = 0;
      for (const item of items) total += measure(scope, item);
      return total;
    },
    setCap(scope, most) {
      scope.slots[cap] = most;
    },
  };
}

/** The element's own slot is always written before it is read. */
function outerReads(quantity: CompiledBound, own: number): number {
  return quantity.reads < own ? quantity.reads : Infinity;
}

/** Names of the element's fields become paths from the element. */
function aboutElement(expr: BoundExpr, of: SpecNode): BoundExpr {
  switch (expr.kind) {
    case 'number':
      return expr;
    case 'name':
    case 'len': {
      const [first = ''] = expr.path;
      const isField = of.type === 'record' && Object.hasOwn(of.fields, first);
      return isField ? { ...expr, path: ['.', ...expr.path] } : expr;
    }
    case 'negate':
      return { ...expr, of: aboutElement(expr.of, of) };
    case 'binary':
      return { ...expr, left: aboutElement(expr.left, of), right: aboutElement(expr.right, of) };
    case 'call':
      return { ...expr, args: expr.args.map((arg) => aboutElement(arg, of)) };
  }
}

/** What has to be small for the quantity to be: the element, or one field of it. */
function capTarget(expr: BoundExpr): 'element' | { readonly field: string } | undefined {
  if ((expr.kind !== 'name' && expr.kind !== 'len') || expr.path[0] !== '.') return undefined;
  const [, field, ...deeper] = expr.path;
  if (field === undefined) return 'element';
  return deeper.length === 0 ? { field } : undefined;
}
