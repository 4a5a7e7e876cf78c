import type { Draw, Host } from '../../../harness/protocol.ts';
import { DataError } from '../../core/errors.ts';

/**
 * The choices that a user's arbitrary made while it drew a value, with the range of each. Complete: replaying
 * `choices` makes exactly these draws again, so ranges are a function of the choices.
 */
export interface ChoiceGenotype {
  readonly choices: readonly number[];
  /** `lows[i] <= choices[i] <= highs[i]`. */
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** Draws with the same range come from the same place of the arbitrary, most of the time. */
export function rangeKey(g: ChoiceGenotype | Draw, index: number): string {
  return `${g.lows[index]}:${g.highs[index]}`;
}

/** The nearest integer inside the range; the low end for what is no number. */
export function clampChoice(value: number, low: number, high: number): number {
  if (!(value >= low)) return low;
  // Adding 0 turns -0 into 0, which is what JSON keeps.
  return value > high ? high : Math.round(value) + 0;
}

/**
 * The host's draws as arrays of this realm. The host's own belong to the realm of the program, which may have changed
 * what its arrays do: they are read by index only.
 */
export function isolateDraws(host: Pick<Host, 'draw'>): Pick<Host, 'draw'> {
  return {
    draw(choices, seed, cap) {
      const drawn = host.draw(choices, seed, cap);
      if (drawn === undefined) return undefined;
      const { args, choices: made, lows, highs } = drawn;
      return { args, choices: copy(made), lows: copy(lows), highs: copy(highs) };
    },
  };
}

function copy(items: readonly number[]): number[] {
  const copied: number[] = [];
  for (let i = 0; i < items.length; i++) copied.push(items[i] ?? 0);
  return copied;
}

/**
 * The choices of an encoded input.
 * @throws DataError when the text is no encoding
 */
export function parseChoices(text: string): number[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataError(`not a choice sequence: ${shortened(text)}`, { cause: error });
  }
  const choices =
    typeof value === 'object' && value !== null && 'choices' in value ? value.choices : undefined;
  if (!Array.isArray(choices) || !choices.every(Number.isSafeInteger))
    throw new DataError(`not a choice sequence: ${shortened(text)}`, {
      hint: 'Expected {"choices":[…]} with whole numbers.',
    });
  return choices.map(Number);
}

/** For messages. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
