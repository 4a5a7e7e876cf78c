import type { Candidate, Count, Cursor, FieldId, Item } from './structure.ts';
import { integerOf } from './structure.ts';

/** Most single tokens on a line; longer lines are lists. */
const MAX_COLUMNS = 8;
/** Most kinds of line among variants. */
const MAX_SHAPES = 8;
const DELTAS = [0, -1, 1] as const;

const range = (from: FieldId, length: number): FieldId[] =>
  Array.from({ length }, (_, k) => from + k);

/** The one value that all have, or undefined. */
function common<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** Integer fields that every cursor sees, latest first. */
function fieldsInSight(cursors: readonly Cursor[]): FieldId[] {
  const [first, ...others] = cursors;
  if (first === undefined) return [];
  return [...first.values.keys()]
    .filter((id) => others.every(({ values }) => values.has(id)))
    .reverse();
}

/** The counts in sight that equal `wanted[i]` at cursor i. */
function matchingCounts(cursors: readonly Cursor[], wanted: readonly number[]): Count[] {
  const varied = new Set(wanted).size > 1;
  const found: Count[] = [];
  for (const delta of DELTAS) {
    // One more or less is believed only when the lengths vary.
    if (delta !== 0 && !varied) continue;
    for (const of of fieldsInSight(cursors))
      if (cursors.every(({ values }, i) => (values.get(of) ?? NaN) + delta === wanted[i]))
        found.push({ of, delta });
  }
  return found;
}

/** What the next line may be. */
export function* lineCandidates(cursors: readonly Cursor[], nextId: FieldId): Generator<Candidate> {
  const lines = cursors.map(({ test, at }) => test.tokens[at] ?? []);
  const widths = lines.map((tokens) => tokens.length);
  yield* countedLists(cursors, lines, nextId);
  // A test that is over can still have an empty list, whose line was trimmed away.
  if (cursors.some(({ test, at }) => at >= test.raw.length)) return;
  const width = common(widths);
  if (width !== undefined && width <= MAX_COLUMNS)
    yield { item: { kind: 'line', scalars: range(nextId, width) }, used: width };
  const least = Math.min(...widths);
  for (let head = 0; head <= Math.min(2, least); head++)
    yield {
      item: {
        kind: 'line',
        scalars: range(nextId, head),
        list: { id: nextId + head, count: 'free' },
      },
      used: head + 1,
    };
  yield { item: { kind: 'text', id: nextId }, used: 1 };
}

/** Lists whose length a field before them tells, on an earlier line or on the same. */
function* countedLists(
  cursors: readonly Cursor[],
  lines: readonly (readonly string[])[],
  nextId: FieldId,
): Generator<Candidate> {
  const widths = lines.map((tokens) => tokens.length);
  const least = Math.min(...widths);
  const varied = new Set(widths).size > 1;
  const list = (head: number, count: Count): Candidate => ({
    item: { kind: 'line', scalars: range(nextId, head), list: { id: nextId + head, count } },
    used: head + 1,
  });
  for (let head = 0; head <= Math.min(3, least); head++) {
    const rest = widths.map((width) => width - head);
    if (!varied && (rest[0] ?? 0) < 2) continue;
    for (const count of matchingCounts(cursors, rest)) yield list(head, count);
    for (let own = head - 1; own >= 0; own--)
      if (lines.every((tokens, i) => integerOf(tokens[own] ?? '') === rest[i]))
        yield list(head, { of: nextId + own, delta: 0 });
  }
}

/** Lines that a field in sight counts, all of one kind; and lines up to the end. */
export function* blockCandidates(
  cursors: readonly Cursor[],
  before: readonly Item[],
  nextId: FieldId,
): Generator<Candidate> {
  const used = new Set(before.flatMap(usedCounts));
  const fields = fieldsInSight(cursors);
  // A field that counts something else already is less likely to count this too.
  const ordered = [...fields.filter((id) => !used.has(id)), ...fields.filter((id) => used.has(id))];
  for (const of of ordered)
    for (const delta of DELTAS) {
      const rows = countedRows(cursors, { of, delta });
      if (rows === undefined) continue;
      const varied = new Set(rows.map((lines) => lines.length)).size > 1;
      if (delta !== 0 && !varied) continue;
      yield* rowKinds(cursors, rows, { of, delta }, nextId);
    }
  const rest = cursors.map(({ test, at }) => test.tokens.slice(at));
  if (new Set(rest.map((lines) => lines.length)).size > 1) yield* endBlocks(rest, nextId);
}

function usedCounts(item: Item): FieldId[] {
  if (item.kind === 'line')
    return item.list === undefined || item.list.count === 'free' ? [] : [item.list.count.of];
  if (item.kind === 'text') return [];
  return item.count === 'end' ? [] : [item.count.of];
}

/** The tokens of the lines that the count covers at each cursor; undefined when some test has too few lines. */
function countedRows(
  cursors: readonly Cursor[],
  { of, delta }: Count,
): (readonly (readonly string[])[])[] | undefined {
  const rows = cursors.map(({ test, at, values }) => {
    const count = (values.get(of) ?? NaN) + delta;
    return count >= 0 && at + count <= test.raw.length
      ? test.tokens.slice(at, at + count)
      : undefined;
  });
  const complete = rows.flatMap((lines) => (lines === undefined ? [] : [lines]));
  return complete.length === rows.length && complete.some((lines) => lines.length > 0)
    ? complete
    : undefined;
}

function* rowKinds(
  cursors: readonly Cursor[],
  rows: readonly (readonly (readonly string[])[])[],
  count: Count,
  nextId: FieldId,
): Generator<Candidate> {
  const block = (items: readonly Item[], used: number): Candidate => ({
    item: { kind: 'block', id: nextId, count, items },
    used: used + 1,
  });
  const widths = rows.flatMap((lines) => lines.map((tokens) => tokens.length));
  const perTest = rows.map((lines) => common(lines.map((tokens) => tokens.length)));
  const inner = nextId + 1;
  // Rows of one width per test, which a field tells: a matrix.
  const filled = cursors.filter((_, i) => (rows[i]?.length ?? 0) > 0);
  const filledWidths = perTest.filter((width): width is number => width !== undefined);
  if (filledWidths.length === filled.length && (filledWidths[0] ?? 0) > 1)
    for (const width of matchingCounts(filled, filledWidths))
      yield block([{ kind: 'line', scalars: [], list: { id: inner, count: width } }], 1);
  const width = common(widths);
  if (width !== undefined && width >= 1 && width <= MAX_COLUMNS)
    yield block([{ kind: 'line', scalars: range(inner, width) }], width);
  yield* countedInRow(rows, block, inner);
  const shapes = variantShapes(rows.flat(), inner);
  if (shapes !== undefined)
    yield {
      item: { kind: 'variants', id: nextId, count, shapes: shapes.columns },
      used: shapes.used + 1,
    };
  if (width === undefined) yield block([{ kind: 'text', id: inner }], 1);
}

/** Rows that begin with the number of their tokens: `3 a b c`. */
function* countedInRow(
  rows: readonly (readonly (readonly string[])[])[],
  block: (items: readonly Item[], used: number) => Candidate,
  inner: FieldId,
): Generator<Candidate> {
  const lines = rows.flat();
  for (let head = 1; head <= 3; head++)
    for (let own = head - 1; own >= 0; own--) {
      const told = lines.every((tokens) => integerOf(tokens[own] ?? '') === tokens.length - head);
      const list = { id: inner + head, count: { of: inner + own, delta: 0 } };
      if (told && lines.length > 0)
        yield block([{ kind: 'line', scalars: range(inner, head), list }], head + 1);
    }
}

/** Rows whose width their first token decides, of at least two widths or with words for first tokens. */
function variantShapes(
  rows: readonly (readonly string[])[],
  inner: FieldId,
): { columns: ReadonlyMap<string, readonly FieldId[]>; used: number } | undefined {
  const widths = new Map<string, number>();
  for (const [key, ...rest] of rows) {
    if (key === undefined) return undefined;
    const known = widths.get(key);
    if (known !== undefined && known !== rest.length) return undefined;
    widths.set(key, rest.length);
    if (widths.size > MAX_SHAPES) return undefined;
  }
  const repeated = rows.length >= 2 * widths.size;
  if (new Set(widths.values()).size < 2 || !repeated) return undefined;
  const columns = new Map<string, FieldId[]>();
  let used = 0;
  for (const [key, width] of [...widths].sort(([a], [b]) => (a < b ? -1 : 1))) {
    columns.set(key, range(inner + used, width));
    used += width;
  }
  return { columns, used };
}

function* endBlocks(
  rest: readonly (readonly (readonly string[])[])[],
  nextId: FieldId,
): Generator<Candidate> {
  const width = common(rest.flatMap((lines) => lines.map((tokens) => tokens.length)));
  const end = (items: readonly Item[], used: number): Candidate => ({
    item: { kind: 'block', id: nextId, count: 'end', items },
    used: used + 1,
  });
  if (width !== undefined && width >= 1 && width <= MAX_COLUMNS)
    yield end([{ kind: 'line', scalars: range(nextId + 1, width) }], width);
  yield end([{ kind: 'text', id: nextId + 1 }], 1);
}
