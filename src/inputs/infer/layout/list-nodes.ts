import type { Bound, ListNode, SpecNode } from '../../../core/input-spec.ts';
import { chooseBounds } from './choose-bounds.ts';
import type { Sighting } from './observe.ts';
import { tokenNode } from './scalar-nodes.ts';
import type { Plan } from './scopes.ts';
import { countExpression } from './scopes.ts';
import type { Count, FieldId } from './structure.ts';
import { integerOf } from './structure.ts';

/** Lists seen before a property of all of them is believed without a word in the statement. */
const MIN_LISTS = 3;

/**
 * How long a list is: bounded like the token that tells its length, when that token is nothing but its length; else
 * an expression over the field that tells it; else as seen, widened.
 */
export function lengthOfList(
  plan: Plan,
  id: FieldId,
  count: Count | 'free' | 'end',
  counts: readonly Sighting<number>[],
): { length?: Bound; minLength?: Bound; maxLength?: Bound } {
  if (count !== 'free' && count !== 'end') {
    if (count.delta !== 0 || plan.derived.get(count.of) !== id)
      return { length: countExpression(plan, count) };
    const { min, max } = chooseBounds(plan, count.of, counts, 'value');
    return { minLength: min, maxLength: widenedLength(plan, count.of, max, counts) };
  }
  const { min, max } = chooseBounds(plan, id, counts, 'length');
  return { minLength: min, maxLength: max };
}

/** Lengths that nothing bounds go to InputSpec's default limit at most. */
function widenedLength(
  plan: Plan,
  id: FieldId,
  max: Bound,
  counts: readonly Sighting<number>[],
): Bound {
  const name = plan.names.get(id) ?? '';
  if (typeof max !== 'number' || plan.facts.bounds.has(name)) return max;
  return Math.min(max, Math.max(65_536, ...counts.map(({ value }) => value)));
}

/** A list of tokens on one line or one a line: a permutation, or a list with the properties that it is said to have. */
export function listNode(
  plan: Plan,
  id: FieldId,
  count: Count | 'free' | 'end',
  lists: readonly Sighting<readonly string[]>[],
): SpecNode {
  const counts = lists.map(({ value, values, test }) => ({ value: value.length, values, test }));
  const length = lengthOfList(plan, id, count, counts);
  const numbers = lists.map(({ value }) => value.map((token) => integerOf(token) ?? NaN));
  if (isPermutation(plan, numbers)) {
    plan.notes.add(`\`${plan.names.get(id) ?? ''}\` is a permutation in every test`);
    return { type: 'permutation', ...length };
  }
  const elements = lists.flatMap(({ value, values, test }) =>
    value.map((token) => ({ value: token, values, test })),
  );
  const of: SpecNode =
    elements.length === 0
      ? { type: 'int', min: 0, max: 1000 }
      : tokenNode(plan, id, elements, 'element');
  return withProperties(plan, { type: 'list', of, ...length }, lists);
}

/** Distinct or sorted, when the statement says so and the tests do not contradict it. */
function withProperties(
  plan: Plan,
  list: ListNode,
  lists: readonly Sighting<readonly string[]>[],
): ListNode {
  const { mentions } = plan.facts;
  const distinct =
    mentions.distinct && lists.every(({ value }) => new Set(value).size === value.length);
  const ascending =
    mentions.sorted &&
    lists.every(({ value }) =>
      value.every((token, i) => i === 0 || Number(value[i - 1]) <= Number(token)),
    );
  return {
    ...list,
    ...(distinct ? { distinct } : {}),
    ...(ascending ? { sorted: 'asc' as const } : {}),
  };
}

function isPermutation(plan: Plan, lists: readonly (readonly number[])[]): boolean {
  const long = lists.filter((list) => list.length >= 3);
  if (lists.length === 0 || (long.length < MIN_LISTS && !plan.facts.mentions.permutation))
    return false;
  const isOne = (list: readonly number[]): boolean =>
    new Set(list).size === list.length && list.every((value) => value >= 1 && value <= list.length);
  const isSorted = (list: readonly number[]): boolean => list.every((value, i) => value === i + 1);
  return lists.every(isOne) && !lists.every(isSorted);
}
