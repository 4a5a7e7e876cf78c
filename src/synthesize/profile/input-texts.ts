import type { SynthesisContext } from '../../core/synthesis.ts';

/** Characters that patterns of characters are tried with. */
const MAX_CHARACTERS = 4;
/** Of each input; a long one repeats itself. */
const MAX_LENGTH = 20_000;
/** Smaller differences of share are noise. */
const LEAST_DIFFERENCE = 0.02;

const BRACKETS: readonly Brackets[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];

type Brackets = readonly [open: string, close: string];

/** What the texts of the inputs are made of. */
export interface InputTexts {
  /** Those that slow and fast inputs have the most different shares of, most different first. */
  readonly telling: readonly string[];
  /** Those that slow inputs have most of. */
  readonly common: readonly string[];
  /** A pair of brackets that slow inputs have; undefined when they have none. */
  readonly brackets: Brackets | undefined;
}

/** Looks at the texts of the inputs of the contrast pairs. */
export function inputTexts({
  pairs,
  show,
  target,
}: Pick<SynthesisContext, 'pairs' | 'show' | 'target'>): InputTexts {
  const sharesOf = (inputs: readonly string[]): ReadonlyMap<string, number> =>
    meanShares(inputs.map((input) => textsOf(show(input), target.kind).slice(0, MAX_LENGTH)));
  const slow = sharesOf(pairs.map((pair) => pair.slow.input));
  const fast = sharesOf(pairs.map((pair) => pair.fast.input));
  const difference = (one: string): number => Math.abs((slow.get(one) ?? 0) - (fast.get(one) ?? 0));
  const all = [...new Set([...slow.keys(), ...fast.keys()])].toSorted();
  return {
    telling: all
      .filter((one) => difference(one) >= LEAST_DIFFERENCE)
      .toSorted((a, b) => difference(b) - difference(a))
      .slice(0, MAX_CHARACTERS),
    common: [...slow.keys()].toSorted().toSorted((a, b) => (slow.get(b) ?? 0) - (slow.get(a) ?? 0)),
    brackets: BRACKETS.find(([open, close]) => slow.has(open) || slow.has(close)),
  };
}

/** All texts among the arguments, one after the other; stdin as it is. */
function textsOf(shown: string, kind: 'function' | 'stdin'): string {
  if (kind === 'stdin') return shown;
  try {
    return collectTexts(JSON.parse(shown));
  } catch {
    // Arguments that JSON has no form for: their display is no text of the input.
    return '';
  }
}

function collectTexts(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(collectTexts).join('');
}

function meanShares(texts: readonly string[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const text of texts) {
    for (const one of text) {
      shares.set(one, (shares.get(one) ?? 0) + 1 / text.length / texts.length);
    }
  }
  return shares;
}
