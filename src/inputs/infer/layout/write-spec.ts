import type { LayoutItem, ListNode, RecordNode, SpecNode } from '../../../core/input-spec.ts';
import { columnsOf, edgeNode } from './edge-nodes.ts';
import { lengthOfList, listNode } from './list-nodes.ts';
import { isPlainRows } from './names.ts';
import type { Sighting } from './observe.ts';
import { integersOf, textNode, tokenNode, wordNode } from './scalar-nodes.ts';
import type { Plan } from './scopes.ts';
import { countExpression, matrixOf, nameOf } from './scopes.ts';
import type { Field, Written } from './sort-fields.ts';
import { sortFields } from './sort-fields.ts';
import type { FieldId, Item } from './structure.ts';
import { writeVariants } from './variant-nodes.ts';

type Block = Extract<Item, { kind: 'block' }>;

/** Writes the items of one scope as fields and layout of InputSpec. */
export function writeItems(plan: Plan, items: readonly Item[]): Written {
  const fields: Field[] = [];
  const layout: LayoutItem[] = [];
  for (const item of items) {
    const written = writeItem(plan, item);
    fields.push(...written.fields);
    layout.push(...written.layout);
  }
  return { fields, layout };
}

function writeItem(plan: Plan, item: Item): Written {
  switch (item.kind) {
    case 'line':
      return writeLine(plan, item);
    case 'text': {
      const name = nameOf(plan, item.id);
      const node = textNode(plan, item.id, plan.observations.texts.get(item.id) ?? []);
      return { fields: [[name, node]], layout: [{ line: [name] }] };
    }
    case 'variants':
      return writeVariants(plan, item);
    case 'block':
      return writeBlock(plan, item);
  }
}

function writeLine(plan: Plan, item: Extract<Item, { kind: 'line' }>): Written {
  const fields: Field[] = [];
  const tokens: string[] = [];
  for (const id of item.scalars) {
    tokens.push(tokenOf(plan, id));
    if (!plan.derived.has(id)) fields.push(scalarField(plan, id));
  }
  if (item.list !== undefined) {
    const { id, count } = item.list;
    const name = nameOf(plan, id);
    fields.push([name, listNode(plan, id, count, plan.observations.lists.get(id) ?? [])]);
    tokens.push(`...${name}`);
  }
  return { fields, layout: [{ line: tokens }] };
}

function tokenOf(plan: Plan, id: FieldId): string {
  const list = plan.derived.get(id);
  return list === undefined ? nameOf(plan, id) : `len(${nameOf(plan, list)})`;
}

function scalarField(plan: Plan, id: FieldId): Field {
  return [nameOf(plan, id), tokenNode(plan, id, plan.observations.scalars.get(id) ?? [], 'value')];
}

function writeBlock(plan: Plan, block: Block): Written {
  const name = nameOf(plan, block.id);
  const [only] = block.items;
  if (block.count === 'end' && only?.kind === 'text' && isPlainRows(block))
    return writeRest(plan, only.id);
  const matrix = matrixOf(block);
  if (matrix !== undefined && block.count !== 'end') {
    const cells = plan.observations.lists.get(matrix.cells) ?? [];
    const node: SpecNode = {
      type: 'matrix',
      rows: countExpression(plan, block.count),
      columns: countExpression(plan, matrix.width),
      of: tokenNode(plan, matrix.cells, flatten(cells), 'element'),
    };
    return { fields: [[name, node]], layout: [{ each: name, line: ['....'] }] };
  }
  const edges = edgeNode(plan, block);
  if (edges !== undefined) {
    const line = edges.weight === undefined ? ['0', '1'] : ['0', '1', '2'];
    return { fields: [[name, edges]], layout: [{ each: name, line }] };
  }
  return isPlainRows(block) && block.items[0]?.kind !== 'line'
    ? writeColumn(plan, block, name)
    : writeRecords(plan, block, name);
}

const flatten = (lists: readonly Sighting<readonly string[]>[]): Sighting<string>[] =>
  lists.flatMap(({ value, ...rest }) => value.map((token) => ({ ...rest, value: token })));

/** The rest of the input as one text. */
function writeRest(plan: Plan, id: FieldId): Written {
  const byTest = new Map<number, Sighting<string>>();
  for (const sighting of plan.observations.texts.get(id) ?? []) {
    const before = byTest.get(sighting.test);
    const value = before === undefined ? sighting.value : `${before.value}\n${sighting.value}`;
    byTest.set(sighting.test, { ...sighting, value });
  }
  const name = nameOf(plan, id);
  return { fields: [[name, textNode(plan, id, [...byTest.values()])]], layout: [{ rest: name }] };
}

/** Lines of text, one element each. */
function writeColumn(plan: Plan, block: Block, name: string): Written {
  const [only] = block.items;
  const texts = only?.kind === 'text' ? (plan.observations.texts.get(only.id) ?? []) : [];
  const of = textNode(plan, only?.kind === 'text' ? only.id : block.id, texts);
  const node: ListNode = { type: 'list', of, ...blockLength(plan, block) };
  return { fields: [[name, node]], layout: [{ each: name, line: ['.'] }] };
}

function blockLength(plan: Plan, block: Block): ReturnType<typeof lengthOfList> {
  const counts = plan.observations.blocks.get(block.id) ?? [];
  const seen = block.count === 'end' ? countRounds(plan, block) : counts;
  return lengthOfList(plan, block.id, block.count, seen);
}

/** Rounds per test of a block that goes on to the end: as many as its first field was seen. */
function countRounds(plan: Plan, block: Block): Sighting<number>[] {
  const [first] = block.items;
  const id = first?.kind === 'line' ? (first.scalars[0] ?? first.list?.id) : first?.id;
  const { scalars, lists, texts } = plan.observations;
  const sightings =
    id === undefined ? [] : (scalars.get(id) ?? lists.get(id) ?? texts.get(id) ?? []);
  const rounds = new Map<number, number>();
  for (const { test } of sightings) rounds.set(test, (rounds.get(test) ?? 0) + 1);
  return [...rounds].map(([test, value]) => ({ test, value, values: new Map() }));
}

function writeRecords(plan: Plan, block: Block, name: string): Written {
  const columns = columnsOf(block);
  const length = blockLength(plan, block);
  if (columns?.length === 1 && columns[0] !== undefined) {
    const [id] = columns;
    const cells = plan.observations.scalars.get(id) ?? [];
    const of =
      integersOf(cells) === undefined
        ? tokenOrWord(plan, id, cells)
        : tokenNode(plan, id, cells, 'element');
    return {
      fields: [[name, { type: 'list', of, ...length }]],
      layout: [{ each: name, line: ['.'] }],
    };
  }
  const inner = writeItems(plan, block.items);
  const fields = orderColumns(inner.fields, columns, plan);
  const { sorted, stuck } = sortFields(fields);
  for (const field of stuck) plan.cyclic.add(field);
  const of: RecordNode = { type: 'record', fields: Object.fromEntries(sorted) };
  const node: ListNode = { type: 'list', of, ...length, ...sumOf(plan, block) };
  const [row, more] = inner.layout;
  const layout: LayoutItem =
    columns !== undefined &&
    row !== undefined &&
    'line' in row &&
    !('each' in row) &&
    more === undefined
      ? { each: name, line: row.line }
      : { each: name, layout: inner.layout };
  return { fields: [[name, node]], layout: [layout] };
}

const tokenOrWord = (plan: Plan, id: FieldId, cells: readonly Sighting<string>[]): SpecNode =>
  cells.some(({ value }) => /^[+-]?\d+\.\d+$/u.test(value))
    ? tokenNode(plan, id, cells, 'element')
    : wordNode(plan, id, cells);

/** The fields of a record; of two columns with one range, `l ≤ r` in all rows bounds the second from below. */
function orderColumns(
  fields: readonly Field[],
  columns: readonly FieldId[] | undefined,
  plan: Plan,
): Field[] {
  const record = new Map(fields);
  for (const [index, low] of (columns ?? []).entries()) {
    const high = columns?.[index + 1];
    if (high === undefined || !areRanges(plan, low, high)) continue;
    const [lowName, highName] = [nameOf(plan, low), nameOf(plan, high)];
    const [a, b] = [record.get(lowName), record.get(highName)];
    if (a?.type !== 'int' || b?.type !== 'int' || a.max !== b.max) continue;
    record.set(highName, { ...b, min: lowName });
    plan.notes.add(`\`${lowName}\` ≤ \`${highName}\` in every row`);
  }
  return [...record];
}

/** Rows that have to be seen before an order of two columns is believed. */
const MIN_ORDERED_ROWS = 6;

function areRanges(plan: Plan, low: FieldId, high: FieldId): boolean {
  const lows = integersOf(plan.observations.scalars.get(low) ?? []) ?? [];
  const highs = integersOf(plan.observations.scalars.get(high) ?? []) ?? [];
  if (lows.length < MIN_ORDERED_ROWS || lows.length !== highs.length) return false;
  const pairs = lows.map(({ value }, i) => [value, highs[i]?.value ?? NaN] as const);
  return pairs.every(([l, r]) => l <= r) && pairs.some(([l, r]) => l < r);
}

/** The statement's limit on a sum over all rounds, for a length or a number of theirs. */
function sumOf(plan: Plan, block: Block): Pick<ListNode, 'sum'> {
  for (const item of block.items) {
    const ids = item.kind === 'line' ? item.scalars : item.kind === 'text' ? [item.id] : [];
    for (const id of ids) {
      const name = nameOf(plan, id);
      const max = plan.facts.sums.get(name) ?? plan.facts.sums.get(`|${name}|`);
      if (max === undefined) continue;
      const isText = plan.facts.sums.has(`|${name}|`) || item.kind === 'text';
      return { sum: { expr: isText ? `len(${name})` : tokenOf(plan, id), max } };
    }
  }
  return {};
}
