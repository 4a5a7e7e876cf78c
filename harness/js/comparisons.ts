import type { Heard } from '../protocol.ts';
import { fill, isArray, slice, sliceList, uncurry } from './intrinsics.ts';
import { createKeyLists, type KeyLists } from './key-lists.ts';

/** Comparisons kept of what is listened to. */
const MAX_HEARD = 512;
/** Of one place. */
const MAX_OF_PLACE = 8;
/** Elements of a list that are told of one comparison. */
const MAX_ELEMENTS = 128;
/** Longer texts are no operands but what they are looked for in. Characters. */
const MAX_TEXT = 64;
/** Distance to an outcome that was not reached. */
const UNREACHED = 2;

/** What can be told of: no object of the program's. */
export type Operand = string | number;

const cut = uncurry(slice) as (text: string, start: number, end: number) => string;
const part = uncurry(sliceList) as <T>(list: readonly T[], start: number, end: number) => T[];
const setAll = uncurry(fill);

/**
 * What the program compares, while somebody listens: a value that was looked at, and one that it would have had to be.
 * Asks nothing of the program's values but elements of arrays that are texts.
 */
export interface Comparisons {
  /** Read before every note, so that nothing is paid for while nobody listens. */
  isArmed: boolean;
  /** A text was looked for in a list or in another text, by a builtin that is charged to this site. */
  lookedFor(site: number, needle: unknown, subject: unknown): void;
  /** A text was compared with the beginning, or the end, of another. */
  affix(site: number, needle: unknown, subject: unknown, isEnd: boolean): void;
  /** At a place of the program's own code, one value was compared with others. Both are operands. */
  note(place: number, seen: Operand, wanted: readonly Operand[], isConstant: boolean): void;
  /** How near a comparison was to holding and to failing, from 0 to 1. */
  came(place: number, toHold: number, toFail: number): void;
  /** Starts or stops listening; starting forgets what was heard. */
  arm(isArmed: boolean): void;
  /** What the tables hold that keys are looked up in. */
  readonly keyLists: KeyLists;
  /** In the order of the execution. */
  heard(): readonly Heard[];
  /** See `Host.distances`. */
  readonly distances: Float64Array;
}

/** @returns whether the value is a text or number that inputs may hold. */
export function isOperand(value: unknown): value is Operand {
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  return typeof value === 'number' && value - value === 0;
}

/**
 * @param comparisonCount comparisons of the program's own code.
 * @param siteCount sites that builtins may be charged to.
 */
export function createComparisons(comparisonCount: number, siteCount: number): Comparisons {
  const none: Heard = { place: -1, seen: '', wanted: [], isConstant: true };
  /** Filled, so that no element is looked for in a prototype. */
  const kept: Heard[] = [];
  for (let k = 0; k < MAX_HEARD; k++) kept[k] = none;
  let count = 0;
  /** `last[place]`: where what was last kept of the place stands, and from there `before`; -1 for the end. */
  const last = new Int32Array(comparisonCount + siteCount).fill(-1);
  const before = new Int32Array(MAX_HEARD);
  const distances = new Float64Array(2 * comparisonCount).fill(UNREACHED);
  const keyLists = createKeyLists();
  const elements: Operand[] = [];
  for (let k = 0; k < MAX_ELEMENTS; k++) elements[k] = '';

  const note: Comparisons['note'] = (place, seen, wanted, isConstant) => {
    if (count >= MAX_HEARD) return;
    const first = wanted[0];
    let others = 0;
    for (let k = last[place] as number; k >= 0; k = before[k] as number) {
      const known = kept[k] as Heard;
      if (++others >= MAX_OF_PLACE || (known.seen === seen && known.wanted[0] === first)) return;
    }
    kept[count] = { place, seen, wanted, isConstant };
    before[count] = last[place] as number;
    last[place] = count++;
  };
  const log: Comparisons = {
    isArmed: false,
    distances,
    keyLists,
    note,
    lookedFor: (site, needle, subject) => {
      if (!isOperand(needle)) return;
      const place = comparisonCount + site;
      if (typeof subject === 'string') {
        if (typeof needle === 'string' && needle !== '') note(place, '', [needle], true);
        return;
      }
      if (!isArray(subject)) return;
      const length = subject.length < MAX_ELEMENTS ? subject.length : MAX_ELEMENTS;
      let found = 0;
      for (let k = 0; k < length; k++) {
        const element: unknown = subject[k];
        if (!isOperand(element) || element === '' || element === needle) continue;
        if (typeof element === typeof needle) elements[found++] = element;
      }
      if (found > 0) note(place, needle, part(elements, 0, found), true);
    },
    affix: (site, needle, subject, isEnd) => {
      if (typeof subject !== 'string' || typeof needle !== 'string') return;
      if (needle === '' || needle.length > MAX_TEXT) return;
      const { length } = subject;
      const at = isEnd && length > needle.length ? length - needle.length : 0;
      const seen = cut(subject, at, at + needle.length);
      if (seen !== needle) note(comparisonCount + site, seen, [needle], true);
    },
    came: (place, toHold, toFail) => {
      const at = 2 * place;
      if (toHold < (distances[at] as number)) distances[at] = toHold;
      if (toFail < (distances[at + 1] as number)) distances[at + 1] = toFail;
    },
    arm: (isArmed) => {
      log.isArmed = isArmed;
      keyLists.forget();
      if (!isArmed) return;
      count = 0;
      setAll(last, -1, 0, last.length);
      for (let k = 0; k < distances.length; k++) distances[k] = UNREACHED;
    },
    heard: () => part(kept, 0, count),
  };
  return log;
}
