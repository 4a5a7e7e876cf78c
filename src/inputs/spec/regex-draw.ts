import type { Rng } from '../../core/rng.ts';
import type { CharacterSet } from './alphabet.ts';
import { characterSet, characters } from './alphabet.ts';
import { sampleOf } from './regex-machine.ts';
import type { RegexNode } from './regex-parse.ts';

/** Draws matches of about a given length. */
export type DrawMatch = (rng: Rng, size: number) => string;

/** What can be said of an expression without matching. */
export interface RegexFacts {
  readonly maxLength: number;
  /** Every character that can stand in a match. */
  readonly set: CharacterSet;
  /** Those that are drawn, for edits. */
  readonly alphabet: string;
}

export function regexFacts(regex: RegexNode): RegexFacts {
  const sets: CharacterSet[] = [];
  collectSets(regex, sets);
  const set = characterSet(sets.flatMap(({ ranges }) => ranges));
  const drawn = sets.flatMap((one) =>
    Array.from(sampleOf(one), (character) => character.charCodeAt(0)),
  );
  const alphabet = characters(characterSet(drawn.map((code) => [code, code])));
  return { maxLength: maxLengthOf(regex), set, alphabet };
}

function collectSets(regex: RegexNode, out: CharacterSet[]): void {
  if (regex.kind === 'set') out.push(regex.set);
  else if (regex.kind === 'repeat') collectSets(regex.of, out);
  else
    for (const item of regex.kind === 'choice' ? regex.options : regex.items)
      collectSets(item, out);
}

function maxLengthOf(regex: RegexNode): number {
  switch (regex.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return regex.items.reduce((sum, item) => sum + maxLengthOf(item), 0);
    case 'choice':
      return Math.max(...regex.options.map(maxLengthOf));
    case 'repeat': {
      const one = maxLengthOf(regex.of);
      return one === 0 ? 0 : one * regex.max;
    }
  }
}

/** Compiles to closures; lengths are shared among the repetitions that can take more. */
export function compileDraw(regex: RegexNode): DrawMatch {
  switch (regex.kind) {
    case 'set': {
      const sample = sampleOf(regex.set);
      return (rng) => rng.pick(sample);
    }
    case 'sequence': {
      const items = regex.items.map(compileDraw);
      const elastic = regex.items.map((item) => maxLengthOf(item) > 1);
      const count = Math.max(1, elastic.filter(Boolean).length);
      return (rng, size) => {
        const share = Math.max(0, size - (items.length - count)) / count;
        let out = '';
        for (let i = 0; i < items.length; i++)
          out += items[i]?.(rng, elastic[i] === true ? share : 1) ?? '';
        return out;
      };
    }
    case 'choice': {
      const options = regex.options.map(compileDraw);
      return (rng, size) => rng.pick(options)(rng, size);
    }
    case 'repeat':
      return drawRepeat(regex);
  }
}

function drawRepeat({ of, min, max }: Extract<RegexNode, { kind: 'repeat' }>): DrawMatch {
  const draw = compileDraw(of);
  const most = maxLengthOf(of);
  return (rng, size) => {
    // As many short ones as there is room for, or fewer and longer ones.
    const each = most <= 1 || rng.oneIn(2) ? 1 : 1 + rng.unit() * Math.min(most, size) * 0.5;
    const wanted = Math.round(rng.oneIn(4) ? rng.unit() * size : size / each);
    const count = Math.max(min, Math.min(max, wanted));
    const isSame = rng.oneIn(3);
    let out = '';
    let unit = '';
    for (let i = 0; i < count; i++) {
      if (i === 0 || !isSame) unit = draw(rng, each);
      out += unit;
      if (unit === '' && i >= min) break;
      if (out.length > size && i + 1 >= min) break;
    }
    return out;
  };
}
