import type { StringNode } from '../../../core/input-spec.ts';
import { DataError } from '../../../core/errors.ts';
import type { CharacterSet } from '../alphabet.ts';
import { characters, hasCode, parseAlphabet, TEXT_CHARACTERS } from '../alphabet.ts';
import type { NodeContext, TextRole } from '../context.ts';
import { contradiction } from '../context.ts';
import { clamp, drawText } from '../draw.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel, Scope } from '../node.ts';
import { problem, show, takeRoom, UNREADABLE } from '../node.ts';
import { addSequence } from '../parts.ts';
import type { LengthRange } from '../range.ts';
import { createLengthRange } from '../range.ts';
import { resizeText } from '../resize-sequence.ts';

/** What a string may hold where it stands in a text, when its node does not say. */
const DEFAULTS: Readonly<Record<TextRole, CharacterSet>> = {
  token: { ranges: [[33, 126]] },
  line: { ranges: [[32, 126]] },
  rest: TEXT_CHARACTERS,
};
/** UTF-16 code units. */
const ANY_CHARACTERS: CharacterSet = { ranges: [[0, 0xffff]] };
/** Characters that would be read back as something else. */
const FORBIDDEN: Readonly<Record<TextRole, readonly number[]>> = {
  token: [9, 10, 11, 12, 13, 32, 0xa0, 0xfeff],
  line: [10, 13],
  rest: [13],
};
const ROLE_NAMES: Readonly<Record<TextRole, string>> = {
  token: 'a token among others on its line',
  line: 'a line',
  rest: 'the rest of the text',
};

/** @throws DataError when a string of these characters and lengths cannot be read back from its place in a text */
export function refuseUnreadable(
  context: NodeContext,
  set: CharacterSet,
  minLength: number,
  role: TextRole | undefined,
): void {
  if (role === undefined) return;
  const bad = FORBIDDEN[role].find((code) => hasCode(set, code));
  if (bad !== undefined)
    throw contradiction(
      context.at,
      `the string is ${ROLE_NAMES[role]} and may hold ${show(String.fromCharCode(bad))}, so it could not be read back`,
    );
  if (role === 'token' && minLength < 1)
    throw contradiction(context.at, `the string is ${ROLE_NAMES.token} and may be empty`);
}

export function createTextNode(spec: StringNode, context: NodeContext): NodeModel {
  const role = context.spec.roles.get(spec);
  const drawn = alphabetOf(spec, context, role);
  // What the program compares with may lie beyond what is drawn: any text is one for a string that nothing is said of.
  const set = spec.alphabet === undefined && role === undefined ? ANY_CHARACTERS : drawn;
  const lengths = createLengthRange(context, spec, 1, role === 'token' ? 1 : 0);
  refuseUnreadable(context, set, lengths.interval.lo, role);
  return textNode(drawn, set, lengths, context);
}

function alphabetOf(
  { alphabet }: StringNode,
  context: NodeContext,
  role: TextRole | undefined,
): CharacterSet {
  if (alphabet === undefined) return role === undefined ? TEXT_CHARACTERS : DEFAULTS[role];
  try {
    return parseAlphabet(alphabet);
  } catch (error) {
    if (error instanceof DataError) throw contradiction(`${context.at}.alphabet`, error.message);
    throw error;
  }
}

/** @param drawn what fresh texts are made of, all of it in `set`, what texts may hold. */
function textNode(
  drawn: CharacterSet,
  set: CharacterSet,
  lengths: LengthRange,
  context: NodeContext,
): NodeModel {
  const alphabet = characters(drawn);
  const { place } = context;
  const allowed = new Uint8Array(0x1_0000);
  for (const [from, to] of set.ranges) allowed.fill(1, from, to + 1);
  const domain = {
    element: (rng: Scope['rng']): string => rng.pick(alphabet),
    alphabet: drawn === set ? alphabet : undefined,
    numbers: undefined,
    fixedElements: false,
  };

  const fill = (scope: Scope, text: string, min: number): string => {
    if (!takeRoom(scope, min - text.length)) return text;
    if (text === '') return drawText(scope.rng, alphabet, min);
    return text.repeat(Math.ceil(min / text.length)).slice(0, min);
  };

  const repair = (scope: Scope, value: unknown): string => {
    const min = lengths.min(scope);
    const max = lengths.limit(scope);
    if (min > max) {
      scope.ok = false;
      return '';
    }
    let text = typeof value === 'string' ? value : asText(value);
    if (text.length > max) text = text.slice(0, max);
    for (let i = 0; i < text.length; i++)
      if (allowed[text.charCodeAt(i)] === 0) {
        text = translate(text, alphabet, allowed);
        break;
      }
    return text.length < min ? fill(scope, text, min) : text;
  };

  return {
    reads: lengths.reads,
    minSize: lengths.interval.lo,
    maxSize: lengths.interval.hi,
    value: ANYTHING,
    length: lengths.interval,
    driver: lengths.driver,
    plain: true,
    generate(scope, size) {
      const min = lengths.min(scope);
      const max = lengths.limit(scope);
      const length = clamp(Math.round(size), min, max);
      if (min > max) scope.ok = false;
      return scope.ok && takeRoom(scope, length) ? drawText(scope.rng, alphabet, length) : '';
    },
    repair,
    edit: (scope, _value, _path, _depth, replacement) => repair(scope, replacement),
    check(scope, value) {
      if (typeof value !== 'string') return problem(`expected a string, found ${show(value)}`);
      const wrong = checkLength(scope, lengths, value.length, 'characters');
      if (wrong !== undefined) return wrong;
      for (let i = 0; i < value.length; i++)
        if (allowed[value.charCodeAt(i)] === 0)
          return problem(`character ${i + 1}, ${show(value[i])}, is not in the alphabet`);
      return undefined;
    },
    sizeOf: lengthOfText,
    parts(scope, value, path, sink) {
      if (typeof value === 'string')
        addSequence(scope, sink, lengths, { place, path, value, domain });
    },
    resize(scope, value, size, strategy) {
      const min = lengths.min(scope);
      const length = clamp(Math.round(size), min, Math.max(min, lengths.limit(scope)));
      const text =
        typeof value === 'string' && value !== '' ? value : drawText(scope.rng, alphabet, 1);
      return repair(scope, resizeText(strategy, scope.rng, text, length));
    },
    build: (value) => value,
    read: (_scope, value) => (typeof value === 'string' ? value : UNREADABLE),
    encode: (value) => value,
    numbers: undefined,
    enumeration: textEnumeration(alphabet, lengths),
  };
}

export function lengthOfText(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}

/** What edits put where a string belongs: the characters of an array, a number's digits. */
export function asText(value: unknown): string {
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === 'string' ? item : '')).join('');
  return typeof value === 'number' ? String(value) : '';
}

/** Characters that are not allowed become ones that are, equal ones equal, so that patterns stay. */
function translate(text: string, alphabet: string, allowed: Uint8Array): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += allowed[code] === 1 ? text[i] : alphabet[code % alphabet.length];
  }
  return out;
}

export function checkLength(
  scope: Scope,
  lengths: LengthRange,
  found: number,
  what: string,
): ReturnType<typeof problem> | undefined {
  const min = lengths.min(scope);
  const max = lengths.max(scope);
  if (found >= min && found <= max) return undefined;
  const expected = min === max ? `${min}` : found < min ? `at least ${min}` : `at most ${max}`;
  return problem(`expected ${expected} ${what}, found ${found}`);
}

/** Texts in order of length, then of the alphabet. */
function textEnumeration(alphabet: string, lengths: LengthRange): NodeModel['enumeration'] {
  const base = alphabet.length;
  return {
    count(scope) {
      if (base === 1) return lengths.limit(scope) - lengths.min(scope) + 1;
      let total = 0;
      for (let length = lengths.min(scope); length <= lengths.limit(scope); length++) {
        total += base ** length;
        if (total > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER;
      }
      return total;
    },
    at(scope, index) {
      let length = lengths.min(scope);
      if (base === 1) return alphabet.repeat(length + index);
      let rest = index;
      for (; rest >= base ** length; length++) rest -= base ** length;
      let out = '';
      for (let i = 0; i < length; i++) {
        out += alphabet[rest % base];
        rest = Math.floor(rest / base);
      }
      return out;
    },
  };
}
