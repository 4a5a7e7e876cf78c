import type { HotLine } from '../../core/run-record.ts';
import { formatShare } from '../figures.ts';
import { safe } from './markup.ts';

/** Lines shown before and after a hot line. */
const CONTEXT = 6;
/** Lines of one file that are shown at most. */
const MAX_LINES = 400;
/** Characters of one line that are shown at most: minified files have one. */
const MAX_COLUMNS = 240;

/**
 * A source file with a heat gutter: the share of steps of each hot line, and the lines around them.
 * @param text the file; undefined when it cannot be read (any more): then the recorded lines are shown alone
 */
export function sourceView(text: string | undefined, hot: readonly HotLine[]): string {
  const byLine = new Map(hot.map((line) => [line.line, line]));
  // Recorded lines first: they stand where the file has changed or is gone.
  const lines = new Map(hot.map(({ line, code }) => [line, code]));
  for (const [i, line] of (text ?? '').split(/\r\n|\r|\n/).entries()) {
    if (text !== undefined) lines.set(i + 1, line);
  }
  const rows: string[] = [];
  let before = 0;
  for (const number of shownLines(hot, lines)) {
    if (before > 0 && number > before + 1) rows.push('<div class="gap">⋯</div>');
    rows.push(row(number, lines.get(number) ?? '', byLine.get(number)));
    before = number;
  }
  // Scrollable regions have to be reachable by keyboard.
  return `<pre class="source" tabindex="0" role="region" aria-label="source">${rows.join('')}</pre>`;
}

function shownLines(
  hot: readonly HotLine[],
  lines: ReadonlyMap<number, string>,
): readonly number[] {
  const shown = new Set<number>();
  // Costliest first, so that the limit cuts the cold ones.
  for (const { line } of hot) {
    for (let n = line - CONTEXT; n <= line + CONTEXT; n++) {
      if (lines.has(n) && shown.size < MAX_LINES) shown.add(n);
    }
  }
  return [...shown].toSorted((a, b) => a - b);
}

function row(number: number, code: string, hot: HotLine | undefined): string {
  const share = hot ? formatShare(hot.share) : '';
  const heat = hot
    ? ` style="background:rgba(var(--heat),${(0.08 + 0.5 * hot.share).toFixed(2)})"`
    : '';
  const title = hot ? ` title="${safe(hot.what.join(', '))}"` : '';
  const shown = code.replaceAll('\t', '    ').slice(0, MAX_COLUMNS);
  return `<div class="row"${heat}${title}><span class="share">${share}</span><span class="place">${number}</span><span>${safe(shown)}</span></div>`;
}
