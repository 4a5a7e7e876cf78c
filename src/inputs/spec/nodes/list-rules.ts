import type { ListNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction } from '../context.ts';
import type { NodeModel, Problem, Scope } from '../node.ts';
import { inside, problem, show } from '../node.ts';
import type { LengthRange } from '../range.ts';
import type { ListSum } from './list-sum.ts';

const SCALARS = new Set(['int', 'float', 'bool', 'string', 'enum', 'const', 'union']);
/** Random elements tried before the values are counted through. */
const FRESH_TRIES = 8;

/** How the elements of a list relate to each other. */
export interface ListRules {
  readonly distinct: boolean;
  readonly sorted: ListNode['sorted'];
  readonly sum: ListSum | undefined;
}

/** A compiled list, as the functions that draw, repair and resize its elements see it. */
export interface ListParts extends ListRules {
  readonly of: NodeModel;
  readonly lengths: LengthRange;
}

/** @throws DataError when the rules do not suit the elements */
export function refuseRules(
  spec: ListNode,
  of: NodeModel,
  context: NodeContext,
  minLength: number,
): void {
  if (spec.distinct === true && !SCALARS.has(spec.of.type))
    throw contradiction(
      `${context.at}.distinct`,
      `elements must be scalars or strings, not ${spec.of.type}`,
    );
  if (spec.sorted !== undefined && !isOrdered(spec.of))
    throw contradiction(`${context.at}.sorted`, 'elements must be all numbers or all strings');
  if (spec.distinct !== true || of.enumeration === undefined || of.reads !== Infinity) return;
  const values = of.enumeration.count(context.spec.scope);
  if (values < minLength)
    throw contradiction(
      `${context.at}.distinct`,
      `the list has at least ${minLength} elements, but there are only ${values} different ones`,
    );
}

function isOrdered(of: ListNode['of']): boolean {
  if (of.type === 'enum')
    return ['number', 'string'].some((type) => of.values.every((value) => typeof value === type));
  return of.type === 'int' || of.type === 'float' || of.type === 'string';
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'string' && typeof b === 'string' && a !== b ? (a < b ? -1 : 1) : 0;
}

/** Index of the first element that is out of order; -1 when there is none. */
function firstUnsorted(items: readonly unknown[], sorted: 'asc' | 'desc'): number {
  for (let i = 1; i < items.length; i++) {
    const order = compare(items[i - 1], items[i]);
    if (sorted === 'asc' ? order > 0 : order < 0) return i;
  }
  return -1;
}

export function sortItems(
  items: readonly unknown[],
  sorted: ListNode['sorted'],
): readonly unknown[] {
  if (sorted === undefined || firstUnsorted(items, sorted) < 0) return items;
  return items.toSorted(sorted === 'asc' ? compare : (a, b) => compare(b, a));
}

/**
 * Elements that stand there twice are replaced by others, or left out where the length allows.
 * @returns the same list when there are none
 */
export function makeDistinct(
  scope: Scope,
  of: NodeModel,
  items: readonly unknown[],
  minLength: number,
): readonly unknown[] {
  const seen = new Set(items);
  if (seen.size === items.length) return items;
  const out: unknown[] = [];
  const taken = new Set<unknown>();
  for (const item of items) {
    let next = item;
    if (taken.has(item)) {
      next = freshElement(scope, of, seen);
      if (next === undefined) continue;
      seen.add(next);
    }
    taken.add(next);
    out.push(next);
  }
  if (out.length < minLength) scope.ok = false;
  return out;
}

/** An element that is not among those taken; undefined when none was found. */
export function freshElement(scope: Scope, of: NodeModel, taken: ReadonlySet<unknown>): unknown {
  const { enumeration } = of;
  const count = enumeration?.count(scope) ?? 0;
  if (enumeration === undefined || count > 2 * taken.size)
    for (let i = 0; i < FRESH_TRIES; i++) {
      const drawn = of.generate(scope, 1 + i);
      if (!taken.has(drawn)) return drawn;
    }
  if (enumeration === undefined || count <= 0) return undefined;
  const start = scope.rng.int(0, count - 1);
  for (let i = 0; i <= taken.size && i < count; i++) {
    const next = enumeration.at(scope, (start + i) % count);
    if (!taken.has(next)) return next;
  }
  return undefined;
}

/** What is wrong between elements that are valid by themselves. */
export function checkRules(
  scope: Scope,
  { distinct, sorted, sum }: ListRules,
  items: readonly unknown[],
): Problem | undefined {
  if (distinct) {
    const seen = new Set<unknown>();
    for (const [index, item] of items.entries()) {
      if (seen.has(item)) return inside(index, problem(`${show(item)} stands there twice`));
      seen.add(item);
    }
  }
  const unsorted = sorted === undefined ? -1 : firstUnsorted(items, sorted);
  if (unsorted >= 0)
    return inside(unsorted, problem(`${show(items[unsorted])} is not in ${sorted}ending order`));
  if (sum === undefined) return undefined;
  const total = sum.total(scope, items);
  const limit = sum.limit(scope);
  return total <= limit
    ? undefined
    : problem(`the sum of ${sum.text} is ${total}, above the maximum ${limit}`);
}
