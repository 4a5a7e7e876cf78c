import { fieldOf, withColumn } from '../../core/fields.ts';
import type { NumberDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { MutationContext, SequenceMutator, SpanRewrite } from './mutator.ts';
import { overwrite, pickSpan } from './mutator.ts';

/** Numbers by value, texts and whatever else by text. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = typeof a === 'string' ? a : JSON.stringify(a);
  const right = typeof b === 'string' ? b : JSON.stringify(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Places inside composite elements that hold a number or a string in every element of the list. */
export function pickColumn(items: readonly unknown[], rng: Rng): string | number | undefined {
  const first = items[0];
  if (typeof first !== 'object' || first === null) return undefined;
  const keys = Object.keys(first);
  if (keys.length === 0) return undefined;
  const key = rng.pick(keys);
  const usable = items.every(
    (item) => typeof item === 'object' && item !== null && isScalar(fieldOf(item, key)),
  );
  return usable ? key : undefined;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** The bounds that a column shows, widened by nothing: the model clamps what is out of range. */
function columnDomain(column: readonly unknown[], length: number): NumberDomain | undefined {
  let min = Infinity;
  let max = -Infinity;
  let integer = true;
  for (const value of column) {
    if (typeof value !== 'number') return undefined;
    min = Math.min(min, value);
    max = Math.max(max, value);
    integer &&= Number.isInteger(value);
  }
  return { min: Math.min(min, 0), max: Math.max(max, length), integer };
}

/** Applies a rewrite to one field of every element of a span, the other fields staying where they are. */
export function rewriteColumn(
  items: unknown[],
  rewrite: SpanRewrite,
  context: MutationContext,
  fresh: () => unknown,
): unknown[] | undefined {
  const key = pickColumn(items, context.rng);
  if (key === undefined) return undefined;
  const freshField = (): unknown => fieldOf(fresh(), key);
  const column = items.map((item) => fieldOf(item, key));
  const rewritten = rewrite(column, columnDomain(column, items.length), context, freshField);
  return withColumn(items, key, rewritten);
}

/** The values of one column change places until they rise, or fall, with those of another: rows in any order stay rows. */
export const align: SequenceMutator = {
  name: 'align',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    const span = pickSpan(value.length, rng);
    if (span === undefined || typeof value === 'string') return undefined;
    const rows = value.slice(span.start, span.end);
    const [by, key] = [pickColumn(rows, rng), pickColumn(rows, rng)];
    if (by === undefined || key === undefined || by === key) return undefined;
    const columnOf = (name: string | number): unknown[] => rows.map((row) => fieldOf(row, name));
    const leading = columnOf(by);
    const ranks = leading.map((_, i) => i).sort((i, j) => compare(leading[i], leading[j]));
    const values = columnOf(key).sort(compare);
    if (rng.oneIn(2)) values.reverse();
    const column: unknown[] = [];
    ranks.forEach((row, rank) => {
      column[row] = values[rank];
    });
    return overwrite(value, span.start, span.end, withColumn(rows, key, column));
  },
};
