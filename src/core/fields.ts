/**
 * Fields of rows: lists and records of plain data, as genotypes hold them. Keys of lists are indexes.
 */

/** @returns undefined where the row has no such field, or is no row. */
export function fieldOf(row: unknown, key: string | number): unknown {
  return typeof row === 'object' && row !== null
    ? (row as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

/** The row with another value in one field: a new row of the same kind. */
export function withField(row: object, key: string | number, value: unknown): object {
  return Array.isArray(row) ? row.with(Number(key), value) : { ...row, [key]: value };
}

/** The rows with `column[k]` in one field of row k. */
export function withColumn(
  rows: readonly unknown[],
  key: string | number,
  column: readonly unknown[],
): unknown[] {
  return rows.map((row, k) =>
    typeof row === 'object' && row !== null ? withField(row, key, column[k]) : row,
  );
}
