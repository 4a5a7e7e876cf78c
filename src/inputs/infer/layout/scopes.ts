import { isPlainRows } from './names.ts';
import type { Observations } from './observe.ts';
import type { StatementFacts } from './statement.ts';
import type { Count, FieldId, Item } from './structure.ts';
import { integerOf } from './structure.ts';

/** A structure with names, ready to be written as a spec. */
export interface Plan {
  readonly items: readonly Item[];
  readonly names: ReadonlyMap<FieldId, string>;
  /** Fields whose names the statement declares. */
  readonly declared: ReadonlySet<FieldId>;
  readonly observations: Observations;
  readonly facts: StatementFacts;
  /** `derived.get(n)` is the list or table whose length the token `n` is; such tokens are no fields. */
  readonly derived: ReadonlyMap<FieldId, FieldId>;
  /** Blocks around each field, from the outermost. */
  readonly scopes: ReadonlyMap<FieldId, readonly FieldId[]>;
  /** Statement names whose bounds a field without bounds of its own has taken. */
  readonly adopted: Set<string>;
  readonly notes: Set<string>;
  /** Names of fields in blocks that refer to each other in a circle. */
  readonly cyclic: Set<string>;
}

export function nameOf(plan: Plan, id: FieldId): string {
  return plan.names.get(id) ?? `field${id}`;
}

/** How an expression says the value of an integer field. */
export function referenceTo(plan: Plan, id: FieldId): string {
  const list = plan.derived.get(id);
  return list === undefined ? nameOf(plan, id) : `len(${nameOf(plan, list)})`;
}

export function countExpression(plan: Plan, { of, delta }: Count): string {
  const base = referenceTo(plan, of);
  if (delta === 0) return base;
  return `${base} ${delta > 0 ? '+' : '-'} ${Math.abs(delta)}`;
}

/** Whether a field may refer to another: it stands in the same block or in one around it. */
export function isVisible(plan: Plan, from: FieldId, other: FieldId): boolean {
  const here = plan.scopes.get(from) ?? [];
  const there = plan.scopes.get(other) ?? [];
  return there.length <= here.length && there.every((block, i) => here[i] === block);
}

export function scopesOf(
  items: readonly Item[],
  around: readonly FieldId[] = [],
  scopes = new Map<FieldId, readonly FieldId[]>(),
): Map<FieldId, readonly FieldId[]> {
  for (const item of items) {
    if (item.kind === 'line') {
      for (const id of item.scalars) scopes.set(id, around);
      if (item.list !== undefined) scopes.set(item.list.id, around);
      continue;
    }
    scopes.set(item.id, around);
    if (item.kind === 'block') scopesOf(item.items, [...around, item.id], scopes);
    if (item.kind === 'variants')
      for (const id of [...item.shapes.values()].flat()) scopes.set(id, [...around, item.id]);
  }
  return scopes;
}

/** A block whose rows are lists of a width that a field outside tells. */
export function matrixOf(
  item: Item,
): { readonly cells: FieldId; readonly width: Count } | undefined {
  if (item.kind !== 'block' || !isPlainRows(item)) return undefined;
  const [row] = item.items;
  if (row?.kind !== 'line' || row.list === undefined || row.list.count === 'free') return undefined;
  return { cells: row.list.id, width: row.list.count };
}

/**
 * Which tokens are the lengths of what comes later in the same scope: the first list or table that has exactly so many
 * elements. Matrices keep both of their sizes as fields, and words their length.
 * @param kept tokens that have to stay fields
 */
export function deriveCounts(
  items: readonly Item[],
  kept: ReadonlySet<FieldId>,
): Map<FieldId, FieldId> {
  const derived = new Map<FieldId, FieldId>();
  const visit = (scope: readonly Item[]): void => {
    const own = new Set(scope.flatMap((item) => (item.kind === 'line' ? [...item.scalars] : [])));
    const derive = (count: Count | 'free' | 'end', id: FieldId): void => {
      if (count === 'free' || count === 'end' || count.delta !== 0) return;
      if (own.has(count.of) && !kept.has(count.of) && !derived.has(count.of))
        derived.set(count.of, id);
    };
    for (const item of scope) {
      if (item.kind === 'line') {
        if (item.list !== undefined) derive(item.list.count, item.list.id);
      } else if (item.kind === 'block') {
        if (matrixOf(item) === undefined) derive(item.count, item.id);
        visit(item.items);
      } else if (item.kind === 'variants') derive(item.count, item.id);
    }
  };
  visit(items);
  return derived;
}

/** The integer field that tells the length of a word wherever the word was seen. */
export function wordLengthField(id: FieldId, observations: Observations): FieldId | undefined {
  const sightings = observations.scalars.get(id) ?? observations.texts.get(id) ?? [];
  const [first] = sightings;
  if (first === undefined || sightings.every(({ value }) => integerOf(value) !== undefined))
    return undefined;
  const lengths = new Set(sightings.map(({ value }) => value.length));
  if (lengths.size === 1 && (lengths.has(1) || lengths.has(2))) return undefined;
  for (const candidate of [...first.values.keys()].reverse())
    if (sightings.every(({ value, values }) => values.get(candidate) === value.length))
      return candidate;
  return undefined;
}
