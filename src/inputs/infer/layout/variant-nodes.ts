import type { SpecNode } from '../../../core/input-spec.ts';
import { lengthOfList } from './list-nodes.ts';
import { tokenNode } from './scalar-nodes.ts';
import type { Plan } from './scopes.ts';
import { nameOf } from './scopes.ts';
import type { Field, Written } from './sort-fields.ts';
import type { FieldId, Item } from './structure.ts';
import { integerOf } from './structure.ts';

type Variants = Extract<Item, { kind: 'variants' }>;

/** Lines whose first token says what follows: a list of records when it is a number, of tuples when it is a word. */
export function writeVariants(plan: Plan, item: Variants): Written {
  const name = nameOf(plan, item.id);
  const counts = plan.observations.blocks.get(item.id) ?? [];
  const length = lengthOfList(plan, item.id, item.count, counts);
  const keys = [...item.shapes.keys()].map(integerOf);
  const numbers = keys.filter((key) => key !== undefined);
  if (numbers.length === keys.length) {
    const { fields, line } = numberedRow(plan, item, numbers);
    const of: SpecNode = { type: 'record', fields: Object.fromEntries(fields) };
    return { fields: [[name, { type: 'list', of, ...length }]], layout: [{ each: name, line }] };
  }
  const options = [...item.shapes].map(([key, columns]): SpecNode => {
    const word: SpecNode = { type: 'const', value: integerOf(key) ?? key };
    return { type: 'tuple', items: [word, ...columns.map((id) => cellNode(plan, id))] };
  });
  const of: SpecNode = { type: 'union', options };
  return {
    fields: [[name, { type: 'list', of, ...length }]],
    layout: [{ each: name, line: ['....'] }],
  };
}

const cellNode = (plan: Plan, id: FieldId): SpecNode =>
  tokenNode(plan, id, plan.observations.scalars.get(id) ?? [], 'value');

/**
 * The number that tells the kind, then a list for each run of like columns of each kind; its length is the number of
 * columns for that kind and 0 for the others: `2 * max(0, 1 - abs(type - 1))`.
 */
function numberedRow(
  plan: Plan,
  item: Variants,
  keys: readonly number[],
): { fields: readonly Field[]; line: readonly string[] } {
  const taken = new Set(plan.names.values());
  const type = ['type', 'kind', 'op'].find((name) => !taken.has(name)) ?? 'typeOfRow';
  const fields: Field[] = [[type, keyNode(keys)]];
  const line = [type];
  for (const [index, columns] of [...item.shapes.values()].entries()) {
    const isKind = `max(0, 1 - abs(${type} - ${keys[index] ?? 0}))`;
    for (const { first, node, width } of runsOf(plan, columns)) {
      const length = width === 1 ? isKind : `${width} * ${isKind}`;
      fields.push([nameOf(plan, first), { type: 'list', of: node, length }]);
      line.push(`...${nameOf(plan, first)}`);
    }
  }
  return { fields, line };
}

function keyNode(keys: readonly number[]): SpecNode {
  const [min, max] = [Math.min(...keys), Math.max(...keys)];
  return max - min === keys.length - 1
    ? { type: 'int', min, max }
    : { type: 'enum', values: keys.toSorted((a, b) => a - b) };
}

interface Run {
  readonly first: FieldId;
  readonly node: SpecNode;
  width: number;
}

/** Neighbouring columns that have the same node. */
function runsOf(plan: Plan, columns: readonly FieldId[]): Run[] {
  const runs: Run[] = [];
  for (const id of columns) {
    const node = cellNode(plan, id);
    const last = runs.at(-1);
    if (last !== undefined && JSON.stringify(last.node) === JSON.stringify(node)) last.width++;
    else runs.push({ first: id, node, width: 1 });
  }
  return runs;
}
