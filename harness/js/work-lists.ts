import type { Inspector } from './inspector.ts';
import type { Comparisons } from './comparisons.ts';
import { isArray } from './intrinsics.ts';
import type { Meter } from './meter.ts';

/** Charges a call of a method by its result and receiver; returns the result. */
export type Charge = <T>(site: number, result: T, receiver: unknown) => T;

/** Charges of methods of arrays and typed arrays, and of methods that texts have under the same name. */
export interface ListWork {
  /** Elements or characters looked at: up to the place found, else to the end. */
  indexOf<T>(site: number, result: T, receiver: unknown, needle?: unknown, from?: unknown): T;
  lastIndexOf<T>(site: number, result: T, receiver: unknown, needle?: unknown, from?: unknown): T;
  includes<T>(site: number, result: T, receiver: unknown, needle: unknown, from?: unknown): T;
  /** Elements removed and inserted, and those moved because the numbers differ. `inserted` is -1 when unknown. */
  splice<T>(site: number, result: T, receiver: unknown, start: unknown, inserted: number): T;
  /** All elements move. */
  shift: Charge;
  unshift: Charge;
  reverse: Charge;
  copyWithin: Charge;
  /** Elements written. */
  fill<T>(site: number, result: T, receiver: unknown, start?: unknown, end?: unknown): T;
  /** Elements or characters of the result, which are copied. */
  slice: Charge;
  concat: Charge;
  flat: Charge;
  flatMap: Charge;
  toReversed: Charge;
  toSpliced: Charge;
  with: Charge;
  /** n · ⌈log₂ n⌉ without a comparator, whose hits nobody counts; n with one, which counts itself. */
  sort: Charge;
  sortBy: Charge;
  toSorted: Charge;
  toSortedBy: Charge;
  /** Elements, and characters of the result. */
  join: Charge;
  /** Elements of the receiver: a builtin as callback counts nothing itself. */
  each: Charge;
  /** Nothing but the result's allocation: the callback counts itself. */
  map<T>(result: T, receiver: unknown): T;
  filter<T>(result: T, receiver: unknown): T;
  /** Elements copied by `typedArray.set(source)`. */
  set<T>(site: number, result: T, receiver: unknown, source: unknown): T;
}

const { indexOf: indexInText } = String.prototype;
const { indexOf: indexInArray } = Array.prototype;
const { min, max, ceil, floor, log2 } = Math;

/** A start index as builtins of lists clamp it; anything but a number counts as its default. */
function clampIndex(index: unknown, length: number, absent: number): number {
  if (typeof index !== 'number' || index !== index) return absent;
  const whole = index < 0 ? ceil(index) : floor(index);
  return whole < 0 ? max(0, length + whole) : min(whole, length);
}

/** Where a search from an index starts: negative ones count from the end in lists, and as 0 in texts. */
function searchStart(receiver: unknown, from: unknown, length: number): number {
  if (from === undefined) return 0;
  const isBefore = typeof receiver === 'string' && typeof from === 'number' && from < 0;
  return isBefore ? 0 : clampIndex(from, length, 0);
}

/** Comparisons that sorting n elements takes at most, about. */
function sortUnits(n: number): number {
  return n < 2 ? n : n * ceil(log2(n));
}

export function createListWork(
  meter: Meter,
  inspector: Inspector,
  comparisons: Comparisons,
): ListWork {
  const { charge, allocate } = meter;
  const { listLength } = inspector;
  /** Length of what `indexOf` and its like were called on; -1 when it is neither text nor list. */
  const sequenceLength = (receiver: unknown, name: string): number =>
    typeof receiver === 'string' ? receiver.length : listLength(receiver, name);
  /** Length of a copy of the receiver; 0 when the result is of another kind. */
  const lengthOfResult = (result: unknown, receiver: unknown): number => {
    if (typeof result === 'string') return typeof receiver === 'string' ? result.length : 0;
    if (typeof receiver === 'string') return 0;
    return isArray(result) ? result.length : max(0, listLength(result, ''));
  };
  const isSequence = (receiver: unknown, name: string): boolean =>
    typeof receiver === 'string' || listLength(receiver, name) >= 0;
  /** The result is a copy. */
  const copying =
    (name: string): Charge =>
    (site, result, receiver) => {
      // A method of the program's own may give anything.
      const length = isSequence(receiver, name) ? lengthOfResult(result, receiver) : 0;
      if (length === 0) return result;
      charge(site, length);
      allocate(length);
      return result;
    };
  /** Every element of the receiver, as it is afterwards, was touched. */
  const whole =
    (name: string): Charge =>
    (site, result, receiver) => {
      const length = listLength(receiver, name);
      if (length > 0) charge(site, length);
      return result;
    };
  const sorting =
    (name: string, units: (n: number) => number, isCopy: boolean): Charge =>
    (site, result, receiver) => {
      const length = listLength(receiver, name);
      if (length > 0) charge(site, units(length));
      if (isCopy && length > 0) allocate(length);
      return result;
    };
  const allocating =
    (name: string) =>
    <T>(result: T, receiver: unknown): T => {
      if (isArray(result) && listLength(receiver, name) >= 0) allocate(result.length);
      return result;
    };

  return {
    indexOf: (site, result, receiver, needle, from) => {
      const length = sequenceLength(receiver, 'indexOf');
      if (length < 0 || typeof result !== 'number') return result;
      if (comparisons.isArmed) comparisons.lookedFor(site, needle, receiver);
      const start = searchStart(receiver, from, length);
      charge(site, result < 0 ? length - start : max(0, result - start) + 1);
      return result;
    },
    lastIndexOf: (site, result, receiver, needle, from) => {
      const length = sequenceLength(receiver, 'lastIndexOf');
      if (length < 0 || typeof result !== 'number') return result;
      if (comparisons.isArmed) comparisons.lookedFor(site, needle, receiver);
      const start = min(clampIndex(from, length, length), length - 1);
      charge(site, max(0, result < 0 ? start : start - result) + 1);
      return result;
    },
    includes: (site, result, receiver, needle, from) => {
      const length = sequenceLength(receiver, 'includes');
      if (length < 0) return result;
      if (comparisons.isArmed) comparisons.lookedFor(site, needle, receiver);
      const start = searchStart(receiver, from, length);
      let end = length;
      if (result === true) {
        // Where it was found is not told, and matters: finding it again costs what finding it did.
        const found = placeOf(receiver, needle, start);
        if (found >= 0) end = found + 1;
      }
      charge(site, max(0, end - start));
      return result;
    },
    splice: (site, result, receiver, start, inserted) => {
      const length = listLength(receiver, 'splice');
      if (length < 0 || !isArray(result)) return result;
      const removed = result.length;
      const added = max(0, inserted);
      const before = length + removed - added;
      const moved = inserted === removed ? 0 : length - clampIndex(start, before, 0) - added;
      charge(site, removed + added + max(0, moved));
      allocate(removed);
      return result;
    },
    shift: whole('shift'),
    unshift: whole('unshift'),
    reverse: whole('reverse'),
    copyWithin: whole('copyWithin'),
    fill: (site, result, receiver, start, end) => {
      const length = listLength(receiver, 'fill');
      if (length < 0) return result;
      const units = clampIndex(end, length, length) - clampIndex(start, length, 0);
      if (units > 0) charge(site, units);
      return result;
    },
    slice: copying('slice'),
    // Texts are concatenated by reference.
    concat: (site, result, receiver) => {
      if (typeof receiver === 'string' || listLength(receiver, 'concat') < 0) return result;
      const length = lengthOfResult(result, receiver);
      charge(site, length);
      allocate(length);
      return result;
    },
    flat: copying('flat'),
    flatMap: copying('flatMap'),
    toReversed: copying('toReversed'),
    toSpliced: copying('toSpliced'),
    with: copying('with'),
    sort: sorting('sort', sortUnits, false),
    sortBy: sorting('sort', (n) => n, false),
    toSorted: sorting('toSorted', sortUnits, true),
    toSortedBy: sorting('toSorted', (n) => n, true),
    join: (site, result, receiver) => {
      const length = listLength(receiver, 'join');
      if (length < 0 || typeof result !== 'string') return result;
      charge(site, length + result.length);
      allocate(result.length);
      return result;
    },
    each: (site, result, receiver) => {
      const length = listLength(receiver, '');
      if (length < 0) return result;
      charge(site, length);
      if (isArray(result)) allocate(result.length);
      return result;
    },
    map: allocating('map'),
    filter: allocating('filter'),
    set: (site, result, receiver, source) => {
      // The `set` of maps returns the map.
      if (result !== undefined || isArray(receiver)) return result;
      if (listLength(receiver, 'set') >= 0) charge(site, max(0, sequenceLength(source, '')));
      return result;
    },
  };
}

function placeOf(receiver: unknown, needle: unknown, start: number): number {
  if (typeof receiver === 'string') {
    return typeof needle === 'string' ? textIndex(receiver, needle, start) : -1;
  }
  // NaN is included but has no index: it counts as found at the end.
  return isArray(receiver) ? arrayIndex(receiver, needle, start) : -1;
}

const textIndex = indexInText.call.bind(indexInText) as (
  // `bind` loses the parameters of the method.
  text: string,
  needle: string,
  start: number,
) => number;
const arrayIndex = indexInArray.call.bind(indexInArray) as (
  array: readonly unknown[],
  needle: unknown,
  start: number,
) => number;
