import type { NumberPart, Part, Sequence, SequencePart } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { ChoiceGenotype } from './choice-genotype.ts';
import { clampChoice, rangeKey } from './choice-genotype.ts';
import type { LengthUnits } from './length-draws.ts';
import type { Wish } from './realize.ts';

/** Ranges offered as sequences of their own, the most frequent first. */
const MAX_GROUPS = 4;
/** Length-like draws offered as numbers, the outermost first. */
const MAX_LENGTHS = 8;

/** Draws of one range, in order. */
interface Group {
  readonly key: string;
  readonly positions: number[];
}

/**
 * The editable places of a choice sequence: all choices; the choices of each frequent range, which is what the
 * elements of a list come from; and the length-like draws.
 */
export function choiceParts(g: ChoiceGenotype, units: LengthUnits, maxSize: number): Part[] {
  const { choices } = g;
  if (choices.length === 0) return [];
  const groups = groupsOf(g);
  const frequent = groups
    .filter(({ positions }) => positions.length > 1 && positions.length < choices.length)
    .sort((a, b) => b.positions.length - a.positions.length)
    .slice(0, MAX_GROUPS);
  return [
    wholePart(g, maxSize),
    ...frequent.map((group) => groupPart(g, group, maxSize)),
    ...lengthParts(g, units),
  ];
}

function groupsOf(g: ChoiceGenotype): Group[] {
  const groups = new Map<string, Group>();
  for (let i = 0; i < g.choices.length; i++) {
    const key = rangeKey(g, i);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, positions: [i] });
    else group.positions.push(i);
  }
  return [...groups.values()];
}

function wholePart(g: ChoiceGenotype, maxSize: number): SequencePart {
  let min = Infinity;
  let max = -Infinity;
  for (const low of g.lows) min = Math.min(min, low);
  for (const high of g.highs) max = Math.max(max, high);
  return {
    kind: 'sequence',
    place: 'choices',
    path: ['choices'],
    value: g.choices,
    domain: {
      minLength: 1,
      maxLength: maxSize,
      element(rng) {
        const i = rng.int(0, g.choices.length - 1);
        return rng.int(g.lows[i] ?? 0, g.highs[i] ?? 0);
      },
      alphabet: undefined,
      numbers: { min, max, integer: true },
      fixedElements: false,
    },
  };
}

function groupPart(g: ChoiceGenotype, { key, positions }: Group, maxSize: number): SequencePart {
  const min = g.lows[positions[0] ?? 0] ?? 0;
  const max = g.highs[positions[0] ?? 0] ?? 0;
  return {
    kind: 'sequence',
    place: `choices[${key}]`,
    path: ['ranges', key],
    value: positions.map((i) => g.choices[i] ?? min),
    domain: {
      minLength: 1,
      maxLength: Math.max(1, maxSize - g.choices.length + positions.length),
      element: (rng) => rng.int(min, max),
      alphabet: undefined,
      numbers: { min, max, integer: true },
      fixedElements: false,
    },
  };
}

function lengthParts(g: ChoiceGenotype, units: LengthUnits): NumberPart[] {
  const parts: NumberPart[] = [];
  for (let i = 0; i < g.choices.length && parts.length < MAX_LENGTHS; i++) {
    const key = rangeKey(g, i);
    const min = g.lows[i] ?? 0;
    const max = g.highs[i] ?? 0;
    if (!units.has(key) || min === max) continue;
    parts.push({
      kind: 'number',
      place: `lengths[${key}]`,
      path: ['choices', i],
      value: g.choices[i] ?? min,
      domain: { min, max, integer: true },
    });
  }
  return parts;
}

/** Carries an edited part back into the whole sequence. */
export function wishOf(g: ChoiceGenotype, part: Part, value: Sequence | number, rng: Rng): Wish {
  if (part.kind === 'number') {
    const index = Number(part.path[1]);
    const choices = g.choices.slice();
    choices[index] = clampChoice(Number(value), g.lows[index] ?? 0, g.highs[index] ?? 0);
    return { choices, at: index + 1, added: 0 };
  }
  const items = numbersOf(value, part, rng);
  if (part.path[0] === 'choices')
    return {
      choices: items,
      at: firstDifference(g.choices, items),
      added: items.length - g.choices.length,
    };
  return insertGroup(g, String(part.path[1]), items);
}

function numbersOf(value: Sequence | number, part: SequencePart, rng: Rng): number[] {
  if (typeof value === 'number') return [value];
  const numbers: number[] = [];
  for (const item of value) {
    const number = typeof item === 'number' ? item : Number(part.domain.element(rng, 1));
    numbers.push(Number.isFinite(number) ? Math.round(number) + 0 : 0);
  }
  return numbers;
}

/** The new values of a range's draws, put where the old ones were; further ones repeat the pattern of the last. */
function insertGroup(g: ChoiceGenotype, key: string, items: readonly number[]): Wish {
  const positions: number[] = [];
  for (let i = 0; i < g.choices.length; i++) if (rangeKey(g, i) === key) positions.push(i);
  const choices = g.choices.slice();
  const kept = Math.min(items.length, positions.length);
  for (let k = 0; k < kept; k++) {
    const i = positions[k] ?? 0;
    choices[i] = clampChoice(items[k] ?? 0, g.lows[i] ?? 0, g.highs[i] ?? 0);
  }
  const last = positions.at(-1) ?? 0;
  const stride = Math.max(1, last - (positions.at(-2) ?? last - 1));
  if (items.length < positions.length) {
    const from = positions[items.length] ?? last;
    choices.splice(from, last + stride - from);
    return { choices, at: from, added: choices.length - g.choices.length };
  }
  if (items.length === positions.length) return { choices, at: positions[0] ?? 0, added: 0 };
  // A stride above 1 means that each element takes several draws: the others are repeated with it.
  const others = choices.slice(last + 1, last + stride);
  const added: number[] = [];
  for (let k = kept; k < items.length; k++) added.push(items[k] ?? 0, ...others);
  const at = Math.min(choices.length, last + stride);
  return {
    choices: [...choices.slice(0, at), ...added, ...choices.slice(at)],
    at,
    added: added.length,
  };
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const end = Math.min(a.length, b.length);
  let i = 0;
  while (i < end && a[i] === b[i]) i++;
  return i;
}
