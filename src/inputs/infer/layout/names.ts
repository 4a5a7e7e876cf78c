import type { Declaration } from './statement.ts';
import type { FieldId, Item } from './structure.ts';

const SCALARS = ['n', 'm', 'k', 'q', 'x', 'y', 'z', 'p', 'r', 'c', 'd', 'w'];
/** Columns of tables: names that no statement uses for something else. */
const COLUMNS = Array.from({ length: 64 }, (_, i) => `x${i + 1}`);
const LISTS = ['a', 'b', 'c', 'd', 'e'];
const TEXTS = ['s', 't', 'u', 'v'];
const BLOCKS = ['rows', 'items', 'lines', 'parts'];
const TESTS = ['tests', 'cases', 'groups'];
/** Names that expressions give another meaning. */
const RESERVED = new Set(['len', 'min', 'max', 'floor', 'ceil', 'abs', 'log2', 'sqrt']);

/**
 * Names for all fields: as the statement declares them where its phrases match the lines in order, else by custom.
 * Unique over the whole layout, so that a name means one thing in every expression.
 * @returns the names, and the fields that the statement declares
 * @param isWord whether a single token is a word rather than a number
 */
export function nameFields(
  items: readonly Item[],
  declarations: readonly Declaration[],
  isWord: (id: FieldId) => boolean,
): { names: Map<FieldId, string>; declared: Set<FieldId> } {
  const names = new Map<FieldId, string>();
  const known = new Set<FieldId>();
  const taken = new Set<string>();
  let next = 0;
  const give = (id: FieldId, wanted: string | undefined, pool: readonly string[]): void => {
    const name = unique(wanted, pool, taken);
    taken.add(name);
    names.set(id, name);
    if (name === wanted) known.add(id);
  };
  const declared = (fits: (declaration: Declaration) => boolean): readonly string[] => {
    const index = declarations.findIndex((declaration, i) => i >= next && fits(declaration));
    if (index < 0) return [];
    next = index + 1;
    return declarations[index]?.names ?? [];
  };
  const nameLine = (
    scalars: readonly FieldId[],
    list: FieldId | undefined,
    numbers: readonly string[],
  ): void => {
    if (scalars.length > 0) {
      const found = declared(
        ({ names: those, indexed }) => !indexed && those.length === scalars.length,
      );
      // Rows of a table are declared with subscripts: `u_i and v_i`.
      const used =
        found.length > 0 ? found : declared(({ names: those }) => those.length === scalars.length);
      for (const [i, id] of scalars.entries()) give(id, used[i], isWord(id) ? TEXTS : numbers);
    }
    if (list === undefined) return;
    const [own] = declared(({ names: those, indexed }) => indexed || those.length === 1);
    give(list, own, LISTS);
  };
  const walk = (list: readonly Item[], numbers: readonly string[]): void => {
    for (const item of list) nameItem(item, numbers);
  };
  const nameItem = (item: Item, numbers: readonly string[]): void => {
    switch (item.kind) {
      case 'line':
        nameLine(item.scalars, item.list?.id, numbers);
        return;
      case 'text':
        give(item.id, declared(({ names: those }) => those.length === 1)[0], TEXTS);
        return;
      case 'variants':
        give(item.id, undefined, ['queries', 'orders', 'commands']);
        for (const column of [...item.shapes.values()].flat()) give(column, undefined, COLUMNS);
        return;
      case 'block':
        give(item.id, undefined, isPlainRows(item) ? BLOCKS : TESTS);
        walk(item.items, isPlainRows(item) ? COLUMNS : SCALARS);
    }
  };
  walk(items, SCALARS);
  return { names, declared: known };
}

/** A block of single lines of single tokens: a table, a list down the page. */
export function isPlainRows(item: Extract<Item, { kind: 'block' }>): boolean {
  const [only, more] = item.items;
  if (only === undefined || more !== undefined) return false;
  return (
    only.kind === 'text' ||
    (only.kind === 'line' && (only.list === undefined || only.scalars.length === 0))
  );
}

function unique(
  wanted: string | undefined,
  pool: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const isFree = (name: string): boolean => !taken.has(name) && !RESERVED.has(name);
  if (wanted !== undefined && isFree(wanted)) return wanted;
  const base = wanted ?? pool.find(isFree);
  if (base !== undefined && isFree(base)) return base;
  const stem = base ?? pool[0] ?? 'field';
  for (let i = 2; ; i++) if (isFree(`${stem}${i}`)) return `${stem}${i}`;
}
