import { DataError } from '../../core/errors.ts';

/** UTF-16 code units: ranges in ascending order that neither overlap nor touch. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [number, number])[];
}

const DIGITS: readonly (readonly [number, number])[] = [[48, 57]];
const WORD: readonly (readonly [number, number])[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: readonly (readonly [number, number])[] = [
  [9, 13],
  [32, 32],
];
const CLASS_ESCAPES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  d: DIGITS,
  w: WORD,
  s: SPACE,
};
const CONTROL_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  f: 12,
  v: 11,
  0: 0,
};
const SURROGATES: readonly [number, number] = [0xd800, 0xdfff];

export function characterSet(ranges: readonly (readonly [number, number])[]): CharacterSet {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const out: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return { ranges: out };
}

/** Every code unit that is not in the set; surrogates are in neither. */
export function complement({ ranges }: CharacterSet): CharacterSet {
  const out: [number, number][] = [];
  let next = 0;
  for (const [from, to] of characterSet([...ranges, SURROGATES]).ranges) {
    if (from > next) out.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= 0xffff) out.push([next, 0xffff]);
  return { ranges: out };
}

export function hasCode({ ranges }: CharacterSet, code: number): boolean {
  for (const [from, to] of ranges) if (code <= to) return code >= from;
  return false;
}

export function characters({ ranges }: CharacterSet): string {
  let out = '';
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code++) out += String.fromCharCode(code);
  return out;
}

/** Printable ASCII, tab and newline: what a string holds when nothing else is said. */
export const TEXT_CHARACTERS: CharacterSet = {
  ranges: [
    [9, 10],
    [32, 126],
  ],
};

/** One escape or character, at `at`: a single code, or a class. */
export interface ClassAtom {
  readonly next: number;
  readonly code: number | undefined;
  readonly set: CharacterSet;
}

/** @throws DataError for escapes that are not of the language */
export function readEscape(source: string, at: number): ClassAtom {
  const letter = source[at + 1] ?? '';
  const lower = CLASS_ESCAPES[letter.toLowerCase()];
  if (lower !== undefined) {
    const set = { ranges: lower };
    return {
      next: at + 2,
      code: undefined,
      set: letter === letter.toLowerCase() ? set : complement(set),
    };
  }
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : 0;
  if (digits > 0) {
    const hex = source.slice(at + 2, at + 2 + digits);
    if (!/^[0-9a-fA-F]+$/u.test(hex) || hex.length < digits)
      throw new DataError(`\\${letter} takes ${digits} hexadecimal digits`);
    return single(Number.parseInt(hex, 16), at + 2 + digits);
  }
  const control = CONTROL_ESCAPES[letter];
  if (control !== undefined && !/^[0-9]/u.test(source.slice(at + 2)))
    return single(control, at + 2);
  if (letter === '' || /[a-zA-Z0-9]/u.test(letter))
    throw new DataError(`\\${letter} is not an escape that is known here`);
  return single(letter.charCodeAt(0), at + 2);
}

function single(code: number, next: number): ClassAtom {
  if (code >= SURROGATES[0] && code <= SURROGATES[1])
    throw new DataError('characters above U+FFFF cannot be in a set of characters');
  return { next, code, set: { ranges: [[code, code]] } };
}

/**
 * The inside of a class, up to `end` (the length of an alphabet, or the closing bracket of a class).
 * @throws DataError when a range is upside down or an escape is not known
 */
export function readClass(source: string, start: number, end: number): CharacterSet {
  const ranges: (readonly [number, number])[] = [];
  const atom = (at: number): ClassAtom =>
    source[at] === '\\' ? readEscape(source, at) : single(source.charCodeAt(at), at + 1);
  for (let at = start; at < end;) {
    const from = atom(at);
    at = from.next;
    if (from.code !== undefined && source[at] === '-' && at + 1 < end) {
      const to = atom(at + 1);
      if (to.code !== undefined) {
        if (to.code < from.code)
          throw new DataError(
            `range ${JSON.stringify(source.slice(at - 1, to.next))} is upside down`,
          );
        ranges.push([from.code, to.code]);
        at = to.next;
        continue;
      }
    }
    ranges.push(...from.set.ranges);
  }
  return characterSet(ranges);
}

/** @throws DataError when it is empty or cannot be read */
export function parseAlphabet(alphabet: string): CharacterSet {
  if (alphabet.startsWith('^') && alphabet.length > 1)
    throw new DataError('an alphabet lists what is allowed; write \\^ for the character ^');
  const set = readClass(alphabet, 0, alphabet.length);
  if (set.ranges.length === 0) throw new DataError('the alphabet is empty');
  return set;
}
