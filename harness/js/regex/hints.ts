import type { AST } from '@eslint-community/regexpp';
import type { Pump, TextHints } from '../../protocol.ts';
import type { SingleElement } from './character-set.ts';
import { type RegexFlags, withModifiers } from './flags.ts';
import { createSetTable, type SetTable } from './set-table.ts';
import { childrenOf, isNullable } from './tree.ts';

/** Longest text that is told. Characters. */
const MAX_TEXT = 64;
/** Words and pumps told of one pattern. */
const MAX_WORDS = 64;
const MAX_PUMPS = 64;
/** Alternatives of a group that are taken, and characters of a set. */
const MAX_ALTERNATIVES = 8;
const MAX_CHARACTERS = 6;
/** Repetitions from which on a quantifier counts as a loop. */
const LOOP = 10;
/** Rounds of a sample where more are asked for: the beginning of what would match. */
const MAX_ROUNDS = 16;

/** Tried in this order as the one that stands for a set. */
const COMMON = Array.from('a1 xA0-.\t\n"_/é', (text) => text.codePointAt(0) ?? 0);
/** Of sets that only the engine knows: letters, marks, symbols and emoji of several planes. */
const RARE = Array.from('ßЖא中あ€☃✊😀🇦👨', (text) => text.codePointAt(0) ?? 0);
const LAST_UNIT = 0xff;

/** How often a quantifier's element stands in a sample: as often as it must, or at least once. */
type Rounds = 'fewest' | 'one';

/** Texts before a place of a pattern: the shortest, and one that has read something of every part. */
type Prefixes = readonly string[];

/**
 * What the texts look like that a pattern matches: characters of its sets, words, samples of matches, and for each loop what
 * leads to it and what it reads. Samples are guesses: lookarounds are passed over.
 */
export function hintsOf(pattern: AST.Pattern, flags: RegexFlags): TextHints {
  const words = new Set<string>();
  const pumps = new Map<string, Pump>();
  const sampler = createSampler(createSetTable());
  const characters = charactersOf(pattern, flags, sampler);

  const addWord = (word: string): void => {
    if (word.length > 0 && word.length <= MAX_TEXT && words.size < MAX_WORDS) words.add(word);
  };
  const addPump = (prefix: string, unit: string): void => {
    if (unit === '' || prefix.length + unit.length > MAX_TEXT || pumps.size >= MAX_PUMPS) return;
    pumps.set(`${prefix}\0${unit}`, { prefix, unit });
    addWord(prefix);
  };
  const disjunction = (
    alternatives: readonly AST.Alternative[],
    inner: RegexFlags,
    before: Prefixes,
  ): void => {
    for (const { elements } of alternatives.slice(0, 4 * MAX_ALTERNATIVES)) {
      let here = before;
      for (const element of elements) {
        visit(element, inner, here);
        here = distinct([
          (here[0] ?? '') + sampler.sample(element, inner, 'fewest'),
          (here.at(-1) ?? '') + sampler.sample(element, inner, 'one'),
        ]);
      }
      for (const text of here) addWord(text);
    }
  };
  const visit = (element: AST.Element, inner: RegexFlags, before: Prefixes): void => {
    switch (element.type) {
      case 'Quantifier':
        if (element.max >= LOOP) {
          for (const prefix of before) {
            for (const unit of unitsOf(element.element, inner)) addPump(prefix, unit);
            // Where a match may begin anywhere, what leads to the loop is read by the loop, too.
            addPump('', prefix);
            addPump('', prefix + sampler.sample(element.element, inner, 'one'));
          }
        }
        return visit(element.element, inner, before);
      case 'Group':
        return disjunction(element.alternatives, withModifiers(element.modifiers, inner), before);
      case 'CapturingGroup':
        return disjunction(element.alternatives, inner, before);
      case 'Assertion':
        if (element.kind === 'lookahead' || element.kind === 'lookbehind')
          disjunction(element.alternatives, inner, before);
        return;
      default:
    }
  };
  /** What one round of a loop may read. */
  const unitsOf = (element: AST.QuantifiableElement, inner: RegexFlags): readonly string[] => {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return distinct(
          element.alternatives
            .slice(0, MAX_ALTERNATIVES)
            .flatMap(({ elements }) => [
              sampler.sampleAll(elements, inner, 'fewest'),
              sampler.sampleAll(elements, inner, 'one'),
            ]),
        );
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return distinct([
          sampler.sample(element, inner, 'one'),
          ...characters
            .filter((character) => sampler.holds(element, inner, character))
            .slice(0, MAX_CHARACTERS),
        ]);
      default:
        return [sampler.sample(element, inner, 'one')];
    }
  };

  disjunction(pattern.alternatives, flags, ['']);
  for (const character of characters) addWord(character);
  return { words: [...words], pumps: [...pumps.values()] };
}

interface Sampler {
  /** A text that an element matches, as far as one can tell; empty for assertions. */
  sample(element: AST.Element, flags: RegexFlags, rounds: Rounds): string;
  sampleAll(elements: readonly AST.Element[], flags: RegexFlags, rounds: Rounds): string;
  holds(element: SingleElement, flags: RegexFlags, character: string): boolean;
}

function createSampler(sets: SetTable): Sampler {
  const has = (element: SingleElement, flags: RegexFlags, code: number): boolean => {
    const set = sets.get(sets.ofElement(element, flags));
    return code <= LAST_UNIT ? set.low[code] === 1 : set.hasHigh(code);
  };
  /** The character that stands for a set; empty when none is known. */
  const memberOf = (element: SingleElement, flags: RegexFlags): string => {
    const listed = listedCharacters(element).find((code) => has(element, flags, code));
    const known =
      listed ?? COMMON.find((code) => has(element, flags, code)) ?? firstMember(element, flags);
    return known === undefined ? '' : String.fromCodePoint(known);
  };
  const firstMember = (element: SingleElement, flags: RegexFlags): number | undefined => {
    const { low, ranges } = sets.get(sets.ofElement(element, flags));
    const first = low.indexOf(1);
    if (first >= 0) return first;
    return ranges?.[0] ?? RARE.find((code) => has(element, flags, code));
  };
  const sample: Sampler['sample'] = (element, flags, rounds) => {
    switch (element.type) {
      case 'Character':
        return String.fromCodePoint(element.value);
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return memberOf(element, flags);
      case 'Group':
        return sampleFirst(element.alternatives, withModifiers(element.modifiers, flags), rounds);
      case 'CapturingGroup':
        return sampleFirst(element.alternatives, flags, rounds);
      case 'Backreference': {
        const group = [element.resolved].flat()[0];
        return group === undefined || isInside(element, group) ? '' : sample(group, flags, rounds);
      }
      case 'Quantifier': {
        const least = rounds === 'one' ? Math.max(1, element.min) : element.min;
        return sample(element.element, flags, rounds).repeat(
          Math.min(least, element.max, MAX_ROUNDS),
        );
      }
      case 'Assertion':
        return '';
    }
  };
  const sampleFirst = (
    alternatives: readonly AST.Alternative[],
    flags: RegexFlags,
    rounds: Rounds,
  ): string => {
    const filled = alternatives.find(({ elements }) => !elements.every(isNullable));
    const chosen = rounds === 'one' ? (filled ?? alternatives[0]) : alternatives[0];
    return chosen === undefined ? '' : sampleAll(chosen.elements, flags, rounds);
  };
  const sampleAll: Sampler['sampleAll'] = (elements, flags, rounds) => {
    let text = '';
    for (const element of elements) {
      text += sample(element, flags, rounds);
      if (text.length > MAX_TEXT) break;
    }
    return text;
  };
  return {
    sample,
    sampleAll,
    holds: (element, flags, character) => has(element, flags, character.codePointAt(0) ?? 0),
  };
}

/** Characters that the pattern tells from others: those that stand in it, and one of each set. */
function charactersOf(
  pattern: AST.Pattern,
  flags: RegexFlags,
  sampler: Sampler,
): readonly string[] {
  const found = new Set<string>();
  const visit = (node: AST.Node): void => {
    if (found.size >= MAX_WORDS) return;
    if (node.type === 'Character') {
      if (!isInWord(node)) found.add(String.fromCodePoint(node.value));
    } else if (node.type === 'CharacterClassRange') {
      found.add(String.fromCodePoint(node.min.value)).add(String.fromCodePoint(node.max.value));
    } else if (node.type === 'CharacterSet') {
      found.add(sampler.sample(node, flags, 'one'));
      if (node.kind === 'space') found.add('\t').add('\n');
    }
    childrenOf(node).forEach(visit);
  };
  visit(pattern);
  found.delete('');
  return [...found];
}

/** Whether a character is a letter or digit next to others: the word tells more. */
function isInWord(node: AST.Character): boolean {
  if (node.parent.type !== 'Alternative' || !/\w/.test(node.raw)) return false;
  const { elements } = node.parent;
  const at = elements.indexOf(node);
  return elements[at - 1]?.type === 'Character' || elements[at + 1]?.type === 'Character';
}

/** Characters that stand in a set's own text, in its order. */
function listedCharacters(element: SingleElement): readonly number[] {
  if (element.type !== 'CharacterClass' || element.negate) return [];
  return element.elements.flatMap((member) => {
    if (member.type === 'Character') return [member.value];
    return member.type === 'CharacterClassRange' ? [member.min.value] : [];
  });
}

function isInside(node: AST.Node, group: AST.Node): boolean {
  for (let at: AST.Node | null = node; at !== null; at = at.parent) if (at === group) return true;
  return false;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
