import type { Rng } from '../../../core/rng.ts';
import { drawNumbers } from '../draw.ts';
import type { NodeModel, ScaleStrategy, Scope } from '../node.ts';
import { resizeIndexes } from '../resize-sequence.ts';

export type Rows = readonly (readonly unknown[])[];

export function fold(cells: readonly unknown[], rows: number, columns: number): unknown[][] {
  return Array.from({ length: rows }, (_, i) => cells.slice(i * columns, (i + 1) * columns));
}

/** Cells in one of the shapes that lists of numbers have; others all drawn, or of two kinds. */
export function drawCells(scope: Scope, of: NodeModel, count: number, size: number): unknown[] {
  const numbers = of.numbers?.(scope);
  if (numbers !== undefined && numbers.min <= numbers.max)
    return drawNumbers(scope.rng, numbers, count);
  const share = size / Math.max(1, count);
  const few = Array.from({ length: 2 }, () => of.generate(scope, share));
  const isMixed = scope.rng.oneIn(2);
  return Array.from({ length: count }, () =>
    isMixed ? of.generate(scope, share) : scope.rng.pick(few),
  );
}

/** The same pattern with other numbers of rows and columns, both above 0 before. */
export function resampleRows(
  strategy: ScaleStrategy,
  rng: Rng,
  old: Rows,
  rows: number,
  columns: number,
): unknown[][] {
  const width = old[0]?.length ?? 0;
  const across = old.map((row) => JSON.stringify(row));
  const down = Array.from({ length: width }, (_, j) => JSON.stringify(old.map((row) => row[j])));
  const fromRows = resizeIndexes(
    strategy,
    rng,
    old.length,
    (i, j) => across[i] === across[j],
    rows,
  );
  const fromColumns = resizeIndexes(strategy, rng, width, (i, j) => down[i] === down[j], columns);
  return fromRows.map((i) => fromColumns.map((j) => old[i]?.[j]));
}

/** The rows of whatever stands where a matrix belongs. */
export function asRows(value: unknown): Rows {
  if (!Array.isArray(value)) return [];
  if (value.every(Array.isArray)) return value;
  return value.map((row: unknown) => (Array.isArray(row) ? (row as readonly unknown[]) : [])); // any[]
}

export function widthOf(rows: Rows): number {
  return rows[0]?.length ?? 0;
}
