import { displayWidth, padEnd, padStart, printable } from '../printable.ts';

/** A table as lines: the first column is aligned left, the others right; cells are made printable. */
export function textTable(rows: readonly (readonly string[])[]): readonly string[] {
  const safe = rows.map((row) => row.map(printable));
  const columns = Math.max(0, ...safe.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(0, ...safe.map((row) => displayWidth(row[c] ?? ''))),
  );
  return safe.map((row) =>
    widths
      .map((width, c) => (c === 0 ? padEnd(row[c] ?? '', width) : padStart(row[c] ?? '', width)))
      .join('  ')
      .trimEnd(),
  );
}
