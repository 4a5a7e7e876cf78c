/** A piece of a sequence: `unit` elements from `start`, `count` times. A literal has count 1. */
export interface Segment {
  readonly start: number;
  readonly unit: number;
  readonly count: number;
}

/** Longest repeated unit that is looked for. */
const MAX_UNIT = 16;
/** A repetition is worth telling from this many elements on … */
const MIN_COVERED = 8;
/** … and this many times. */
const MIN_COUNT = 4;

/**
 * Cuts a sequence into literals and repetitions, greedily from the left; the segments cover it without overlap.
 * Of the units that repeat at a place the one that covers most is taken, of equals the shortest. O(n · MAX_UNIT²).
 * @param at the element at an index, compared with `===`
 */
export function segmentsOf(length: number, at: (index: number) => unknown): readonly Segment[] {
  const segments: Segment[] = [];
  let literal = 0;
  let i = 0;
  while (i < length) {
    const found = repetitionAt(i, length, at);
    if (!found) {
      i++;
      continue;
    }
    if (literal < i) segments.push({ start: literal, unit: i - literal, count: 1 });
    segments.push(found);
    i += found.unit * found.count;
    literal = i;
  }
  if (literal < length) segments.push({ start: literal, unit: length - literal, count: 1 });
  return segments;
}

function repetitionAt(
  start: number,
  length: number,
  at: (index: number) => unknown,
): Segment | undefined {
  let best: Segment | undefined;
  for (let unit = 1; unit <= MAX_UNIT && start + MIN_COUNT * unit <= length; unit++) {
    let end = start + unit;
    while (end < length && at(end) === at(end - unit)) end++;
    const count = Math.floor((end - start) / unit);
    const covered = count * unit;
    if (count < MIN_COUNT || covered < MIN_COVERED) continue;
    if (!best || covered > best.unit * best.count) best = { start, unit, count };
    // A run this long is told by its shortest unit; multiples of it only cover the same again.
    if (covered > 4 * MAX_UNIT) break;
  }
  return best;
}
