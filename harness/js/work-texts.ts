import type { Comparisons } from './comparisons.ts';
import type { Meter } from './meter.ts';
import type { Charge } from './work-lists.ts';

/** Charges of methods that only texts have. */
export interface TextWork {
  /** Characters of the result. */
  repeat: Charge;
  padStart: Charge;
  padEnd: Charge;
  substring: Charge;
  substr: Charge;
  toLowerCase: Charge;
  toUpperCase: Charge;
  normalize: Charge;
  /** Characters trimmed, and the first that stays. */
  trim: Charge;
  /** Characters of the needle when it is there; 1 when it is not. */
  startsWith<T>(site: number, result: T, receiver: unknown, needle: unknown): T;
  endsWith<T>(site: number, result: T, receiver: unknown, needle: unknown): T;
  /** Characters of the shorter text. */
  localeCompare<T>(site: number, result: T, receiver: unknown, other: unknown): T;
}

export function createTextWork({ charge, allocate }: Meter, comparisons: Comparisons): TextWork {
  const copying: Charge = (site, result, receiver) => {
    if (typeof receiver !== 'string' || typeof result !== 'string') return result;
    charge(site, result.length);
    allocate(result.length);
    return result;
  };
  const affix =
    (isEnd: boolean): TextWork['startsWith'] =>
    (site, result, receiver, needle) => {
      if (typeof receiver !== 'string') return result;
      if (comparisons.isArmed) comparisons.affix(site, needle, receiver, isEnd);
      charge(site, result === true && typeof needle === 'string' ? needle.length : 1);
      return result;
    };
  return {
    repeat: copying,
    padStart: copying,
    padEnd: copying,
    substring: copying,
    substr: copying,
    toLowerCase: copying,
    toUpperCase: copying,
    normalize: copying,
    trim: (site, result, receiver) => {
      if (typeof receiver !== 'string' || typeof result !== 'string') return result;
      charge(site, receiver.length - result.length + 1);
      return result;
    },
    startsWith: affix(false),
    endsWith: affix(true),
    localeCompare: (site, result, receiver, other) => {
      if (typeof receiver !== 'string' || typeof other !== 'string') return result;
      charge(site, receiver.length < other.length ? receiver.length : other.length);
      return result;
    },
  };
}
