import { isArray, slice, uncurry } from './intrinsics.ts';

/** Comparisons kept of one execution. */
const MAX_PAIRS = 256;
/** Elements of a list that are told of one comparison. */
const MAX_ELEMENTS = 128;
/** Longer texts are no operands but what they are looked for in. Characters. */
const MAX_TEXT = 64;

const cut = uncurry(slice) as (text: string, start: number, end: number) => string;

/**
 * What builtins compare texts with, while somebody listens: a text that was looked at, and one that it would have had to
 * be. Asks nothing of the program's values but elements of arrays that are texts.
 */
export interface Comparisons {
  /** Read before every note, so that nothing is paid for while nobody listens. */
  isArmed: boolean;
  /** A text was looked for in a list or in another text. */
  lookedFor(needle: unknown, subject: unknown): void;
  /** A text was compared with the beginning, or the end, of another. */
  affix(needle: unknown, subject: unknown, isEnd: boolean): void;
  /** Starts or stops listening; starting forgets what was heard. */
  arm(isArmed: boolean): void;
  /** Pairs of what was there (empty where anything may stand) and what was wanted, in the order of the execution. */
  heard(): readonly string[];
}

export function createComparisons(): Comparisons {
  /** Filled, so that no element is looked for in a prototype. */
  const texts: string[] = [];
  for (let k = 0; k < 2 * MAX_PAIRS; k++) texts[k] = '';
  let count = 0;

  const note = (seen: unknown, wanted: unknown): void => {
    if (typeof seen !== 'string' || typeof wanted !== 'string' || count >= MAX_PAIRS) return;
    if (seen.length > MAX_TEXT || wanted.length > MAX_TEXT || wanted === '') return;
    if (seen === wanted) return;
    for (let k = 0; k < count; k++)
      if (texts[2 * k] === seen && texts[2 * k + 1] === wanted) return;
    texts[2 * count] = seen;
    texts[2 * count + 1] = wanted;
    count++;
  };
  const log: Comparisons = {
    isArmed: false,
    lookedFor: (needle, subject) => {
      if (typeof subject === 'string') return note('', needle);
      if (!isArray(subject)) return;
      const length = subject.length < MAX_ELEMENTS ? subject.length : MAX_ELEMENTS;
      for (let k = 0; k < length; k++) note(needle, subject[k]);
    },
    affix: (needle, subject, isEnd) => {
      if (typeof subject !== 'string' || typeof needle !== 'string') return;
      const { length } = subject;
      const at = isEnd && length > needle.length ? length - needle.length : 0;
      note(cut(subject, at, at + needle.length), needle);
    },
    arm: (isArmed) => {
      log.isArmed = isArmed;
      if (isArmed) count = 0;
    },
    heard: () => {
      const out: string[] = [];
      for (let k = 0; k < 2 * count; k++) out[k] = texts[k] as string;
      return out;
    },
  };
  return log;
}
