import type { TextPiece } from '../core/slow-path.ts';

/** Where a series stands in a text, and what it is. */
export interface SeriesPlace {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly piece: Extract<TextPiece, { kind: 'series' }>;
}

/** Numbers in one round. */
const MAX_NUMBERS = 12;
const MIN_COUNT = 3;
/** Beyond this, digits are no number that can be counted on. */
const MAX_DIGITS = 9;

interface Token {
  readonly start: number;
  /** The text before the number. */
  readonly before: string;
  readonly value: number;
  readonly end: number;
}

/**
 * The longest stretch of a text in which numbers count up from round to round while the text between them stays:
 * `a0:b0 a1:b1 a2:b2`. Undefined when there is none of at least three rounds.
 */
export function longestSeries(text: string): SeriesPlace | undefined {
  const tokens = tokensOf(text);
  let best: SeriesPlace | undefined;
  for (let period = 1; period <= MAX_NUMBERS; period++) {
    let from = 0;
    for (let i = 0; i + period <= tokens.length; i++) {
      const isLast = i + period === tokens.length;
      if (!isLast && goesOn(tokens, i, period, from)) continue;
      // The text before the first number may be cut short: then the rounds begin one of its numbers later.
      for (let begin = from; begin <= from + period; begin++) {
        const place = placeOf(tokens, begin, i + period, period);
        if (place === undefined) continue;
        if (best === undefined || place.end - place.start > best.end - best.start) best = place;
        break;
      }
      // The rounds of the next stretch may share tokens with this one.
      from = i + 1;
    }
  }
  return best;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const isPlain = digits.length <= MAX_DIGITS && String(Number(digits)) === digits;
    if (!isPlain) continue;
    const end = index + digits.length;
    tokens.push({ start: last, before: text.slice(last, index), value: Number(digits), end });
    last = end;
  }
  return tokens;
}

/** Whether token i + period continues what token i began; the first round only sets the steps. */
function goesOn(tokens: readonly Token[], i: number, period: number, from: number): boolean {
  const token = tokens[i];
  const next = tokens[i + period];
  if (token === undefined || next === undefined) return false;
  // What stands before the very first number may be the text's beginning as well.
  const isFirst = i === from;
  const isSameText = isFirst
    ? next.before.endsWith(token.before) || token.before.endsWith(next.before)
    : next.before === token.before;
  if (!isSameText) return false;
  const before = tokens[i - period];
  if (before === undefined || i - period < from) return true;
  return next.value - token.value === token.value - before.value;
}

/** The rounds among the tokens [from, to), as a series, when something counts in them. */
function placeOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  period: number,
): SeriesPlace | undefined {
  const count = Math.floor((to - from) / period);
  const round = tokens.slice(from, from + period);
  const second = tokens.slice(from + period, from + 2 * period);
  const [first] = round;
  const [again] = second;
  const last = tokens[from + count * period - 1];
  if (count < MIN_COUNT || !first || !again || !last) return undefined;
  const step = round.map(({ value }, k) => (second[k]?.value ?? 0) - value);
  if (step.every((one) => one === 0)) return undefined;
  // A round ends with its last number, so what follows it belongs to the next one: the text before the first is common.
  const head = again.before;
  if (!first.before.endsWith(head)) return undefined;
  const parts = [head, ...round.slice(1).map(({ before }) => before), ''];
  return {
    start: first.end - String(first.value).length - head.length,
    end: last.end,
    count,
    piece: { kind: 'series', parts, first: round.map(({ value }) => value), step, more: 0 },
  };
}
