/** Longest unit of a run, in symbols. */
const MAX_PERIOD = 48;
/** Comparisons spent on finding runs of one length, at most. */
const MAX_COMPARISONS = 1 << 21;
/** Numbers of more digits are codes rather than counters. */
const MAX_DIGITS = 6;

/** A stretch of a text that is written once, or a unit in several copies. */
export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'run';
      /** The copies as they stand, `text.length / copies` characters each on average. */
      readonly text: string;
      readonly copies: number;
      /** The copy at this index, counted on where the numbers of copies go up or down. */
      readonly copyAt: (index: number) => string;
    };

/** One character, or a number that may be another in the next copy. */
interface Symbols {
  /** Equal symbols have equal codes; all numbers have the same. */
  readonly codes: readonly number[];
  /** `starts[k]`: where symbol k begins in the text; one more for the end. */
  readonly starts: readonly number[];
  /** `values[k]`: the number that symbol k is; NaN for characters. */
  readonly values: readonly number[];
}

/** Beyond all characters. */
const NUMBER_CODE = 0x1_0000;

/**
 * Cuts a text into runs, from the left, each as long as it can be, and what is between them. Copies may differ in numbers
 * that change by the same amount from copy to copy: `a1 a2 a3`. O(length × longest unit).
 * @returns one plain piece when nothing is repeated; pieces put together are the text.
 */
export function findRuns(text: string): readonly Piece[] {
  const counted = /\d/.test(text) ? findRunsIn(text, symbolsOf(text, true)) : undefined;
  if (counted?.hasDrift === true) return counted.pieces;
  return findRunsIn(text, symbolsOf(text, false)).pieces;
}

function symbolsOf(text: string, withNumbers: boolean): Symbols {
  const codes: number[] = [];
  const starts: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < text.length;) {
    starts.push(at);
    let end = at;
    if (withNumbers) while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    if (end > at && end - at <= MAX_DIGITS) {
      codes.push(NUMBER_CODE);
      values.push(Number(text.slice(at, end)));
      at = end;
    } else {
      codes.push(text.charCodeAt(at));
      values.push(Number.NaN);
      at++;
    }
  }
  starts.push(text.length);
  return { codes, starts, values };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function findRunsIn(
  text: string,
  symbols: Symbols,
): { readonly pieces: readonly Piece[]; readonly hasDrift: boolean } {
  const { codes, starts } = symbols;
  const pieces: Piece[] = [];
  const longest = Math.min(MAX_PERIOD, Math.ceil(MAX_COMPARISONS / Math.max(1, codes.length)));
  let plainFrom = 0;
  let hasDrift = false;
  const cut = (from: number, to: number): string => text.slice(starts[from], starts[to]);
  for (let at = 0; at < codes.length;) {
    const run = longestRunAt(symbols, at, longest);
    if (run === undefined) {
      at++;
      continue;
    }
    const { period, copies, steps } = run;
    if (at > plainFrom) pieces.push({ kind: 'plain', text: cut(plainFrom, at) });
    const first = at;
    pieces.push({
      kind: 'run',
      text: cut(at, at + period * copies),
      copies,
      copyAt: (index) => copyOf(text, symbols, { first, period, steps }, index),
    });
    hasDrift ||= steps.some((step) => step !== 0);
    at += period * copies;
    plainFrom = at;
  }
  if (plainFrom < codes.length) pieces.push({ kind: 'plain', text: cut(plainFrom, codes.length) });
  return { pieces, hasDrift };
}

interface RunShape {
  readonly period: number;
  readonly copies: number;
  /** `steps[k]`: by what symbol k of the unit changes from copy to copy; 0 for characters. */
  readonly steps: readonly number[];
}

/** The run that begins at a symbol and covers most, the shortest unit of those; undefined when it is no run. */
function longestRunAt(symbols: Symbols, at: number, longest: number): RunShape | undefined {
  const { codes } = symbols;
  let best: RunShape | undefined;
  let covered = 0;
  for (let period = 1; period <= longest && at + 2 * period <= codes.length; period++) {
    if (codes[at] !== codes[at + period]) continue;
    let same = 1;
    while (at + same + period < codes.length && codes[at + same] === codes[at + same + period])
      same++;
    const most = Math.floor(same / period) + 1;
    if (most < 2 || most * period <= covered) continue;
    const shape = progressionAt(symbols, at, period, most);
    const isRun = shape.copies >= 3 || (shape.copies === 2 && period >= 4);
    if (!isRun || shape.copies * period <= covered) continue;
    best = shape;
    covered = shape.copies * period;
  }
  return best;
}

/** Copies are those up to which every number goes on as it began. */
function progressionAt({ values }: Symbols, at: number, period: number, copies: number): RunShape {
  const steps: number[] = [];
  let kept = copies;
  for (let k = at; k < at + period; k++) {
    const first = values[k] ?? Number.NaN;
    const step = Number.isNaN(first) ? 0 : (values[k + period] ?? 0) - first;
    steps.push(step);
    if (Number.isNaN(first)) continue;
    let copy = 1;
    while (copy < kept && values[k + copy * period] === first + copy * step) copy++;
    kept = Math.min(kept, copy);
  }
  return { period, copies: kept, steps };
}

function copyOf(
  text: string,
  { starts, values }: Symbols,
  { first, period, steps }: { first: number; period: number; steps: readonly number[] },
  index: number,
): string {
  let copy = '';
  for (let k = 0; k < period; k++) {
    const step = steps[k] ?? 0;
    const value = (values[first + k] ?? 0) + index * step;
    copy +=
      step === 0
        ? text.slice(starts[first + k], starts[first + k + 1])
        : String(Math.max(0, value));
  }
  return copy;
}
