import { blockCandidates, lineCandidates } from './candidates.ts';
import type { Candidate, Cursor, Item, TestText } from './structure.ts';
import { readItem, readItems } from './structure.ts';

/** A structure that all tests have. */
export interface Structure {
  readonly items: readonly Item[];
  /** Lower is simpler and explains more. */
  readonly cost: number;
}

/** Items tried in front of one place, those inside of repeated blocks included. */
const MAX_TRIALS = 1_500;
/** Partial structures taken further, and complete ones that are enough. */
const MAX_EXPANSIONS = 400;
const ENOUGH = 24;
/** How much worse than the best complete one a partial structure may be and still be taken further. */
const SLACK = 10;
const MAX_ITEMS = 8;
/** Items of a repeated block, and how deep blocks nest. */
const MAX_BLOCK_ITEMS = 4;
const MAX_DEPTH = 2;

/** The beginning of a structure, and where each test stands behind it. */
interface Partial {
  readonly items: readonly Item[];
  readonly cursors: readonly Cursor[];
  readonly nextId: number;
  readonly cost: number;
}

/**
 * Structures that all tests have, the simplest first. Candidates for the next item are made from the lines in front of
 * all tests at once and kept when every test reads them; the cheapest beginning is taken further first.
 */
export function findStructures(tests: readonly TestText[]): Structure[] {
  const found: Structure[] = [];
  const cursors = tests.map((test, testIndex): Cursor => ({
    test,
    testIndex,
    at: 0,
    values: new Map(),
  }));
  const open: Partial[] = [{ items: [], cursors, nextId: 0, cost: 0 }];
  let best = Infinity;
  for (let expansions = 0; expansions < MAX_EXPANSIONS && found.length < ENOUGH; expansions++) {
    const partial = takeCheapest(open);
    if (partial === undefined || partial.cost > best + SLACK) break;
    for (const next of continuations(partial, MAX_DEPTH, { left: MAX_TRIALS })) {
      if (!next.cursors.every(isOver)) {
        open.push(next);
        continue;
      }
      const cost = next.cost + weakCounts(next.items, tests);
      found.push({ items: next.items, cost });
      best = Math.min(best, cost);
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

const isOver = ({ test, at }: Cursor): boolean => at >= test.raw.length;

function takeCheapest(open: Partial[]): Partial | undefined {
  let cheapest = 0;
  for (let i = 1; i < open.length; i++)
    if ((open[i]?.cost ?? Infinity) < (open[cheapest]?.cost ?? Infinity)) cheapest = i;
  return open.splice(cheapest, 1)[0];
}

function* continuations(
  { items, cursors, nextId }: Partial,
  depth: number,
  budget: { left: number },
): Generator<Partial> {
  if (items.length >= MAX_ITEMS) return;
  for (const { item, used } of nextItems(cursors, items, nextId, depth, budget)) {
    const moved = advance(item, cursors);
    if (moved === undefined) continue;
    const extended = [...items, item];
    yield { items: extended, cursors: moved, nextId: nextId + used, cost: costOf(extended) };
  }
}

const clone = (cursor: Cursor): Cursor => ({ ...cursor, values: new Map(cursor.values) });

function advance(item: Item, cursors: readonly Cursor[]): Cursor[] | undefined {
  const moved = cursors.map(clone);
  return moved.every((cursor) => readItem(item, cursor)) ? moved : undefined;
}

function* nextItems(
  cursors: readonly Cursor[],
  before: readonly Item[],
  nextId: number,
  depth: number,
  budget: { left: number },
): Generator<Candidate> {
  for (const candidate of blockCandidates(cursors, before, nextId)) {
    if (budget.left-- <= 0) return;
    yield candidate;
  }
  for (const candidate of lineCandidates(cursors, nextId)) {
    if (budget.left-- <= 0) return;
    yield candidate;
  }
  if (depth > 0 && !cursors.some(isOver))
    yield* nestedBlocks(cursors, before, nextId, depth, budget);
}

/** Blocks of several items, or with a block inside: found on their first rounds, checked on all. */
function* nestedBlocks(
  cursors: readonly Cursor[],
  before: readonly Item[],
  nextId: number,
  depth: number,
  budget: { left: number },
): Generator<Candidate> {
  for (const of of countFields(before).reverse()) {
    const rounds = cursors.map(({ values }) => values.get(of) ?? -1);
    const fits = cursors.every(({ test, at }, i) => {
      const count = rounds[i] ?? -1;
      return count >= 1 && count <= test.raw.length - at;
    });
    if (!fits) continue;
    for (const { items, used } of sequences(cursors, nextId + 1, depth - 1, budget))
      yield {
        item: { kind: 'block', id: nextId, count: { of, delta: 0 }, items },
        used: used + 1,
      };
  }
}

/** Beginnings of a block's items that are taken further. */
const MAX_INNER = 40;

/** Sequences of items that fit in front of all cursors, the cheapest first. */
function* sequences(
  cursors: readonly Cursor[],
  firstId: number,
  depth: number,
  budget: { left: number },
): Generator<{ items: readonly Item[]; used: number }> {
  const open: Partial[] = [{ items: [], cursors, nextId: firstId, cost: 0 }];
  for (let expansions = 0; expansions < MAX_INNER; expansions++) {
    const partial = takeCheapest(open);
    if (partial === undefined) return;
    const { items, nextId } = partial;
    // Blocks of one line are among the plain candidates already.
    if (items.length > 1 || items[0]?.kind === 'block') yield { items, used: nextId - firstId };
    if (items.length >= MAX_BLOCK_ITEMS) continue;
    for (const next of continuations(partial, depth, budget)) {
      const last = next.items.at(-1);
      // Inside a block nothing reads to the end of the input.
      if (last?.kind !== 'block' || last.count !== 'end') open.push(next);
    }
  }
}

/** Integer fields in sight behind the items, in order. */
export function countFields(items: readonly Item[]): number[] {
  return items.flatMap((item) => (item.kind === 'line' ? [...item.scalars] : []));
}

/**
 * How much a structure leaves unexplained: every item and every single token costs, a list whose length nothing tells
 * costs more, whole lines of text most; tokens that tell a count are free.
 */
function costOf(items: readonly Item[]): number {
  const counting = new Set<number>();
  const walk = (list: readonly Item[]): number =>
    list.reduce((sum, item) => sum + itemCost(item, counting, walk), 0);
  const base = walk(items);
  const scalars = allScalars(items).filter((id) => !counting.has(id));
  return base + scalars.length;
}

function itemCost(
  item: Item,
  counting: Set<number>,
  walk: (items: readonly Item[]) => number,
): number {
  const use = (count: { of: number; delta: number }): number => {
    counting.add(count.of);
    return count.delta === 0 ? 0 : 3;
  };
  switch (item.kind) {
    case 'line':
      if (item.list === undefined) return 2;
      return item.list.count === 'free' ? 8 : 3 + use(item.list.count);
    case 'text':
      return 7;
    case 'block':
      return (item.count === 'end' ? 7 : 2.5 + use(item.count)) + walk(item.items);
    case 'variants':
      return 4 + 0.5 * item.shapes.size + use(item.count);
  }
}

function allScalars(items: readonly Item[]): number[] {
  return items.flatMap((item) => {
    if (item.kind === 'line') return [...item.scalars];
    if (item.kind === 'block') return allScalars(item.items);
    if (item.kind === 'variants') return [...item.shapes.values()].flat();
    return [];
  });
}

/** A count that is the same wherever it is used may be a coincidence. */
function weakCounts(items: readonly Item[], tests: readonly TestText[]): number {
  const seen = new Map<number, Set<number>>();
  const note = (id: number, count: number): void => {
    const counts = seen.get(id);
    if (counts === undefined) seen.set(id, new Set([count]));
    else counts.add(count);
  };
  const nothing = (): void => undefined;
  for (const [testIndex, test] of tests.entries())
    readItems(
      items,
      { test, testIndex, at: 0, values: new Map() },
      {
        scalar: nothing,
        text: nothing,
        variant: nothing,
        list: (id, tokens) => note(id, tokens.length),
        block: note,
      },
    );
  let cost = 0;
  for (const counts of seen.values()) if (counts.size === 1) cost += counts.has(1) ? 4 : 2;
  return cost;
}
