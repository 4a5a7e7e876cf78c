import type { AST } from '@eslint-community/regexpp';
import type { RegexFlags } from './flags.ts';
import {
  complement,
  DIGITS,
  isInRanges,
  LINE_TERMINATORS,
  MAX_CODE_POINT,
  pairsOf,
  type Ranges,
  SPACES,
  toRanges,
  WORD,
} from './ranges.ts';

/** Characters, asked for one by one. Lone surrogates are characters. */
export interface CharacterSet {
  /** `low[character]` is 1 for members below 256; length 256. */
  readonly low: Uint8Array;
  /** Whether a character from 256 on is a member. */
  readonly hasHigh: (character: number) => boolean;
  /** All members; undefined when only the engine knows them. */
  readonly ranges: Ranges | undefined;
  /** It has neither surrogates nor anything beyond them: code units tell as much as code points. */
  readonly isOfUnits: boolean;
}

/** A pattern's element that matches exactly one character. */
export type SingleElement =
  AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

type ClassElement = AST.CharacterClassElement;

/** Smallest and largest surrogate. */
const SURROGATES = [0xd800, 0xdfff] as const;
/** Letters of ASCII that other letters fold to in Unicode mode: k has the Kelvin sign, s the long s. */
const FOLDED_TO = /[kKsS]/;

export function setOfRanges(ranges: Ranges): CharacterSet {
  const low = new Uint8Array(256);
  let isOfUnits = true;
  for (const [from, to] of pairsOf(ranges)) {
    for (let character = from; character <= Math.min(to, 255); character++) low[character] = 1;
    if (to >= SURROGATES[0] && (from <= SURROGATES[1] || to > 0xffff)) isOfUnits = false;
  }
  return { low, hasHigh: (character) => isInRanges(ranges, character), ranges, isOfUnits };
}

/**
 * The set that an element matches, by its syntax where that is plain. Everything else (Unicode properties, folding beyond
 * ASCII, set operations) is asked of the engine, so that both agree on every Unicode version.
 */
export function setOfElement(element: SingleElement, flags: RegexFlags): CharacterSet {
  const ranges = plainRanges(element, flags);
  return ranges === undefined ? setOfEngine(element.raw, flags) : setOfRanges(ranges);
}

/** The set of word characters that `\b` looks for. */
export function wordSet(flags: RegexFlags): CharacterSet {
  return flags.unicode && flags.ignoreCase ? setOfEngine('\\w', flags) : setOfRanges(WORD);
}

/** Flags for asking the engine about one character or string. */
export function engineFlags(flags: RegexFlags): string {
  const unicode = flags.unicodeSets ? 'v' : flags.unicode ? 'u' : '';
  return `${unicode}${flags.ignoreCase ? 'i' : ''}${flags.dotAll ? 's' : ''}`;
}

function setOfEngine(raw: string, flags: RegexFlags): CharacterSet {
  const engine = new RegExp(`^(?:${raw})$`, engineFlags(flags));
  const low = new Uint8Array(256);
  for (let character = 0; character < 256; character++) {
    if (engine.test(String.fromCharCode(character))) low[character] = 1;
  }
  const known = new Map<number, boolean>();
  const hasHigh = (character: number): boolean => {
    let isMember = known.get(character);
    if (isMember === undefined) {
      isMember = engine.test(String.fromCodePoint(character));
      known.set(character, isMember);
    }
    return isMember;
  };
  return { low, hasHigh, ranges: undefined, isOfUnits: false };
}

/** @returns undefined when the syntax alone does not tell. */
function plainRanges(element: SingleElement, flags: RegexFlags): Ranges | undefined {
  if (element.type === 'CharacterSet' && element.kind === 'any') {
    return flags.dotAll ? [0, MAX_CODE_POINT] : complement(LINE_TERMINATORS);
  }
  const elements = element.type === 'CharacterClass' ? element.elements : [element];
  if (flags.unicodeSets && flags.ignoreCase) return undefined;
  const pairs: (readonly [number, number])[] = [];
  for (const member of elements) {
    const added = memberRanges(member, flags);
    if (added === undefined) return undefined;
    pairs.push(...pairsOf(added));
  }
  const ranges = toRanges(pairs);
  return element.type === 'CharacterClass' && element.negate ? complement(ranges) : ranges;
}

function memberRanges(
  member: ClassElement | AST.AnyCharacterSet,
  flags: RegexFlags,
): Ranges | undefined {
  switch (member.type) {
    case 'Character':
      return foldedRange(member.value, member.value, flags);
    case 'CharacterClassRange':
      return foldedRange(member.min.value, member.max.value, flags);
    case 'CharacterSet':
      if (member.kind === 'property' || member.kind === 'any') return undefined;
      if (flags.ignoreCase && flags.unicode && member.kind === 'word') return undefined;
      return member.negate ? complement(ESCAPES[member.kind]) : ESCAPES[member.kind];
    default:
      return undefined;
  }
}

const ESCAPES = { digit: DIGITS, space: SPACES, word: WORD } as const;

/** A range and what folds to it; undefined when that takes more than ASCII's upper and lower case. */
function foldedRange(from: number, to: number, flags: RegexFlags): Ranges | undefined {
  if (!flags.ignoreCase) return [from, to];
  if (to > 0x7f) return undefined;
  const pairs: [number, number][] = [[from, to]];
  let hasMore = false;
  for (let character = from; character <= to; character++) {
    const letter = String.fromCharCode(character);
    if (!/[a-zA-Z]/.test(letter)) continue;
    hasMore ||= flags.unicode && FOLDED_TO.test(letter);
    const other = character ^ 0x20;
    pairs.push([other, other]);
  }
  return hasMore ? undefined : toRanges(pairs);
}
