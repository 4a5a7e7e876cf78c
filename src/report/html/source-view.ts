import type { HotLine } from '../../core/run-record.ts';
import type { LineDifference } from '../../core/synthesis.ts';
import { formatCount, formatShare, plural } from '../figures.ts';
import { safe } from './markup.ts';
import { heatClass } from './section.ts';

/** Lines shown before and after a line that matters. */
const CONTEXT = 6;
/** Lines of one file that are shown at most. */
const MAX_LINES = 400;
/** Characters of one line that are shown at most: minified files have one. */
const MAX_COLUMNS = 240;
/** Constraints shown at one line. */
const MAX_NOTES = 3;

/** A condition that stands at a line of the source. */
export interface LineNote {
  readonly line: number;
  /** HTML. */
  readonly text: string;
}

/** What is known of one source file. */
export interface SourceFile {
  /** As the user would write it. */
  readonly name: string;
  /** Undefined when it cannot be read (any more): then the recorded lines are shown alone. */
  readonly text: string | undefined;
  readonly hot: readonly HotLine[];
  /** Costs of a slow and of a fast run; empty when they are not known. */
  readonly lines: readonly LineDifference[];
  readonly notes: readonly LineNote[];
}

/**
 * A source file with a heat gutter: the share of steps of each hot line, the steps of the slow and of the fast run side by
 * side, the constraints at their places, and the lines around.
 */
export function sourceView({ name, text, hot, lines, notes }: SourceFile): string {
  const byLine = new Map(hot.map((line) => [line.line, line]));
  const compared = new Map(lines.map((line) => [line.line, line]));
  // Recorded lines first: they stand where the file has changed or is gone.
  const codes = new Map(hot.map(({ line, code }) => [line, code]));
  for (const [i, line] of (text ?? '').split(/\r\n|\r|\n/).entries()) {
    if (text !== undefined) codes.set(i + 1, line);
  }
  const isCompared = lines.length > 0;
  const columns = isCompared ? 5 : 3;
  const rows: string[] = [];
  let before = 0;
  for (const number of shownLines([...byLine.keys(), ...notes.map(({ line }) => line)], codes)) {
    if (before > 0 && number > before + 1)
      rows.push(`<tr class="gap"><td colspan="${columns}">⋯</td></tr>`);
    const noted = notes.filter(({ line }) => line === number);
    rows.push(
      ...noted.slice(0, MAX_NOTES).map((note) => noteRow(note, columns)),
      ...moreNotes(noted.length - MAX_NOTES, number, columns),
      row(number, codes.get(number) ?? '', byLine.get(number), isCompared, compared.get(number)),
    );
    before = number;
  }
  const heads = ['Share', ...(isCompared ? ['Slow', 'Fast'] : []), 'Line', 'Source'];
  // Scrollable regions have to be reachable by keyboard.
  return (
    `<div class="table source" tabindex="0" role="group" aria-label="source of ${safe(name)}"><table>` +
    `<caption class="hidden">${safe(name)}: share of the steps of the slowest test${isCompared ? ', steps of the slow and of the fast run' : ''}</caption>` +
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
  );
}

/** Lines that matter with their neighbours; the first ones win where there are too many. */
function shownLines(
  important: readonly number[],
  codes: ReadonlyMap<number, string>,
): readonly number[] {
  const shown = new Set<number>();
  for (const line of important) {
    for (let n = line - CONTEXT; n <= line + CONTEXT; n++) {
      if (codes.has(n) && shown.size < MAX_LINES) shown.add(n);
    }
  }
  return [...shown].toSorted((a, b) => a - b);
}

function row(
  number: number,
  code: string,
  hot: HotLine | undefined,
  isCompared: boolean,
  compared: LineDifference | undefined,
): string {
  const share = hot ? shareText(hot.share) : '';
  const heat = hot ? heatClass(hot.share) : 'h0';
  const title = hot ? ` title="${safe(hot.what.join(', '))}"` : '';
  const steps = isCompared
    ? `<td class="steps">${stepsText(compared?.slowHits)}</td><td class="steps fast">${stepsText(compared?.fastHits)}</td>`
    : '';
  const shown = code.replaceAll('\t', '    ').slice(0, MAX_COLUMNS);
  return `<tr class="${heat}"${title}><td class="share">${share}</td>${steps}<th scope="row">${number}</th><td class="code">${safe(shown)}</td></tr>`;
}

/** A line that was reached is not said to cost nothing. */
function shareText(share: number): string {
  return share > 0 && share < 0.001 ? '< 0.1 %' : formatShare(share);
}

function stepsText(steps: number | undefined): string {
  return steps === undefined ? '' : formatCount(steps);
}

function noteRow({ text }: LineNote, columns: number): string {
  return `<tr class="note"><td colspan="${columns - 1}"></td><td>${text}</td></tr>`;
}

function moreNotes(left: number, line: number, columns: number): readonly string[] {
  const text = `and ${plural(left, 'more condition')} here, listed below`;
  return left > 0 ? [noteRow({ line, text }, columns)] : [];
}
