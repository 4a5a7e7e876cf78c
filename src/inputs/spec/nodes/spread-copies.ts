import { fieldOf, withColumn } from '../../../core/fields.ts';

/**
 * Rows that stand several times for one get numbers of their own where that row's number was its own: evenly from it up to
 * the next larger one of its column, rising or falling as the column does there. What several rows share stays shared.
 * @param rows composites of one shape.
 * @param from `from[k]`: index of the row that row k of the result is a copy of; copies of a row stand side by side.
 */
export function spreadCopies(
  rows: readonly unknown[],
  from: readonly number[],
): readonly unknown[] {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return from.map((index) => rows[index]);
  let copies: readonly unknown[] = from.map((index) => rows[index]);
  for (const key of Object.keys(first)) {
    const column = rows.map((row) => fieldOf(row, key));
    if (!column.every((value) => typeof value === 'number')) continue;
    copies = withColumn(copies, key, spreadColumn(column, from));
  }
  return copies;
}

function spreadColumn(column: readonly number[], from: readonly number[]): readonly number[] {
  const above = nextLarger(column);
  const out: number[] = [];
  for (let start = 0, end = 0; start < from.length; start = end) {
    const index = from[start] ?? 0;
    while (end < from.length && from[end] === index) end++;
    const value = column[index] ?? 0;
    const gap = (above.get(value) ?? value) - value;
    const isWhole = Number.isInteger(value) && Number.isInteger(gap);
    const rises = (column[index + 1] ?? value) >= (column[index - 1] ?? value);
    for (let k = 0; k < end - start; k++) {
      const part = rises ? k : end - start - 1 - k;
      const more = (gap * part) / (end - start);
      out.push(value + (isWhole ? Math.floor(more) : more));
    }
  }
  return out;
}

/** For each number that stands in the column once, the next larger one; above the last as far as below it. */
function nextLarger(column: readonly number[]): ReadonlyMap<number, number> {
  const sorted = column.toSorted((a, b) => a - b);
  const above = new Map<number, number>();
  for (const [k, value] of sorted.entries()) {
    const below = sorted[k - 1];
    const next = sorted[k + 1] ?? (below === undefined ? undefined : 2 * value - below);
    if (next !== undefined && next !== value && below !== value) above.set(value, next);
  }
  return above;
}
