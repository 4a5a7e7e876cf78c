import type { Cursor, FieldId, Item, TestText, Values } from './structure.ts';
import { readItems } from './structure.ts';

/** One sighting of a field, with the integer fields that were in sight. */
export interface Sighting<T> {
  readonly value: T;
  readonly values: ReadonlyMap<FieldId, number>;
  readonly test: number;
}

/** Everything that was read, by field. */
export interface Observations {
  readonly scalars: ReadonlyMap<FieldId, readonly Sighting<string>[]>;
  readonly lists: ReadonlyMap<FieldId, readonly Sighting<readonly string[]>[]>;
  readonly texts: ReadonlyMap<FieldId, readonly Sighting<string>[]>;
  /** Numbers of rounds. */
  readonly blocks: ReadonlyMap<FieldId, readonly Sighting<number>[]>;
}

/** Reads all tests with a structure that they are known to have. */
export function observe(items: readonly Item[], tests: readonly TestText[]): Observations {
  const scalars = new Map<FieldId, Sighting<string>[]>();
  const lists = new Map<FieldId, Sighting<readonly string[]>[]>();
  const texts = new Map<FieldId, Sighting<string>[]>();
  const blocks = new Map<FieldId, Sighting<number>[]>();
  for (const [testIndex, test] of tests.entries()) {
    const cursor: Cursor = { test, testIndex, at: 0, values: new Map() };
    readItems(items, cursor, {
      scalar: (id, token, at) => add(scalars, id, token, at),
      list: (id, tokens, at) => add(lists, id, tokens, at),
      text: (id, line, at) => add(texts, id, line, at),
      block: (id, count, at) => add(blocks, id, count, at),
      variant: () => undefined,
    });
  }
  return { scalars, lists, texts, blocks };
}

function add<T>(into: Map<FieldId, Sighting<T>[]>, id: FieldId, value: T, cursor: Cursor): void {
  const values: Values = new Map(cursor.values);
  const sighting = { value, values, test: cursor.testIndex };
  const list = into.get(id);
  if (list === undefined) into.set(id, [sighting]);
  else list.push(sighting);
}
