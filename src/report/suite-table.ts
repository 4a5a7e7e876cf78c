import { formatCount, formatFactor } from './figures.ts';
import { displayWidth, padEnd, padStart, printable, truncate } from './printable.ts';
import type { ReportTest } from './report-input.ts';

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly align: 'left' | 'right';
}

/** What made a test, in one word: its last operation, and `seed` for the user's own. */
export function originOfTest(test: ReportTest): string {
  return test.isSeed ? 'seed, as given' : (test.provenance.ops[0] ?? '');
}

/**
 * The tests as a table of at most `width` columns: columns at the right are left out when there is no room.
 * @param seedSteps cost of the costliest seed, to compare with
 */
export function suiteTable(
  tests: readonly ReportTest[],
  seedSteps: number | undefined,
  width: number,
): readonly string[] {
  if (tests.length === 0) return ['no input was worth keeping'];
  const column = (
    title: string,
    align: Column['align'],
    cell: (test: ReportTest) => string,
  ): Column => ({ title, align, cells: tests.map((test) => printable(cell(test))) });
  const columns = [
    column('test', 'left', (test) => test.file.replace(/^tests\//, '')),
    column('steps', 'right', (test) => formatCount(test.steps)),
    column('size', 'right', (test) => formatCount(test.size)),
    ...(seedSteps === undefined || seedSteps === 0
      ? []
      : [column('× start', 'right', (test) => formatFactor(test.steps / seedSteps))]),
    column('hottest line', 'left', (test) => fileName(test.hot[0]?.site ?? '')),
    column('role', 'left', (test) => test.role),
    column('made by', 'left', originOfTest),
    column('outcome', 'left', (test) => (test.outcome === 'ok' ? '' : test.outcome)),
  ];
  const shown = fit(columns.filter(isUseful), width);
  const rows = [
    shown.map(({ title }) => title),
    ...tests.map((_, i) => shown.map((c) => c.cells[i] ?? '')),
  ];
  return rows.map((cells) =>
    truncate(
      cells
        .map((cell, i) => {
          const { align = 'left', cells: all = [], title = '' } = shown[i] ?? {};
          const columnWidth = widthOf({ align, cells: all, title });
          return align === 'right' ? padStart(cell, columnWidth) : padEnd(cell, columnWidth);
        })
        .join('  ')
        .trimEnd(),
      width,
    ),
  );
}

function isUseful({ cells }: Column): boolean {
  return cells.some((cell) => cell !== '');
}

function widthOf({ title, cells }: Column): number {
  return Math.max(...[title, ...cells].map(displayWidth));
}

function fit(columns: readonly Column[], width: number): readonly Column[] {
  let used = -2;
  return columns.filter((column, i) => {
    const next = used + 2 + widthOf(column);
    if (next > width && i > 0) return false;
    used = next;
    return true;
  });
}

function fileName(site: string): string {
  return site.slice(site.lastIndexOf('/') + 1);
}
