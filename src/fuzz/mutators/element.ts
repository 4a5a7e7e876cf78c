import type { Sequence, SequenceDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { SequenceMutator } from './mutator.ts';
import { cut, logUniform, overwrite, pickWord } from './mutator.ts';
import { interestingNumber } from './number.ts';

function replaceAt(value: Sequence, at: number, element: unknown): Sequence {
  return overwrite(value, at, at + 1, typeof value === 'string' ? String(element) : [element]);
}

/** One element becomes a fresh one. */
const setElement: SequenceMutator = {
  name: 'set-element',
  on: 'sequence',
  apply(value, domain, context) {
    if (value.length === 0) return undefined;
    const at = context.rng.int(0, value.length - 1);
    const fresh =
      domain.numbers !== undefined && context.rng.oneIn(2)
        ? interestingNumber(domain.numbers, context)
        : domain.element(context.rng, 4);
    return replaceAt(value, at, fresh);
  },
};

/** One number, or one character's code, goes up or down a little. */
const stepElement: SequenceMutator = {
  name: 'step-element',
  on: 'sequence',
  apply(value, domain, { rng }) {
    if (value.length === 0) return undefined;
    const at = rng.int(0, value.length - 1);
    const by = (rng.oneIn(2) ? 1 : -1) * (rng.oneIn(2) ? 1 : logUniform(1024, rng));
    if (typeof value === 'string')
      return replaceAt(value, at, stepCharacter(value[at] ?? '', by, domain));
    const old = value[at];
    return typeof old === 'number' ? replaceAt(value, at, old + by) : undefined;
  },
};

function stepCharacter(character: string, by: number, domain: SequenceDomain): string {
  const alphabet = domain.alphabet;
  if (alphabet === undefined || alphabet.length === 0)
    return String.fromCharCode(Math.max(1, character.charCodeAt(0) + by) & 0xffff);
  const index = alphabet.indexOf(character) + by;
  return alphabet[((index % alphabet.length) + alphabet.length) % alphabet.length] ?? character;
}

/** One element becomes equal to another, or its neighbour in value. */
const copyElement: SequenceMutator = {
  name: 'copy-element',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    if (value.length < 2) return undefined;
    const from = rng.int(0, value.length - 1);
    const to = rng.int(0, value.length - 1);
    const source = value[from];
    if (typeof source === 'number') return replaceAt(value, to, source + rng.int(-1, 1));
    return overwrite(value, to, to + 1, cut(value, from, from + 1));
  },
};

/** Elements become variants of another: what is true of the one is often true of its variants. */
const varyElements: SequenceMutator = {
  name: 'vary-elements',
  on: 'sequence',
  apply(value, domain, { rng }) {
    if (typeof value === 'string' || value.length < 2) return undefined;
    const out = value.slice();
    const source = out[rng.int(0, out.length - 1)];
    const count = rng.oneIn(2) ? 1 : logUniform(Math.max(1, out.length >> 2), rng);
    for (let k = 0; k < count; k++) {
      const variant = vary(source, domain, rng);
      if (variant === undefined) return undefined;
      out[rng.int(0, out.length - 1)] = variant;
    }
    return out;
  },
};

function vary(source: unknown, { numbers }: SequenceDomain, rng: Rng): unknown {
  if (typeof source === 'string') return varyText(source, rng);
  if (typeof source !== 'number' || numbers === undefined) return undefined;
  const bits = Math.max(0, Math.floor(Math.log2(numbers.max - numbers.min + 1)));
  return source + (rng.oneIn(2) ? 1 : -1) * 2 ** rng.int(0, bits);
}

/** Two characters change places, or move apart by the same distance: sums and multisets stay what they were. */
function varyText(text: string, rng: Rng): string {
  if (text.length < 2) return text + text;
  const a = rng.int(0, text.length - 2);
  const b = rng.int(a + 1, text.length - 1);
  const by = rng.oneIn(2) ? undefined : rng.int(1, 4);
  const at = (index: number, delta: number): string =>
    String.fromCharCode(Math.max(1, text.charCodeAt(index) + delta) & 0xffff);
  const [first, second] =
    by === undefined ? [text[b] ?? '', text[a] ?? ''] : [at(a, by), at(b, -by)];
  return text.slice(0, a) + first + text.slice(a + 1, b) + second + text.slice(b + 1);
}

/** A constant that the program compares with, put in or laid over. */
const dictionary: SequenceMutator = {
  name: 'dictionary',
  on: 'sequence',
  apply(value, domain, context) {
    const { rng, numbers, room } = context;
    if (typeof value === 'string') {
      const word = pickWord(context);
      if (word === undefined) return undefined;
      const at = rng.int(0, value.length);
      const over = value.length + word.length > room || rng.oneIn(2);
      return overwrite(value, at, over ? Math.min(value.length, at + word.length) : at, word);
    }
    if (value.length === 0) return undefined;
    const at = rng.int(0, value.length - 1);
    if (domain.numbers !== undefined && numbers.length > 0)
      return replaceAt(value, at, rng.pick(numbers));
    const word = typeof value[at] === 'string' ? pickWord(context) : undefined;
    return word === undefined ? undefined : replaceAt(value, at, word);
  },
};

/** Elements of a list of strings are put together from other elements: keeps what equal pieces have in common. */
const concatenate: SequenceMutator = {
  name: 'concatenate',
  on: 'sequence',
  apply(value, _domain, { rng, room }) {
    if (typeof value === 'string' || value.length < 2) return undefined;
    const words = value.filter((item): item is string => typeof item === 'string');
    if (words.length < 2) return undefined;
    if (!rng.oneIn(2)) return value.concat([rng.pick(words) + rng.pick(words)]).slice(-room);
    // Every combination of so many pieces in turn: as many distinct strings as there are places, if the pieces differ.
    const pieces = rng.int(2, 4);
    const distinct = [...new Set(words)];
    const first = rng.int(0, distinct.length - 1);
    const count = Math.min(distinct.length, Math.ceil(room ** (1 / pieces)));
    const out: string[] = [];
    for (let i = 0; i < Math.min(room, count ** pieces); i++) {
      let word = '';
      for (let piece = 0, rest = i; piece < pieces; piece++, rest = Math.floor(rest / count))
        word += distinct[(first + (rest % count)) % distinct.length] ?? '';
      out.push(word);
    }
    return out;
  },
};

export const ELEMENT_MUTATORS: readonly SequenceMutator[] = [
  setElement,
  stepElement,
  copyElement,
  varyElements,
  dictionary,
  concatenate,
];
