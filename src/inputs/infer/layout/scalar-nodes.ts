import type { Bound, SpecNode, StringNode } from '../../../core/input-spec.ts';
import { alphabetOf, generaliseStrings } from '../value-classes.ts';
import type { NumberSighting } from './choose-bounds.ts';
import { chooseBounds } from './choose-bounds.ts';
import type { Sighting } from './observe.ts';
import type { Plan } from './scopes.ts';
import { referenceTo, wordLengthField } from './scopes.ts';
import type { FieldId } from './structure.ts';
import { integerOf } from './structure.ts';

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/u;

/** The integers among tokens, or undefined when one is none. */
export function integersOf(
  sightings: readonly Sighting<string>[],
): readonly NumberSighting[] | undefined {
  const numbers: NumberSighting[] = [];
  for (const { value, values, test } of sightings) {
    const number = integerOf(value);
    if (number === undefined) return undefined;
    numbers.push({ value: number, values, test });
  }
  return numbers;
}

/**
 * The node of single tokens: integers, decimal numbers, else words.
 * @param kind `element` for the elements of a list
 */
export function tokenNode(
  plan: Plan,
  id: FieldId,
  sightings: readonly Sighting<string>[],
  kind: 'value' | 'element',
): SpecNode {
  const integers = integersOf(sightings);
  if (integers !== undefined && integers.length > 0)
    return { type: 'int', ...chooseBounds(plan, id, integers, kind) };
  const tokens = sightings.map(({ value }) => value);
  if (
    tokens.length > 0 &&
    tokens.every((token) => DECIMAL.test(token)) &&
    tokens.some((token) => token.includes('.'))
  )
    return decimalNode(plan, id, sightings, kind);
  return wordNode(plan, id, sightings);
}

function decimalNode(
  plan: Plan,
  id: FieldId,
  sightings: readonly Sighting<string>[],
  kind: 'value' | 'element',
): SpecNode {
  const numbers = sightings.map(({ value, ...rest }) => ({ ...rest, value: Number(value) }));
  const decimals = Math.max(
    ...sightings.map(
      ({ value }) =>
        value.length - 1 - (value.includes('.') ? value.indexOf('.') : value.length - 1),
    ),
  );
  const { min, max } = chooseBounds(plan, id, numbers, kind);
  return { type: 'float', min, max, decimals };
}

/** A word: a few that come again and again are an enum, else a string of the characters seen. */
export function wordNode(
  plan: Plan,
  id: FieldId,
  sightings: readonly Sighting<string>[],
): SpecNode {
  const words = sightings.map(({ value }) => value);
  const modes = generaliseStrings(words);
  const fixed = wordLengthField(id, plan.observations);
  if (modes.type === 'enum' && plan.facts.alphabet === undefined && fixed === undefined)
    return modes;
  const alphabet = chooseAlphabet(plan, words);
  const length = lengthOf(plan, id, sightings, fixed);
  return { type: 'string', ...length, ...(alphabet === undefined ? {} : { alphabet }) };
}

/** A line of text, or the rest of the input. */
export function textNode(
  plan: Plan,
  id: FieldId,
  sightings: readonly Sighting<string>[],
): StringNode {
  const alphabet = chooseAlphabet(
    plan,
    sightings.map(({ value }) => value),
  );
  const length = lengthOf(plan, id, sightings, wordLengthField(id, plan.observations));
  return { type: 'string', ...length, ...(alphabet === undefined ? {} : { alphabet }) };
}

/** The statement's alphabet when it covers all that was seen, else the classes of what was seen. */
function chooseAlphabet(plan: Plan, words: readonly string[]): string | undefined {
  const { alphabet } = plan.facts;
  const seen = alphabetOf(words);
  if (alphabet === undefined) return seen;
  const allowed = new RegExp(`^[${alphabet}]*$`, 'u');
  return words.every((word) => allowed.test(word)) ? alphabet : seen;
}

function lengthOf(
  plan: Plan,
  id: FieldId,
  sightings: readonly Sighting<string>[],
  fixed: FieldId | undefined,
): { length?: Bound; minLength?: Bound; maxLength?: Bound } {
  if (fixed !== undefined) return { length: referenceTo(plan, fixed) };
  const lengths = sightings.map(({ value, values, test }) => ({
    value: value.length,
    values,
    test,
  }));
  const { min, max } = chooseBounds(plan, id, lengths, 'length');
  return { minLength: min, maxLength: max };
}
