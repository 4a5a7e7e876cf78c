/** The structure of a text layout, before its fields have names, types and bounds. */

/** Number of a field, dense from 0 in order of first appearance. */
export type FieldId = number;

/** How many: the value of an integer field, and a little more or less. */
export interface Count {
  readonly of: FieldId;
  readonly delta: number;
}

export type Item =
  /** One line: single tokens, then, when there is a list, all the others. */
  | {
      readonly kind: 'line';
      readonly scalars: readonly FieldId[];
      readonly list?: { readonly id: FieldId; readonly count: Count | 'free' };
    }
  /** One line as it is, spaces included. */
  | { readonly kind: 'text'; readonly id: FieldId }
  /** The items again and again: so many times, or to the end of the input. */
  | {
      readonly kind: 'block';
      readonly id: FieldId;
      readonly count: Count | 'end';
      readonly items: readonly Item[];
    }
  /** So many lines whose first token says how many tokens follow: `1 x`, `2 l r`. `shapes` has an id per column. */
  | {
      readonly kind: 'variants';
      readonly id: FieldId;
      readonly count: Count;
      readonly shapes: ReadonlyMap<string, readonly FieldId[]>;
    };

/** An item that may come next, and how many new field ids it takes. */
export interface Candidate {
  readonly item: Item;
  readonly used: number;
}

/** An example test, cut into lines and tokens; trailing blank lines and spaces at line ends are gone. */
export interface TestText {
  readonly raw: readonly string[];
  readonly tokens: readonly (readonly string[])[];
}

export function splitTest(text: string): TestText {
  const raw = text.replace(/\r\n?/gu, '\n').replace(/\s+$/u, '').split('\n');
  const lines = raw.map((line) => line.trimEnd());
  return {
    raw: lines,
    tokens: lines.map((line) => (line.trim() === '' ? [] : line.trim().split(/\s+/u))),
  };
}

const INTEGER = /^[+-]?(?:0|[1-9]\d*)$/u;

/** The value of an integer token; undefined for all others, those with leading zeros and beyond 2^53 included. */
export function integerOf(token: string): number | undefined {
  if (!INTEGER.test(token)) return undefined;
  const value = Number(token);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Values of the integer fields in sight; inner scopes hide outer ones of an earlier round. */
export type Values = Map<FieldId, number>;

/** Where in a test one stands. */
export interface Cursor {
  readonly test: TestText;
  readonly testIndex: number;
  at: number;
  readonly values: Values;
}

/** Told of everything that is read. */
export interface Sink {
  scalar(id: FieldId, token: string, cursor: Cursor): void;
  list(id: FieldId, tokens: readonly string[], cursor: Cursor): void;
  text(id: FieldId, line: string, cursor: Cursor): void;
  /** Before the rounds of a block. */
  block(id: FieldId, count: number, cursor: Cursor): void;
  /** Before each row of variants. */
  variant(id: FieldId, key: string, cursor: Cursor): void;
}

/** The value of a count, or undefined when its field is not in sight. */
export function countOf({ of, delta }: Count, values: Values): number | undefined {
  const value = values.get(of);
  return value === undefined ? undefined : value + delta;
}

/** Reads the items from the cursor on, moving it. @returns false when the text does not fit. */
export function readItems(items: readonly Item[], cursor: Cursor, sink?: Sink): boolean {
  return items.every((item) => readItem(item, cursor, sink));
}

export function readItem(item: Item, cursor: Cursor, sink?: Sink): boolean {
  switch (item.kind) {
    case 'line':
      return readLine(item, cursor, sink);
    case 'text': {
      const line = cursor.test.raw[cursor.at];
      if (line === undefined) return false;
      cursor.at++;
      sink?.text(item.id, line, cursor);
      return true;
    }
    case 'block':
      return readBlock(item, cursor, sink);
    case 'variants':
      return readVariants(item, cursor, sink);
  }
}

function readScalars(
  ids: readonly FieldId[],
  tokens: readonly string[],
  cursor: Cursor,
  sink: Sink | undefined,
): void {
  for (const [index, id] of ids.entries()) {
    const token = tokens[index] ?? '';
    const value = integerOf(token);
    if (value === undefined) cursor.values.delete(id);
    else cursor.values.set(id, value);
    sink?.scalar(id, token, cursor);
  }
}

function readLine(
  item: Extract<Item, { kind: 'line' }>,
  cursor: Cursor,
  sink: Sink | undefined,
): boolean {
  const { scalars, list } = item;
  // The line of an empty list may be missing at the end.
  const isOver = cursor.at >= cursor.test.raw.length;
  const tokens =
    isOver && list !== undefined && scalars.length === 0 ? [] : cursor.test.tokens[cursor.at];
  if (tokens === undefined || tokens.length < scalars.length) return false;
  if (list === undefined && tokens.length !== scalars.length) return false;
  cursor.at++;
  readScalars(scalars, tokens, cursor, sink);
  if (list === undefined) return true;
  const rest = tokens.slice(scalars.length);
  if (list.count !== 'free' && countOf(list.count, cursor.values) !== rest.length) return false;
  sink?.list(list.id, rest, cursor);
  return true;
}

function readBlock(
  item: Extract<Item, { kind: 'block' }>,
  cursor: Cursor,
  sink: Sink | undefined,
): boolean {
  const lines = cursor.test.raw.length;
  if (item.count === 'end') {
    sink?.block(item.id, 0, cursor);
    while (cursor.at < lines) if (!readItems(item.items, cursor, sink)) return false;
    return true;
  }
  const rounds = countOf(item.count, cursor.values);
  if (rounds === undefined || rounds < 0 || rounds > lines - cursor.at) return false;
  sink?.block(item.id, rounds, cursor);
  for (let k = 0; k < rounds; k++) if (!readItems(item.items, cursor, sink)) return false;
  return true;
}

function readVariants(
  item: Extract<Item, { kind: 'variants' }>,
  cursor: Cursor,
  sink: Sink | undefined,
): boolean {
  const rounds = countOf(item.count, cursor.values);
  if (rounds === undefined || rounds < 0) return false;
  sink?.block(item.id, rounds, cursor);
  for (let k = 0; k < rounds; k++) {
    const tokens = cursor.test.tokens[cursor.at];
    const key = tokens?.[0];
    const columns = key === undefined ? undefined : item.shapes.get(key);
    if (tokens === undefined || key === undefined || columns?.length !== tokens.length - 1)
      return false;
    cursor.at++;
    sink?.variant(item.id, key, cursor);
    readScalars(columns, tokens.slice(1), cursor, sink);
  }
  return true;
}
