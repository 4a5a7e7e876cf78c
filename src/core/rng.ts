import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of randomness; the same seed parts give the same stream everywhere. */
export interface Rng {
  /** Uniform on `[min, max]`, both inclusive safe integers, min ≤ max. */
  int(min: number, max: number): number;
  /** Uniform on [0, 1), 32 bits of resolution. */
  unit(): number;
  /** True with probability 1 / n. */
  oneIn(n: number): boolean;
  /** An element of a non-empty list. */
  pick<T>(items: ArrayLike<T>): T;
}

/** Folds seed parts (seed, shard, epoch …) into one 32-bit seed; FNV-1a over their bytes. */
export function mixSeed(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    let rest = part;
    for (let i = 0; i < 7; i++) {
      hash = Math.imul(hash ^ (rest & 0xff), 0x01000193);
      rest = Math.floor(rest / 256);
    }
  }
  return hash | 0;
}

export function createRng(...seedParts: readonly number[]): Rng {
  const generator = xoroshiro128plus(mixSeed(...seedParts));
  const next = (): number => generator.next() >>> 0;
  const unit = (): number => next() / 0x1_0000_0000;
  const int = (min: number, max: number): number => {
    const span = max - min + 1;
    if (span <= 0x1_0000_0000) return min + Math.floor(unit() * span);
    // Two draws give 53 bits, which covers every safe integer range.
    const wide = (next() * 0x20_0000 + (next() >>> 11)) / 0x20_0000_0000_0000;
    return Math.min(max, min + Math.floor(wide * span));
  };
  return {
    int,
    unit,
    oneIn: (n) => unit() * n < 1,
    pick: <T>(items: ArrayLike<T>): T => items[int(0, items.length - 1)] as T,
  };
}
