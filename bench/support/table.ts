/**
 * Lines of a table for a terminal: columns as wide as their widest cell, two spaces between.
 * @param leftColumns so many columns from the first are aligned to the left, the others to the right
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 1,
): string {
  const widths = header.map((title, k) =>
    Math.max(title.length, ...rows.map((row) => (row[k] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, k) =>
        k < leftColumns ? (cells[k] ?? '').padEnd(width) : (cells[k] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}

/** `12.3 %`, or a dash when there is no such figure. Truncated, so that only the whole reads `100.0 %`. */
export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)} %`;
}

/** Seconds with one decimal, or a dash. */
export function seconds(ms: number | undefined): string {
  return ms === undefined ? '–' : (ms / 1000).toFixed(1);
}

/** `1,234,567`, or a dash. */
export function count(value: number | undefined): string {
  return value === undefined ? '–' : Math.round(value).toLocaleString('en');
}
