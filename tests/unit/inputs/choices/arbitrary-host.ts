import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Draw, Host } from '../../../../harness/protocol.ts';

class CapReached extends Error {}

/** Replays choices, clipped to the range asked for, then goes on from its seed; records every draw. */
class ChoiceRandom extends fc.Random {
  readonly choices: number[] = [];
  readonly lows: number[] = [];
  readonly highs: number[] = [];
  readonly #replay: readonly number[];
  readonly #cap: number;

  constructor(replay: readonly number[], seed: number, cap: number) {
    super(xoroshiro128plus(seed));
    this.#replay = replay;
    this.#cap = cap;
  }

  override nextInt(min = -0x8000_0000, max = 0x7fff_ffff): number {
    const index = this.choices.length;
    if (index >= this.#cap) throw new CapReached();
    const replayed = this.#replay[index];
    const choice =
      replayed === undefined
        ? super.nextInt(min, max)
        : Math.min(max, Math.max(min, Math.round(replayed)));
    this.choices.push(choice);
    this.lows.push(min);
    this.highs.push(max);
    return choice;
  }
}

/** A host that draws from a fast-check arbitrary of argument lists. */
export function createArbitraryHost(
  arbitrary: fc.Arbitrary<unknown[]>,
): Pick<Host, 'draw'> & { draws: number } {
  return {
    draws: 0,
    draw(choices, seed, cap): Draw | undefined {
      this.draws++;
      const random = new ChoiceRandom(choices, seed, cap);
      try {
        const args = arbitrary.generate(random, undefined).value;
        return { args, choices: random.choices, lows: random.lows, highs: random.highs };
      } catch (error) {
        if (error instanceof CapReached) return undefined;
        throw error;
      }
    },
  };
}
