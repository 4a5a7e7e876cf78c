import type { Draw, Host } from '../../../harness/protocol.ts';
import { DataError, HarnessError } from '../../core/errors.ts';
import type { InputModel } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { ChoiceGenotype } from './choice-genotype.ts';
import { isolateDraws, parseChoices, rangeKey, shortened } from './choice-genotype.ts';
import { choiceParts, wishOf } from './choice-parts.ts';
import { drawSmall, measureLengthUnits } from './length-draws.ts';
import type { Drawing, Wish } from './realize.ts';
import { realize } from './realize.ts';
import { scaleChoices } from './scale-choices.ts';

/** The tail of a replay has to come from somewhere; complete genotypes have none. */
const TAIL_SEED = 1;
/** Fresh draws tried for one that stays under the cap. */
const MAX_ATTEMPTS = 20;

/**
 * The inputs of a user's own fast-check arbitrary, as sequences of the choices that it makes: any sequence of numbers
 * draws a valid value, so every edit is one. Sizes are counted in choices.
 * @throws HarnessError when the arbitrary never draws within `maxSize` choices
 */
export function createChoiceModel(
  programHost: Pick<Host, 'draw'>,
  { maxSize }: { readonly maxSize: number },
): InputModel<ChoiceGenotype> {
  const host = isolateDraws(programHost);
  const cap = Math.max(1, maxSize);
  const drawing: Drawing = { host, units: measureLengthUnits(host, cap), cap };
  // Arguments of the last draw wait here for the execution that mostly follows; each is handed out once.
  let pending: { g: ChoiceGenotype; args: unknown[] } | undefined;

  const adopt = ({ args, choices, lows, highs }: Draw): ChoiceGenotype => {
    const g: ChoiceGenotype = { choices, lows, highs };
    pending = { g, args };
    return g;
  };
  const redraw = (wish: Wish, seed: number): ChoiceGenotype | undefined => {
    const drawn = realize(drawing, wish, seed);
    return drawn && adopt(drawn);
  };

  return {
    target: 'function',
    maxSize: cap,
    generate: (rng, size) => adopt(generate(drawing, rng, Math.min(size, cap))),
    parts: (g) => choiceParts(g, drawing.units, cap),
    edit(g, part, value, rng) {
      return redraw(wishOf(g, part, value, rng), seedFrom(rng)) ?? g;
    },
    scale(rng, g, factor) {
      const choices = scaleChoices(drawing, rng, g, factor);
      return redraw({ choices, at: choices.length, added: 0 }, seedFrom(rng)) ?? g;
    },
    splice(rng, a, b) {
      return redraw(spliceChoices(rng, a, b), seedFrom(rng)) ?? a;
    },
    *shrink(g) {
      for (const wish of simplerChoices(g)) {
        const simpler = redraw(wish, TAIL_SEED);
        if (simpler !== undefined && isSimpler(simpler, g)) yield simpler;
      }
    },
    encode: (g) => JSON.stringify({ choices: g.choices }),
    decode(text) {
      const drawn = host.draw(parseChoices(text), TAIL_SEED, cap);
      if (drawn === undefined)
        throw new DataError(`a choice sequence needs more than ${cap} draws: ${shortened(text)}`);
      return adopt(drawn);
    },
    fromValue: () => undefined,
    sizeOf: (g) => Math.max(1, g.choices.length),
    build(g) {
      const ready = pending;
      pending = undefined;
      if (ready?.g === g) return ready.args;
      const drawn = host.draw(g.choices, TAIL_SEED, cap);
      if (drawn === undefined)
        throw new HarnessError('the arbitrary drew more on replay than when it was recorded', {
          hint: 'It must depend on nothing but the choices: no clock, no Math.random, no state.',
        });
      return drawn.args;
    },
  };
}

const seedFrom = (rng: Rng): number => rng.int(0, 0x7fff_ffff);

/** Choices of a fresh value that are made one by one when free draws are too long. */
const SMALL_STEPS = 12;

/** A fresh value of about `size` choices: drawn freely, then its lengths moved towards the size. */
function generate(drawing: Drawing, rng: Rng, size: number): Draw {
  const { host, cap } = drawing;
  // Free draws of an arbitrary without a short limit are long: they are given up early.
  const enough = Math.min(cap, Math.max(MIN_FREE_DRAWS, 4 * size));
  const drawn =
    host.draw([], seedFrom(rng), enough) ??
    drawSmall(host, rng, cap, SMALL_STEPS) ??
    freeDraw(host, rng, cap);
  const count = drawn.choices.length;
  if (count === size || count === 0) return drawn;
  const sized = realize(drawing, resized(drawn, size, rng), seedFrom(rng));
  return sized !== undefined && closer(sized, drawn, size) ? sized : drawn;
}

const MIN_FREE_DRAWS = 64;

function freeDraw(host: Pick<Host, 'draw'>, rng: Rng, cap: number): Draw {
  for (let k = 0; k < MAX_ATTEMPTS; k++) {
    const drawn = host.draw([], seedFrom(rng), cap);
    if (drawn !== undefined) return drawn;
  }
  throw new HarnessError(`the arbitrary draws more than ${cap} choices for every value`, {
    hint: 'Raise --max-size or bound the lengths of the arbitrary.',
  });
}

/** Choices taken out of the middle, or fresh ones put in. */
function resized(drawn: Draw, size: number, rng: Rng): Wish {
  const { choices } = drawn;
  const added = size - choices.length;
  if (added < 0) {
    const at = rng.int(Math.min(1, size), size);
    return { choices: [...choices.slice(0, at), ...choices.slice(at - added)], at, added };
  }
  const at = rng.int(1, choices.length);
  const fresh = freshChoices(drawn, Math.min(at, choices.length - 1), added, rng);
  return { choices: [...choices.slice(0, at), ...fresh, ...choices.slice(at)], at, added };
}

const closer = (a: Draw, b: Draw, size: number): boolean =>
  Math.abs(a.choices.length - size) < Math.abs(b.choices.length - size);

/** Further choices in the range of the one at an index, where the elements of a list may be. */
function freshChoices(drawn: Draw, index: number, count: number, rng: Rng): number[] {
  const low = drawn.lows[index] ?? 0;
  const high = drawn.highs[index] ?? 0;
  return Array.from({ length: count }, () => rng.int(low, high));
}

/** Choices of b taken into a, at places whose draws have the same range. */
function spliceChoices(rng: Rng, a: ChoiceGenotype, b: ChoiceGenotype): Wish {
  const whole: Wish = { choices: b.choices, at: 0, added: 0 };
  if (a.choices.length === 0 || b.choices.length === 0) return whole;
  const i = rng.int(0, a.choices.length - 1);
  const key = rangeKey(a, i);
  const from = rng.int(0, b.choices.length - 1);
  let j = -1;
  for (let k = 0; k < b.choices.length && j < 0; k++) {
    const candidate = (from + k) % b.choices.length;
    if (rangeKey(b, candidate) === key) j = candidate;
  }
  if (j < 0) return whole;
  const taken = rng.int(1, b.choices.length - j);
  // Half the time in place of as many, half the time between.
  const replaced = rng.oneIn(2) ? Math.min(taken, a.choices.length - i) : 0;
  const choices = [
    ...a.choices.slice(0, i),
    ...b.choices.slice(j, j + taken),
    ...a.choices.slice(i + replaced),
  ];
  return { choices, at: i, added: taken - replaced };
}

const MAX_SINGLE_STEPS = 64;

/** Wishes for simpler sequences: chunks left out, large ones first, then single choices lowered. Finite. */
function* simplerChoices(g: ChoiceGenotype): Generator<Wish> {
  const { choices, lows } = g;
  const { length } = choices;
  for (let size = length >> 1; size >= 1; size >>= 1) {
    if (length / size > MAX_SINGLE_STEPS) break;
    for (let start = 0; start + size <= length; start += size)
      yield {
        choices: [...choices.slice(0, start), ...choices.slice(start + size)],
        at: start,
        added: -size,
      };
  }
  for (let i = 0; i < Math.min(length, MAX_SINGLE_STEPS); i++) {
    const choice = choices[i] ?? 0;
    const low = lows[i] ?? choice;
    // Zero is the simplest number of a range that has it.
    const goal = low <= 0 && (g.highs[i] ?? 0) >= 0 ? 0 : low;
    for (const lowered of new Set([goal, goal + Math.trunc((choice - goal) / 2)])) {
      if (lowered === choice) continue;
      const trial = choices.slice();
      trial[i] = lowered;
      yield { choices: trial, at: i + 1, added: 0 };
    }
  }
}

/** Fewer choices, or as many and nearer to zero in sum. */
function isSimpler(a: ChoiceGenotype, b: ChoiceGenotype): boolean {
  if (a.choices.length !== b.choices.length) return a.choices.length < b.choices.length;
  return weight(a) < weight(b);
}

const weight = (g: ChoiceGenotype): number =>
  g.choices.reduce((sum, choice) => sum + Math.abs(choice), 0);
