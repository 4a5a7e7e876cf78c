import { BLOCK, EXACT_ELEMENTS, type Elements, isSame, type Statistic } from './elements.ts';

/** Distances that `periodicity` tries. */
const MAX_PERIOD = 8;
/** Integers that span less than this are told apart by a table, others by a set. */
const TABLE_SIZE = 65_536;
const MAX_STAMP = 2 ** 30;

/** Memory that statistics work in, kept so that nothing is allocated in a steady state. */
export class Scratch {
  /** `marks[v]` is twice the stamp of the count that saw `v` last, plus 1 when it saw it more than once. */
  marks = new Uint32Array(0);
  stamp = 0;
  left = new Float64Array(0);
  right = new Float64Array(0);
}

/** Works a figure out of elements; NaN where there is none. */
type ElementsFunction = (elements: Elements, scratch: Scratch) => number;

/** By name of the catalogue. Of longer sources these are estimates from the elements that were read. */
export const ELEMENT_STATISTICS: Readonly<Record<Statistic, ElementsFunction>> = {
  distinct,
  maxRun,
  sortedness,
  inversions,
  sum,
  min: (elements) => extreme(elements, -1),
  max: (elements) => extreme(elements, 1),
  periodicity,
};

/**
 * Number of different elements. Of a sample of r elements with d different values, f of them seen once:
 * d / (1 - f / r), the estimate from sample coverage without its variance term (Chao & Lee, J. Am. Stat. Assoc. 87,
 * 1992), at most the length.
 */
function distinct(elements: Elements, scratch: Scratch): number {
  const { taken, length } = elements;
  const [different, once] = countIntegers(elements, scratch) ?? countValues(elements);
  if (elements.isExact) return different;
  // When all are different, the quotient is infinite.
  return Math.min(length, Math.round(different / (1 - once / taken)));
}

/** @returns different values and those seen once; undefined unless they are integers of a small span. */
function countIntegers(
  { isNumeric, numbers, taken }: Elements,
  scratch: Scratch,
): readonly [number, number] | undefined {
  if (!isNumeric) return undefined;
  let least = Infinity;
  let greatest = -Infinity;
  for (let j = 0; j < taken; j++) {
    const value = numbers[j] ?? 0;
    if (!Number.isSafeInteger(value)) return undefined;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (greatest - least >= TABLE_SIZE) return undefined;

  if (scratch.marks.length === 0) scratch.marks = new Uint32Array(TABLE_SIZE);
  const { marks } = scratch;
  if (++scratch.stamp === MAX_STAMP) {
    marks.fill(0);
    scratch.stamp = 1;
  }
  const mark = 2 * scratch.stamp;
  let different = 0;
  let once = 0;
  for (let j = 0; j < taken; j++) {
    const at = (numbers[j] ?? 0) - least;
    const seen = marks[at] ?? 0;
    if (seen < mark) {
      marks[at] = mark;
      different++;
      once++;
    } else if (seen === mark) {
      marks[at] = mark + 1;
      once--;
    }
  }
  return [different, once];
}

function countValues({ isNumeric, numbers, items, taken }: Elements): readonly [number, number] {
  const seen = new Set<unknown>();
  const repeated = new Set<unknown>();
  for (let j = 0; j < taken; j++) {
    const value = isNumeric ? numbers[j] : items[j];
    if (seen.has(value)) repeated.add(value);
    else seen.add(value);
  }
  return [seen.size, seen.size - repeated.size];
}

/** Longest run of equal neighbours. Of a sample, a run goes on through a gap when a whole block before it was one run. */
function maxRun(elements: Elements): number {
  const { taken } = elements;
  let longest = taken > 0 ? 1 : 0;
  let start = 0;
  for (let j = 1; j < taken; j++) {
    const isGap = !elements.areNear(j, 1);
    if (!elements.areEqual(j, j - 1) || (isGap && j - start < BLOCK)) start = j;
    else longest = Math.max(longest, elements.position(j) - elements.position(start) + 1);
  }
  return longest;
}

/** (rises - falls) / (rises + falls) over neighbours; 0 when all are equal. */
function sortedness(elements: Elements): number {
  const keys = orderOf(elements);
  if (keys === undefined) return NaN;
  let rises = 0;
  let falls = 0;
  for (let j = 1; j < elements.taken; j++) {
    if (!elements.areNear(j, 1)) continue;
    const before = keys[j - 1] ?? NaN;
    const value = keys[j] ?? NaN;
    if (value > before) rises++;
    else if (value < before) falls++;
  }
  return rises + falls === 0 ? 0 : (rises - falls) / (rises + falls);
}

/** Inverted pairs, counted by a bottom-up merge sort in n log n, over all pairs. */
function inversions(elements: Elements, scratch: Scratch): number {
  const keys = orderOf(elements);
  if (keys === undefined) return NaN;
  const { taken } = elements;
  if (taken < 2) return 0;
  if (scratch.left.length < taken) {
    const room = Math.min(EXACT_ELEMENTS, 2 * taken);
    scratch.left = new Float64Array(room);
    scratch.right = new Float64Array(room);
  }
  let { left: from, right: to } = scratch;
  for (let j = 0; j < taken; j++) from[j] = keys[j] ?? NaN;
  let inverted = 0;
  for (let width = 1; width < taken; width *= 2) {
    for (let start = 0; start < taken; start += 2 * width)
      inverted += merge(from, to, start, width, taken);
    [from, to] = [to, from];
  }
  return inverted / ((taken * (taken - 1)) / 2);
}

/** Merges two sorted stretches of at most `width`. @returns pairs that stood in the wrong order. */
function merge(
  from: Float64Array,
  to: Float64Array,
  start: number,
  width: number,
  end: number,
): number {
  const middle = Math.min(start + width, end);
  const stop = Math.min(start + 2 * width, end);
  let inverted = 0;
  let i = start;
  let j = middle;
  for (let at = start; at < stop; at++) {
    const low = from[i] ?? NaN;
    const high = from[j] ?? NaN;
    if (i >= middle || (j < stop && high < low)) {
      to[at] = high;
      inverted += middle - i;
      j++;
    } else {
      to[at] = low;
      i++;
    }
  }
  return inverted;
}

/** Keys that are ordered as the elements are: numbers, or ranks of texts; undefined for anything else. */
function orderOf({ isNumeric, numbers, items }: Elements): Float64Array | undefined {
  if (isNumeric) return numbers;
  if (!items.every((item) => typeof item === 'string')) return undefined;
  // By code units, as < compares.
  const ranks = new Map(
    [...new Set(items)].toSorted((a, b) => (a < b ? -1 : 1)).map((text, rank) => [text, rank]),
  );
  return Float64Array.from(items, (item) => ranks.get(item) ?? NaN);
}

/** Of what is not a number, nothing is added. */
function sum({ isNumeric, isExact, numbers, items, taken, length }: Elements): number {
  let total = 0;
  for (let j = 0; j < taken; j++) {
    const value = isNumeric ? numbers[j] : items[j];
    if (typeof value === 'number') total += value;
  }
  return isExact ? total : (total * length) / taken;
}

/** @param sign 1 for the greatest number among the elements, -1 for the least */
function extreme({ isNumeric, numbers, items, taken }: Elements, sign: number): number {
  let best = NaN;
  for (let j = 0; j < taken; j++) {
    const value = isNumeric ? numbers[j] : items[j];
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    if (!(sign * value <= sign * best)) best = value;
  }
  return best;
}

/** Best share, over distances that fit twice, of elements that equal the one that far before. */
function periodicity(elements: Elements): number {
  const { taken } = elements;
  let best = 0;
  for (let distance = 1; distance <= Math.min(MAX_PERIOD, taken / 2); distance++) {
    let pairs = 0;
    let equal = 0;
    for (let j = distance; j < taken; j++) {
      if (!elements.areNear(j, distance)) continue;
      pairs++;
      if (elements.areEqual(j, j - distance)) equal++;
    }
    best = Math.max(best, equal / pairs);
  }
  return best;
}

/** How many elements equal the value, or at how many positions of a text it stands; NaN where that has no meaning. */
export function countOf(elements: Elements, value: unknown): number {
  const { source, isNumeric, numbers, items, taken, length } = elements;
  let found = 0;
  if (typeof source === 'string') {
    if (typeof value !== 'string' || value === '') return NaN;
    const code = value.length === 1 ? value.charCodeAt(0) : undefined;
    for (let j = 0; j < taken; j++) {
      if (code === undefined ? source.startsWith(value, elements.position(j)) : numbers[j] === code)
        found++;
    }
  } else {
    for (let j = 0; j < taken; j++) if (isSame(isNumeric ? numbers[j] : items[j], value)) found++;
  }
  return elements.isExact ? found : Math.round((found * length) / taken);
}
