import { createRequire } from 'node:module';
import type { Draw, ProgramImage, Realm } from '../protocol.ts';
import { LoadFailure } from './entry.ts';
import { loadNative } from './native-modules.ts';

/** Draws arguments from a user's own fast-check arbitrary by choice sequences. */
export interface Drawer {
  /**
   * Replays `choices`, each clipped into the range of its draw, then goes on with a tail seeded by `seed`.
   * @returns undefined when more than `cap` choices were drawn, or the arbitrary threw.
   */
  draw(choices: readonly number[], seed: number, cap: number): Draw | undefined;
}

/** What fast-check's arbitraries call; the same in its versions 3 and 4. */
interface Random {
  clone(): Random;
  next(bits: number): number;
  nextBoolean(): boolean;
  nextInt(min?: number, max?: number): number;
  nextBigInt(min: bigint, max: bigint): bigint;
  nextDouble(): number;
}

interface Arbitrary {
  generate(random: Random, biasFactor: number | undefined): { readonly value: unknown };
}

type RandomClass = new (source: unknown) => Random;

/** Thrown through the arbitrary when it draws too much: a limit, not an error. */
const TOO_MANY_DRAWS: unknown = Object.freeze(Object.create(null) as object);

/** Widest range of one recorded choice: beyond it, choices would no longer be exact. */
const MAX_SPAN = 2 ** 53 - 1;
/** A bigint of a wider range is drawn in digits of this base. */
const DIGIT_BITS = 32n;

/** The draws of one value: what to replay, and what was drawn so far. */
class Tape {
  readonly choices: number[] = [];
  readonly lows: number[] = [];
  readonly highs: number[] = [];
  readonly #wanted: readonly number[];
  readonly #cap: number;
  #state: number;

  constructor(wanted: readonly number[], seed: number, cap: number) {
    this.#wanted = wanted;
    this.#cap = cap;
    this.#state = seed | 0;
  }

  /** An integer of [low, high], replayed or from the tail. */
  draw(low: number, high: number): number {
    const index = this.choices.length;
    if (index >= this.#cap) throw TOO_MANY_DRAWS;
    const choice =
      index < this.#wanted.length
        ? clip(this.#wanted[index] as number, low, high)
        : this.tail(low, high);
    this.choices[index] = choice;
    this.lows[index] = low;
    this.highs[index] = high;
    return choice;
  }

  /** From the tail, unrecorded. */
  tail(low: number, high: number): number {
    const span = high - low + 1;
    if (span <= 0x1_0000_0000) return low + Math.floor((this.#bits() / 0x1_0000_0000) * span);
    const unit = ((this.#bits() >>> 5) * 0x400_0000 + (this.#bits() >>> 6)) / 0x20_0000_0000_0000;
    return Math.min(high, low + Math.floor(unit * span));
  }

  /** mulberry32. */
  #bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

function clip(value: number, low: number, high: number): number {
  if (!(value >= low)) return low;
  return value > high ? high : Math.round(value) + 0;
}

/**
 * @param moduleId The definition's file: its own fast-check is the one whose `Random` is extended.
 * @param exports What it exports; its default export's `input` is an arbitrary, or a list of them, one an argument.
 * @throws LoadFailure when there is no such arbitrary, or no fast-check.
 */
export function createDrawer(moduleId: string, exports: unknown, realm: Realm): Drawer {
  const inputs = inputsOf(moduleId, exports);
  const { RecordingRandom, source } = extendRandom(loadFastCheck(moduleId));
  return {
    draw: (choices, seed, cap) => {
      const tape = new Tape(choices, seed, cap);
      const random = new RecordingRandom(source, tape);
      const values: unknown[] = [];
      try {
        for (let i = 0; i < inputs.arbitraries.length; i++) {
          // Without a bias factor fast-check draws evenly, and what it draws depends on the choices alone.
          values[i] = (inputs.arbitraries[i] as Arbitrary).generate(random, undefined).value;
        }
      } catch (error) {
        if (error === TOO_MANY_DRAWS) return undefined;
        throw error;
      }
      const args = inputs.isSpread ? (values[0] as unknown[]) : values;
      return { args: realm.array(args), choices: tape.choices, lows: tape.lows, highs: tape.highs };
    },
  };
}

/**
 * Lets arbitraries of bounded length use it whole: left alone, fast-check draws at most about ten elements where no `size` is
 * given. Sizes are fixed when an arbitrary is made, so this comes before the program's modules run.
 */
export async function widenLengths(image: ProgramImage): Promise<void> {
  for (const module of image.modules) {
    const resolution = module.resolutions['fast-check'];
    if (resolution?.kind !== 'native') continue;
    const loaded = await loadNative(module.id, resolution.specifier);
    if (loaded === undefined) continue;
    const library = loaded.value as FastCheck;
    const { configureGlobal, readConfigureGlobal } = library.default ?? library;
    configureGlobal?.({ ...readConfigureGlobal?.(), defaultSizeToMaxWhenMaxSpecified: true });
  }
}

/** The definition's `input` when it is an InputSpec, for the engine to check; undefined otherwise. */
export function inputSpecOf(exports: unknown): unknown {
  const input = (defaultOf(exports) as { input?: unknown } | null | undefined)?.input;
  if (typeof input !== 'object' || input === null || !('version' in input)) return undefined;
  // Through JSON: what reaches the engine is plain data, whatever the definition put there.
  return JSON.parse(JSON.stringify(input)) as unknown;
}

/** `fc.tuple` stands for an argument list, like a plain list of arbitraries; any other arbitrary is the only argument. */
function inputsOf(
  moduleId: string,
  exports: unknown,
): { arbitraries: Arbitrary[]; isSpread: boolean } {
  const input = (defaultOf(exports) as { input?: unknown } | null | undefined)?.input;
  if (Array.isArray(input) && input.length > 0 && input.every(isArbitrary)) {
    return { arbitraries: input, isSpread: false };
  }
  if (!isArbitrary(input)) {
    throw new LoadFailure(
      `the default export of ${moduleId} has no "input" that is a list of fast-check arbitraries, one an argument, or an InputSpec`,
    );
  }
  return { arbitraries: [input], isSpread: /tuple/i.test(input.constructor.name) };
}

function defaultOf(exports: unknown): unknown {
  const record = exports as { default?: unknown; __esModule?: unknown } | null | undefined;
  if (record === null || record === undefined) return undefined;
  return record.default !== undefined ? record.default : record;
}

function isArbitrary(value: unknown): value is Arbitrary {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { generate?: unknown }).generate === 'function'
  );
}

/** As far as it is used here; versions 3 and 4 have it all. */
interface FastCheck {
  readonly Random?: unknown;
  readonly configureGlobal?: (parameters: object) => void;
  readonly readConfigureGlobal?: () => object;
  readonly default?: Omit<FastCheck, 'default'>;
}

function loadFastCheck(moduleId: string): RandomClass {
  let library: FastCheck;
  try {
    library = createRequire(moduleId)('fast-check') as FastCheck;
  } catch (error) {
    throw new LoadFailure(
      `${moduleId} uses arbitraries, but fast-check cannot be loaded from there`,
      {
        cause: error,
      },
    );
  }
  const Random = library.Random ?? library.default?.Random;
  if (typeof Random !== 'function') {
    throw new LoadFailure(
      `the fast-check of ${moduleId} exports no Random: version 3 or 4 is needed`,
    );
  }
  return Random as RandomClass;
}

/** A subclass of the user's own Random whose every draw goes through a tape. */
function extendRandom(UserRandom: RandomClass): {
  RecordingRandom: new (source: unknown, tape: Tape) => Random;
  source: unknown;
} {
  class RecordingRandom extends UserRandom {
    readonly #tape: Tape;
    readonly #isRecording: boolean;

    constructor(source: unknown, tape: Tape, isRecording = true) {
      super(source);
      this.#tape = tape;
      this.#isRecording = isRecording;
    }

    /** Lazy values (streams, generated functions) draw from a clone while the program runs: no part of the input. */
    override clone(): Random {
      const seed = this.#tape.tail(-(2 ** 31), 2 ** 31 - 1);
      return new RecordingRandom(source, new Tape([], seed, Infinity), false);
    }

    override nextInt(min = -(2 ** 31), max = 2 ** 31 - 1): number {
      return this.#isRecording ? this.#tape.draw(min, max) : this.#tape.tail(min, max);
    }

    override next(bits: number): number {
      return this.nextInt(0, 2 ** bits - 1);
    }

    override nextBoolean(): boolean {
      return this.nextInt(0, 1) === 1;
    }

    override nextDouble(): number {
      return this.nextInt(0, MAX_SPAN) / (MAX_SPAN + 1);
    }

    override nextBigInt(min: bigint, max: bigint): bigint {
      const span = max - min;
      if (span <= BigInt(MAX_SPAN)) return min + BigInt(this.nextInt(0, Number(span)));
      let drawn = 0n;
      for (let rest = span; rest > 0n; rest >>= DIGIT_BITS) {
        drawn = (drawn << DIGIT_BITS) | BigInt(this.nextInt(0, 2 ** 32 - 1));
      }
      return min + (drawn % (span + 1n));
    }
  }
  /** Never drawn from, because every method above is overridden; it only has to survive the constructor. */
  const source = {
    clone: () => source,
    next: () => 0,
    unsafeNext: () => 0,
    jump: () => source,
    unsafeJump: () => undefined,
    getState: () => [],
  };
  return { RecordingRandom, source };
}
