import type { NumberDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import { clamp } from './draw.ts';
import type { ScaleStrategy } from './node.ts';
import { findRuns, type Piece } from './text-runs.ts';

/** Longest unit of a period that is looked for. */
const MAX_PERIOD = 32;
/** Comparisons spent on finding a period, at most. */
const MAX_COMPARISONS = 1 << 18;

type Equal = (i: number, j: number) => boolean;

/**
 * Where each element of the longer (or shorter) sequence comes from: indexes into the old one, of which there are
 * `length` > 0. `equal` compares old elements by index.
 */
export function resizeIndexes(
  strategy: ScaleStrategy,
  rng: Rng,
  length: number,
  equal: Equal,
  target: number,
): number[] {
  switch (strategy) {
    case 'tile':
      return indexes(target, (i) => i % length);
    case 'stretch':
      return indexes(target, (i) => Math.floor((i * length) / target));
    case 'extend': {
      const period = lastPeriod(length, equal) ?? length;
      return indexes(target, (i) => (i < length ? i : length - period + ((i - length) % period)));
    }
    case 'repeat':
      return repeatSegment(rng, length, equal, target);
  }
}

function indexes(target: number, at: (i: number) => number): number[] {
  const out: number[] = [];
  for (let i = 0; i < target; i++) out.push(at(i));
  return out;
}

/** The shortest unit that stands twice at the end. */
function lastPeriod(length: number, equal: Equal): number | undefined {
  for (let period = 1; period <= Math.min(MAX_PERIOD, length >> 1); period++) {
    let same = 0;
    while (same < period && equal(length - 1 - same, length - 1 - same - period)) same++;
    if (same === period) return period;
  }
  return undefined;
}

interface Segment {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly period: number;
}

/** The longest stretch with a period of its own, the shorter period of two; undefined when nothing is repeated. */
function longestRun(length: number, equal: Equal): Segment | undefined {
  let best: Segment | undefined;
  const longest = Math.min(
    MAX_PERIOD,
    length >> 1,
    Math.max(2, Math.floor(MAX_COMPARISONS / length)),
  );
  for (let period = 1; period <= longest; period++) {
    let run = 0;
    for (let i = 0; i + period < length; i++) {
      run = equal(i, i + period) ? run + 1 : 0;
      const covered = run + period;
      if (run >= period && (best === undefined || covered > best.end - best.start))
        best = { start: i - run + 1, end: i + 1 + period, period };
    }
  }
  return best;
}

function repeatSegment(rng: Rng, length: number, equal: Equal, target: number): number[] {
  const { start, end, period } = longestRun(length, equal) ?? randomSegment(rng, length);
  const more = target - length;
  if (more >= 0)
    return indexes(target, (i) => {
      if (i < end) return i;
      return i < end + more ? start + ((i - start) % period) : i - more;
    });
  const fewer = Math.min(-more, end - start - period);
  const kept = indexes(length - fewer, (i) => (i < end - fewer ? i : i + fewer));
  return indexes(target, (i) => kept[Math.floor((i * kept.length) / target)] ?? 0);
}

function randomSegment(rng: Rng, length: number): Segment {
  const period = rng.int(1, Math.min(length, 8));
  const start = rng.int(0, length - period);
  return { start, end: start + period, period };
}

/** @returns `''` stays empty: the caller gives it a first character. */
export function resizeText(
  strategy: ScaleStrategy,
  rng: Rng,
  text: string,
  target: number,
): string {
  if (text === '' || target <= 0) return '';
  if (strategy === 'tile') return text.repeat(Math.ceil(target / text.length)).slice(0, target);
  const pieces = findRuns(text);
  const resized = resizeRuns(pieces, runsToResize(pieces, strategy), target - text.length);
  if (resized !== undefined) return resized;
  const equal = (i: number, j: number): boolean => text.charCodeAt(i) === text.charCodeAt(j);
  let out = '';
  for (const index of resizeIndexes(strategy, rng, text.length, equal, target)) out += text[index];
  return out;
}

/** Indexes of the runs that a strategy changes: the longest, the last, or all of them. */
function runsToResize(
  pieces: readonly Piece[],
  strategy: Exclude<ScaleStrategy, 'tile'>,
): readonly number[] {
  const runs = pieces.flatMap(({ kind }, k) => (kind === 'run' ? [k] : []));
  const lengthOf = (k: number): number => pieces[k]?.text.length ?? 0;
  switch (strategy) {
    case 'stretch':
      return runs;
    case 'extend':
      return runs.slice(-1);
    case 'repeat':
      return runs.length === 0 ? [] : [runs.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a))];
  }
}

/** Gives the chosen runs more copies or fewer, in proportion; undefined when that does not come near the target. */
function resizeRuns(
  pieces: readonly Piece[],
  chosen: readonly number[],
  more: number,
): string | undefined {
  const length = chosen.reduce((sum, k) => sum + (pieces[k]?.text.length ?? 0), 0);
  if (length === 0 || length + more <= 0) return undefined;
  const factor = (length + more) / length;
  return pieces
    .map((piece, k) =>
      piece.kind === 'run' && chosen.includes(k) ? resizeRun(piece, factor) : piece.text,
    )
    .join('');
}

function resizeRun(
  { text, copies, copyAt }: Extract<Piece, { kind: 'run' }>,
  factor: number,
): string {
  const target = text.length * factor;
  if (target < text.length) {
    const kept = Math.max(1, Math.floor(copies * factor));
    let out = '';
    for (let copy = 0; copy < kept; copy++) out += copyAt(copy);
    return out;
  }
  let out = text;
  for (let copy = copies; ; copy++) {
    const next = copyAt(copy);
    if (next === '' || out.length + next.length > target) return out;
    out += next;
  }
}

/** Numbers of the same shape; `extend` goes on with progressions, `stretch` puts new values between the old. */
export function resizeNumbers(
  strategy: ScaleStrategy,
  rng: Rng,
  values: readonly number[],
  target: number,
  domain: NumberDomain,
): number[] {
  if (values.length === 0) return [];
  if (target > values.length) {
    const extended = strategy === 'extend' ? extendProgression(values, target, domain) : undefined;
    if (extended !== undefined) return extended;
    const isProgression = strategy === 'extend' && progressionPeriod(values) !== undefined;
    if ((strategy === 'stretch' || isProgression) && isMostlyDistinct(values))
      return stretchNumbers(values, target, domain);
  }
  const equal = (i: number, j: number): boolean => values[i] === values[j];
  const from = resizeIndexes(strategy, rng, values.length, equal, target);
  return from.map((index) => values[index] ?? domain.min);
}

/** The shortest period over which each of the last values goes on by the same step as the one before it. */
function progressionPeriod(values: readonly number[]): number | undefined {
  const step = (i: number, period: number): number =>
    (values[i] ?? NaN) - (values[i - period] ?? NaN);
  for (let period = 1; period <= Math.min(MAX_PERIOD, Math.floor(values.length / 3)); period++) {
    let same = 0;
    for (let i = values.length - 1; same < period; i--, same++)
      if (step(i, period) !== step(i - period, period)) break;
    if (same === period) return period;
  }
  return undefined;
}

/** @returns undefined when there is no progression, or when it would leave the domain */
function extendProgression(
  values: readonly number[],
  target: number,
  { min, max }: NumberDomain,
): number[] | undefined {
  const period = progressionPeriod(values);
  if (period === undefined) return undefined;
  const out = values.slice();
  while (out.length < target) {
    const last = out[out.length - period] ?? 0;
    const next = 2 * last - (out[out.length - 2 * period] ?? 0);
    if (next < min || next > max) return undefined;
    out.push(next);
  }
  return out;
}

function isMostlyDistinct(values: readonly number[]): boolean {
  return new Set(values).size * 2 > values.length;
}

/**
 * Every value becomes a group of values next to it in rank, rising or falling as the sequence does there. Values keep their
 * place when the gaps between them hold the groups; otherwise ranks are laid out from the smallest value with the mean gap.
 */
export function stretchNumbers(
  values: readonly number[],
  target: number,
  domain: NumberDomain,
): number[] {
  const { length } = values;
  const groupStart = (i: number): number => Math.floor((i * target) / length);
  const order = values.map((_, i) => i);
  order.sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);
  const place = placement(values, order, target, domain);
  const out: number[] = Array.from({ length: target }, () => 0);
  let rank = 0;
  for (const [position, i] of order.entries()) {
    const start = groupStart(i);
    const size = groupStart(i + 1) - start;
    const rises =
      (values[i + 1] ?? values[i] ?? 0) >=
      (i + 1 < length ? (values[i] ?? 0) : (values[i - 1] ?? 0));
    for (let j = 0; j < size; j++) {
      const at = rises ? start + j : start + size - 1 - j;
      out[at] = place(rank + j, position, size === 0 ? 0 : j / size);
    }
    rank += size;
  }
  return out;
}

type Place = (rank: number, position: number, share: number) => number;

function placement(
  values: readonly number[],
  order: readonly number[],
  target: number,
  { min, max, integer }: NumberDomain,
): Place {
  const sorted = order.map((i) => values[i] ?? min);
  const low = sorted[0] ?? min;
  const high = sorted.at(-1) ?? max;
  const meanGap = sorted.length > 1 ? (high - low) / (sorted.length - 1) : 1;
  const group = Math.ceil(target / values.length);
  const after = (position: number): number => sorted[position + 1] ?? Math.min(max, high + meanGap);
  const round = integer ? Math.floor : (value: number): number => value;
  const fits = sorted.every((value, position) => {
    const gap = after(position) - value;
    return integer ? gap >= group : gap > 0;
  });
  if (fits)
    return (_rank, position, share) => {
      const value = sorted[position] ?? min;
      return round(value + (after(position) - value) * share);
    };
  const ranks = Math.max(1, target - 1);
  const stride = clamp(Math.floor(meanGap), 1, Math.max(1, (max - min) / ranks));
  const step =
    integer && max - min >= ranks ? Math.floor(stride) : Math.min(stride, (max - min) / ranks);
  const start = clamp(low, min, Math.max(min, max - ranks * step));
  return (rank) => clamp(round(start + rank * step), min, max);
}
