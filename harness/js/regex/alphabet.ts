import type { CharacterSet } from './character-set.ts';
import { MAX_CODE_POINT } from './ranges.ts';

/** Characters that stand for those of which only the engine knows where they belong: of many scripts and categories. */
const SAMPLES = Array.from(
  'ªµºÀßæ×÷ÿĀıŁſǅʰΑΣΩαςωАЖяאבאابةकก가あアー一中字ᏣⅫⅷⓐ①½²٣०৪߁ⅴ‐–—‘’“”«»…†•‰′‿⁀€₽$¢§©®°∀∑≠≤√☃☕♥✂✅✊❤⭐⬛〰㊗０９ＡＺａｚ𐐀𐐨𝐀𝟘😀🎉👨🇦🏽',
  (text) => text.codePointAt(0) ?? 0,
).concat([
  0x100, 0x300, 0x200d, 0xfe0f, 0x20e3, 0x1680, 0x2028, 0x3000, 0xd800, 0xdfff, 0xe000, 0xfdd0,
  0xfeff, 0xffff, 0xe0061, 0x10ffff,
]);
const MAX_POINTS = 4096;

/** Which characters several sets have in common, in terms of kinds of characters that no set tells apart. */
export interface Alphabet {
  /** Whether some character belongs to all three sets. */
  meet(a: CharacterSet, b: CharacterSet, c: CharacterSet): boolean;
}

/**
 * Exact for sets whose ranges are known. Two sets that only the engine knows are taken to meet beyond the samples.
 * @returns undefined when there are too many kinds of characters.
 */
export function createAlphabet(sets: Iterable<CharacterSet>): Alphabet | undefined {
  const distinct = [...new Set(sets)];
  const points = new Set<number>([0]);
  for (const { ranges } of distinct) {
    for (let i = 0; ranges !== undefined && i < ranges.length; i++) {
      // Membership changes where a range begins and behind its end.
      points.add(Math.min(MAX_CODE_POINT, (ranges[i] as number) + (i & 1)));
    }
    if (points.size > MAX_POINTS) return undefined;
  }
  const hasEngineSets = distinct.some(({ ranges }) => ranges === undefined);
  if (hasEngineSets) {
    for (let character = 0; character < 256; character++) points.add(character);
    for (const character of SAMPLES) points.add(character);
  }
  const kinds = new Map<string, number>();
  const members = new Map<CharacterSet, Set<number>>(distinct.map((set) => [set, new Set()]));
  for (const point of points) {
    const holders = distinct.filter((set) => hasCharacter(set, point));
    const key = holders.map((set) => distinct.indexOf(set)).join();
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    for (const set of holders) members.get(set)?.add(kind);
  }
  for (const set of distinct) if (set.ranges === undefined) members.get(set)?.add(kinds.size);
  const words = new Map(distinct.map((set) => [set, toWords(members.get(set), kinds.size + 1)]));
  const wordCount = Math.ceil((kinds.size + 1) / 32);
  const none = new Int32Array(wordCount);

  return {
    meet: (a, b, c) => {
      const [x, y, z] = [words.get(a) ?? none, words.get(b) ?? none, words.get(c) ?? none];
      for (let i = 0; i < wordCount; i++) {
        if (((x[i] as number) & (y[i] as number) & (z[i] as number)) !== 0) return true;
      }
      return false;
    },
  };
}

function hasCharacter(set: CharacterSet, character: number): boolean {
  return character < 256 ? set.low[character] === 1 : set.hasHigh(character);
}

function toWords(members: ReadonlySet<number> | undefined, count: number): Int32Array {
  const words = new Int32Array(Math.ceil(count / 32));
  for (const member of members ?? []) {
    words[member >> 5] = (words[member >> 5] as number) | (1 << (member & 31));
  }
  return words;
}
