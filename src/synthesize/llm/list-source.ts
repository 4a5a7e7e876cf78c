import type { ProgramSource } from '../../core/synthesis.ts';
import { functionRanges, type LineRange } from './function-ranges.ts';

/** Hits of the lines of one file in the slow and the fast run of a pair: line → [slow, fast]. */
export type LineHits = ReadonlyMap<number, readonly [number, number]>;

/** A place whose function is worth showing whole. */
export interface HotPlace {
  /** Absolute path. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export interface ListedProgram {
  readonly sources: readonly ProgramSource[];
  /** By absolute path; files without hits are listed without columns for them. */
  readonly hits: ReadonlyMap<string, LineHits>;
  /** Hottest first. */
  readonly hot: readonly HotPlace[];
}

/** A longer line is no code that anybody reads. */
const MAX_LINE = 400;
/** Columns in front of a line: its number and two counts. */
const COLUMNS = 30;

interface ListedFile {
  readonly source: ProgramSource;
  readonly lines: readonly string[];
  readonly ranges: readonly LineRange[];
  /** `shown[line]`, 1-based; index 0 is unused. */
  readonly shown: boolean[];
}

/**
 * The program with line numbers and, beside them, how often each line ran in the slow and the fast run. What does not
 * fit in the budget is left out: hot functions stay whole while they fit, then come the first lines of functions, then
 * the rest from the top.
 * @param budget characters
 */
export function listSources({ sources, hits, hot }: ListedProgram, budget: number): string {
  const files = sources.map((source): ListedFile => {
    const lines = source.code.replace(/\r?\n$/, '').split(/\r?\n/);
    return {
      source,
      lines,
      ranges: functionRanges(source.name, source.code),
      shown: Array.from({ length: lines.length + 1 }, () => false),
    };
  });
  let left = budget;
  const show = (file: ListedFile, line: number): boolean => {
    if (file.shown[line] !== false) return true;
    const size = lineSize(file, line);
    if (size > left) return false;
    left -= size;
    file.shown[line] = true;
    return true;
  };
  for (const place of hot) {
    const file = files.find(({ source }) => source.file === place.file);
    if (file === undefined) continue;
    const range = functionAround(file, place.line);
    const isWhole = sizeOf(file, range) <= left;
    // A function that does not fit is shown around its hot line, and leaves half of the room to others.
    const end = left / 2;
    for (const line of byDistance(range, place.line)) {
      if (!isWhole && left < end) break;
      show(file, line);
    }
  }
  for (const file of files) for (const { start } of file.ranges) show(file, start);
  for (const file of files) {
    for (let line = 1; line <= file.lines.length; line++) if (!show(file, line)) break;
  }
  return files.map((file) => printFile(file, hits.get(file.source.file))).join('\n\n');
}

function lineSize({ lines }: ListedFile, line: number): number {
  return COLUMNS + Math.min(MAX_LINE, lines[line - 1]?.length ?? 0);
}

function sizeOf(file: ListedFile, { start, end }: LineRange): number {
  let size = 0;
  for (let line = start; line <= end; line++) size += lineSize(file, line);
  return size;
}

/** The innermost function around a line; at the top level, the line's neighbourhood. */
function functionAround({ ranges, lines }: ListedFile, line: number): LineRange {
  const around = ranges.filter(({ start, end }) => start <= line && line <= end);
  const innermost = around.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  return innermost ?? { start: Math.max(1, line - 10), end: Math.min(lines.length, line + 30) };
}

function byDistance({ start, end }: LineRange, from: number): readonly number[] {
  const lines = Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);
  return lines.toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b);
}

function printFile({ source, lines, shown }: ListedFile, hits: LineHits | undefined): string {
  const head = `## ${source.name}`;
  if (!shown.includes(true)) return `${head}\n\n(${lines.length} lines, left out)`;
  const out: string[] = [];
  let hidden = 0;
  const tellHidden = (): void => {
    if (hidden > 0) out.push(`(${hidden} ${hidden === 1 ? 'line' : 'lines'} left out)`);
    hidden = 0;
  };
  for (const [index, text] of lines.entries()) {
    if (shown[index + 1] !== true) {
      hidden++;
      continue;
    }
    tellHidden();
    out.push(`${columns(index + 1, hits)}| ${cut(text)}`.trimEnd());
  }
  tellHidden();
  const legend = hits === undefined ? '  line' : '  line       slow       fast';
  return `${head}\n\n${legend} | code\n${out.join('\n')}`;
}

function columns(line: number, hits: LineHits | undefined): string {
  const number = String(line).padStart(6);
  if (hits === undefined) return `${number} `;
  const [slow, fast] = hits.get(line) ?? ['', ''];
  return `${number} ${String(slow).padStart(10)} ${String(fast).padStart(10)} `;
}

function cut(text: string): string {
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}… (${text.length} characters)` : text;
}
