import { types } from 'node:util';
import { type Comparisons, isOperand, type Operand } from './comparisons.ts';
import { charCodeAt, uncurry } from './intrinsics.ts';
import { isTable } from './key-lists.ts';

/** What lies between two characters beyond this counts as this much. */
const FAR_CHARACTERS = 256;

const { isMap, isSet } = types;
const { hasOwn } = Object;
const codeAt = uncurry(charCodeAt) as (text: string, at: number) => number;

/** Which operand is always the same: 0 neither, 1 the right one, 2 the left one. */
type Sides = 0 | 1 | 2;
type Compare = (place: number, sides: Sides, a: unknown, b: unknown) => boolean;

/**
 * `$e`: what the comparisons of the program's own code go through in `ProgramImage.attentive`. Each does what the operator
 * does that it stands for, or returns what it is given. Of objects nothing is asked but the keys of plain tables, maps and
 * sets, which no code of the program hears of.
 */
export interface CompareCalls {
  /** `a === b`, and so on. */
  same: Compare;
  differs: Compare;
  equal: Compare;
  unequal: Compare;
  less: Compare;
  atMost: Compare;
  more: Compare;
  atLeast: Compare;
  /** `key in object`. */
  isIn(place: number, key: unknown, object: unknown): boolean;
  /** `switch (value) { case wanted: }`: returns what was wanted. */
  chosen<T>(place: number, sides: Sides, wanted: T, value: unknown): T;
  /** `table[key]`: returns the key. */
  key<T>(place: number, key: T, table: unknown): T;
  /** `collection.has(key)` and so on, afterwards: returns the result. */
  inCollection<T>(place: number, result: T, collection: unknown, key: unknown): T;
  /** `table.hasOwnProperty(key)` and so on, afterwards: returns the result. */
  inTable<T>(place: number, result: T, table: unknown, key: unknown): T;
}

/** Must be called before the program loads: it relies on builtins as they are. */
export function createCompareCalls(comparisons: Comparisons): CompareCalls {
  const { note, came, keyLists } = comparisons;

  const equality = (place: number, sides: Sides, a: unknown, b: unknown): void => {
    if (!comparisons.isArmed || !isOperand(a) || !isOperand(b) || typeof a !== typeof b) return;
    const isSame = a === b;
    came(place, isSame ? 0 : near(distance(a, b)), isSame ? 1 : 0);
    if (isSame) return;
    if (sides !== 2) note(place, a, [b], sides === 1);
    if (sides !== 1) note(place, b, [a], sides === 2);
  };
  /** @param gap what `b` must be above `a` at least: 1 for `a < b` of whole numbers, 0 for `a <= b`. */
  const order = (place: number, sides: Sides, a: unknown, b: unknown, gap: 0 | 1): void => {
    if (!comparisons.isArmed || !isOperand(a) || !isOperand(b)) return;
    if (typeof a === 'string' || typeof b === 'string') {
      if (typeof a === 'string' && typeof b === 'string') orderOfTexts(place, sides, a, b, gap);
      return;
    }
    const holds = gap === 1 ? a < b : a <= b;
    came(place, holds ? 0 : near(a - b + gap), holds ? near(b - a + 1 - gap) : 0);
    // The nearest value with the other outcome.
    if (sides === 2) note(place, b, [holds ? a - 1 + gap : a + gap], true);
    else note(place, a, [holds ? b + 1 - gap : b - gap], sides === 1);
  };
  const orderOfTexts = (place: number, sides: Sides, a: string, b: string, gap: 0 | 1): void => {
    const holds = gap === 1 ? a < b : a <= b;
    const far = near(distance(a, b) + 1);
    came(place, holds ? 0 : far, holds ? far : 0);
    if (a === b) return;
    if (sides === 2) note(place, b, [a], true);
    else note(place, a, [b], sides === 1);
  };
  const looked = (place: number, key: unknown, table: unknown, holds: boolean): void => {
    if (!isOperand(key)) return;
    const keys = keyLists.of(table, typeof key === 'string' ? 'string' : 'number');
    let least = holds ? 0 : 1;
    for (let k = 0; k < keys.length && least > 0; k++) {
      const each = near(distance(key, keys[k] as Operand));
      if (each < least) least = each;
    }
    came(place, least, holds ? 1 : 0);
    if (keys.length > (holds ? 1 : 0)) note(place, key, keys, true);
  };

  return Object.freeze({
    same: (place, sides, a, b) => {
      equality(place, sides, a, b);
      return a === b;
    },
    differs: (place, sides, a, b) => {
      equality(place, sides, a, b);
      return a !== b;
    },
    equal: (place, sides, a, b) => {
      equality(place, sides, a, b);
      // oxlint-disable-next-line eqeqeq -- the operator that it stands for
      return a == b;
    },
    unequal: (place, sides, a, b) => {
      equality(place, sides, a, b);
      // oxlint-disable-next-line eqeqeq -- the operator that it stands for
      return a != b;
    },
    less: (place, sides, a, b) => {
      order(place, sides, a, b, 1);
      // Whatever they are, the language compares them.
      return (a as number) < (b as number);
    },
    atMost: (place, sides, a, b) => {
      order(place, sides, a, b, 0);
      return (a as number) <= (b as number);
    },
    more: (place, sides, a, b) => {
      order(place, turned(sides), b, a, 1);
      return (a as number) > (b as number);
    },
    atLeast: (place, sides, a, b) => {
      order(place, turned(sides), b, a, 0);
      return (a as number) >= (b as number);
    },
    isIn: (place, key, object) => {
      const result = (key as string) in (object as object);
      if (comparisons.isArmed) looked(place, key, object, result);
      return result;
    },
    chosen: (place, sides, wanted, value) => {
      equality(place, sides, value, wanted);
      return wanted;
    },
    key: (place, key, table) => {
      if (typeof key === 'string' && comparisons.isArmed && isTable(table))
        looked(place, key, table, hasOwn(table, key));
      return key;
    },
    inCollection: (place, result, collection, key) => {
      if (comparisons.isArmed && (isMap(collection) || isSet(collection)))
        looked(place, key, collection, isFound(result));
      return result;
    },
    inTable: (place, result, table, key) => {
      if (comparisons.isArmed) looked(place, key, table, isFound(result));
      return result;
    },
  } satisfies CompareCalls);
}

/** `a > b` is `b < a`. */
function turned(sides: Sides): Sides {
  if (sides === 0) return 0;
  return sides === 1 ? 2 : 1;
}

/** `has` and `delete` answer, `get` gives what is there. */
function isFound(result: unknown): boolean {
  return typeof result === 'boolean' ? result : result !== undefined;
}

/** From [0, ∞] to [0, 1]. */
function near(distance: number): number {
  return distance < Infinity ? distance / (distance + 1) : 1;
}

/** 0 for equal values; of different kinds, infinite. */
function distance(a: Operand, b: Operand): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? b - a : a - b;
  if (typeof a === 'number' || typeof b === 'number') return Infinity;
  const shorter = a.length < b.length ? a.length : b.length;
  let sum = a.length < b.length ? b.length - a.length : a.length - b.length;
  for (let k = 0; k < shorter; k++) {
    const apart = codeAt(a, k) - codeAt(b, k);
    if (apart === 0) continue;
    const far = apart < 0 ? -apart : apart;
    sum += 0.5 + (far < FAR_CHARACTERS ? far : FAR_CHARACTERS) / (2 * FAR_CHARACTERS);
  }
  return sum;
}
