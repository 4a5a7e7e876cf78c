/** Code points as closed intervals `[from, to, from, to, …]`, ascending, apart from each other. */
export type Ranges = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;

export const LINE_TERMINATORS: Ranges = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];
export const DIGITS: Ranges = [0x30, 0x39];
export const WORD: Ranges = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
/** White space and line terminators. */
export const SPACES: Ranges = [
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f,
  0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
];

/** @param pairs intervals in any order, overlapping or not. */
export function toRanges(pairs: readonly (readonly [from: number, to: number])[]): Ranges {
  const ranges: number[] = [];
  for (const [from, to] of pairs.toSorted((a, b) => a[0] - b[0])) {
    const last = ranges.length - 1;
    if (last > 0 && from <= (ranges[last] as number) + 1) {
      ranges[last] = Math.max(ranges[last] as number, to);
    } else {
      ranges.push(from, to);
    }
  }
  return ranges;
}

export function pairsOf(ranges: Ranges): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    pairs.push([ranges[i] as number, ranges[i + 1] as number]);
  }
  return pairs;
}

/** All code points that are not in the ranges. */
export function complement(ranges: Ranges): Ranges {
  const pairs: [number, number][] = [];
  let next = 0;
  for (const [from, to] of pairsOf(ranges)) {
    if (from > next) pairs.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= MAX_CODE_POINT) pairs.push([next, MAX_CODE_POINT]);
  return toRanges(pairs);
}

export function isInRanges(ranges: Ranges, character: number): boolean {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (character < (ranges[2 * middle] as number)) high = middle;
    else if (character > (ranges[2 * middle + 1] as number)) low = middle + 1;
    else return true;
  }
  return false;
}
