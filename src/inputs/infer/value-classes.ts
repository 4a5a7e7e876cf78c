import type { IntNode, FloatNode, SpecNode, StringNode } from '../../core/input-spec.ts';

/** Character classes that one member stands for. */
const CLASSES = ['a-z', 'A-Z', '0-9'] as const;
const CLASS_TESTS: readonly RegExp[] = [/[a-z]/u, /[A-Z]/u, /[0-9]/u];
const MAX_SINGLE_CHARACTERS = 64;

/**
 * The alphabet of InputSpec that covers the texts: letters and digits by their whole class, others as they are.
 * @returns undefined when the texts hold no character
 */
export function alphabetOf(texts: readonly string[]): string | undefined {
  const characters = new Set<string>();
  for (const text of texts) for (const character of text) characters.add(character);
  if (characters.size === 0) return undefined;
  let alphabet = '';
  for (const [index, test] of CLASS_TESTS.entries())
    if ([...characters].some((character) => test.test(character))) alphabet += CLASSES[index] ?? '';
  const others = [...characters].filter((character) => !/[a-zA-Z0-9]/u.test(character)).sort();
  for (const character of others.slice(0, MAX_SINGLE_CHARACTERS))
    alphabet += /[\\\]^-]/u.test(character) ? `\\${character}` : character;
  return alphabet;
}

/** Few different strings, each seen often, are names of modes rather than texts. */
const MAX_MODES = 5;
const SIGHTINGS_PER_MODE = 4;
const MAX_MODE_LENGTH = 24;

export function generaliseStrings(texts: readonly string[]): SpecNode {
  const distinct = [...new Set(texts)].sort();
  const seenOften = texts.length >= SIGHTINGS_PER_MODE * distinct.length;
  const short = distinct.every((text) => text.length <= MAX_MODE_LENGTH);
  if (distinct.length > 1 && distinct.length <= MAX_MODES && seenOften && short)
    return { type: 'enum', values: distinct };
  const alphabet = alphabetOf(texts);
  const spec: StringNode = { type: 'string', minLength: minLengthOf(texts) };
  return alphabet === undefined ? spec : { ...spec, alphabet };
}

/** 0 when an empty one was seen, else 1. */
export function minLengthOf(sequences: readonly { readonly length: number }[]): number {
  return sequences.some(({ length }) => length === 0) ? 0 : 1;
}

/**
 * Bounds around the numbers seen. The far end is a power of ten at least ten times beyond the largest magnitude and at
 * least 1,000; a lower end of 0 or 1 is kept when nothing below it was seen; negative numbers make it symmetric.
 */
export function generaliseNumbers(numbers: readonly number[]): IntNode | FloatNode {
  let low = Infinity;
  let high = -Infinity;
  for (const value of numbers) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const magnitude = Math.max(Math.abs(low), Math.abs(high), 1);
  const limit = Math.min(
    Math.max(10 ** (Math.ceil(Math.log10(magnitude)) + 1), 1_000),
    Number.MAX_SAFE_INTEGER,
  );
  if (numbers.every(Number.isSafeInteger))
    return { type: 'int', min: low >= 1 ? 1 : low >= 0 ? 0 : -limit, max: limit };
  return { type: 'float', min: low >= 0 ? 0 : -limit, max: limit };
}
