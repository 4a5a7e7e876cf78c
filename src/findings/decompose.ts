import type { TextPattern, TextPiece } from '../core/slow-path.ts';
import { endOf, type Repetition, repetitionsOf } from './repetitions.ts';
import { longestSeries } from './series.ts';
import { buildText } from './text-pattern.ts';

/** A text as a pattern, and the n that gives the text. */
export interface Decomposition {
  readonly pattern: TextPattern;
  readonly n: number;
}

/** Repetitions that are tried one by one. */
const SINGLE = 4;
/** Repetitions that are looked at for such that belong together. */
const TOGETHER = 24;
/** Repetitions belong together when their counts differ by no more than this: what opens as often as it closes. */
const MAX_DIFFERENCE = 2;
/** A text up to this long may be the unit. Characters. */
const WHOLE_UNIT = 256;

/**
 * The ways to see a text as a pattern, most obvious first: its longest repetitions, each alone; those of like count
 * together; numbers that count up; the whole text as the unit. Every one gives the text back at its n.
 */
export function decompose(text: string): readonly Decomposition[] {
  const repetitions = repetitionsOf(text, TOGETHER);
  const all = [
    ...repetitions.slice(0, SINGLE).map((one) => around(text, [one])),
    ...together(repetitions).map((group) => around(text, group)),
    ...counting(text),
    ...(text.length > 0 && text.length <= WHOLE_UNIT ? [{ pattern: [repeat(text, 0)], n: 1 }] : []),
  ];
  const seen = new Set<string>();
  return all.filter(({ pattern, n }) => {
    const key = JSON.stringify(pattern);
    if (seen.has(key) || buildText(pattern, n) !== text) return false;
    seen.add(key);
    return true;
  });
}

/** Groups of at least two repetitions with about the same count. */
function together(repetitions: readonly Repetition[]): readonly (readonly Repetition[])[] {
  const groups: (readonly Repetition[])[] = [];
  const [longest] = repetitions;
  if (longest === undefined) return groups;
  const alike = repetitions.filter(
    ({ count }) => Math.abs(count - longest.count) <= MAX_DIFFERENCE,
  );
  if (alike.length >= 2) groups.push(alike);
  if (alike.length > 2) groups.push(alike.slice(0, 2));
  return groups;
}

/** The repetitions as what grows, the rest of the text as literals. */
function around(text: string, repetitions: readonly Repetition[]): Decomposition {
  const n = Math.max(...repetitions.map(({ count }) => count));
  return growing(
    text,
    n,
    repetitions.map((one) => stretchOf(text, one, n)),
  );
}

/** A stretch of a text, and what grows in its place. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly piece: TextPiece;
}

function stretchOf(text: string, one: Repetition, n: number): Stretch {
  const unit = text.slice(one.start, one.start + one.unit);
  return { start: one.start, end: endOf(one), piece: repeat(unit, one.count - n) };
}

/** @param stretches without overlap */
function growing(text: string, n: number, stretches: readonly Stretch[]): Decomposition {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, piece } of stretches.toSorted((a, b) => a.start - b.start)) {
    pieces.push(...literals(text.slice(at, start)), piece);
    at = end;
  }
  pieces.push(...literals(text.slice(at)));
  return { pattern: pieces, n };
}

/** What counts up, alone and together with the longest repetition beside it: as many keys as there are uses of them. */
function counting(text: string): readonly Decomposition[] {
  const place = longestSeries(text);
  if (place === undefined) return [];
  const { start, end, count, piece } = place;
  const seriesFor = (n: number): Stretch => ({ start, end, piece: { ...piece, more: count - n } });
  const beside = [
    ...repetitionsOf(text.slice(0, start), 1),
    ...repetitionsOf(text.slice(end), 1).map((one) => ({ ...one, start: one.start + end })),
  ];
  return [
    growing(text, count, [seriesFor(count)]),
    ...beside.map((one) => {
      const other = inProportion(one, count);
      const n = Math.min(count, other.count);
      return growing(text, n, [seriesFor(n), stretchOf(text, other, n)]);
    }),
  ];
}

/** As many of the repetition's units make one as there are to each of so many rounds. */
function inProportion({ start, unit, count }: Repetition, rounds: number): Repetition {
  const times = Math.max(1, Math.round(count / rounds));
  return { start, unit: unit * times, count: Math.floor(count / times) };
}

function literals(text: string): readonly TextPiece[] {
  return text === '' ? [] : [{ kind: 'literal', text }];
}

function repeat(unit: string, more: number): TextPiece {
  return { kind: 'repeat', unit, more };
}
