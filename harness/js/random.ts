import crypto from 'node:crypto';
import { defineProperty } from './intrinsics.ts';

/** The program's own randomness: the same stream in every execution. */
export interface ProgramRandom {
  reset(): void;
  /** Uniform 32 bits. */
  next(): number;
}

/**
 * mulberry32: 32 bits of state are plenty for programs, and a reset is one store.
 * @param traces `traces[0]` is set to 1 once a number was drawn.
 */
export function createProgramRandom(seed: number, traces: Int32Array): ProgramRandom {
  let state = seed | 0;
  const { imul } = Math;
  return {
    reset: () => {
      state = seed | 0;
    },
    next: () => {
      traces[0] = 1;
      state = (state + 0x6d2b79f5) | 0;
      let mixed = imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    },
  };
}

/** Replaces `Math.random` and the synchronous sources of `crypto`. */
export function installRandom(random: ProgramRandom): void {
  const { next } = random;
  const unit = (): number => ((next() >>> 5) * 0x400_0000 + (next() >>> 6)) / 0x20_0000_0000_0000;
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = next();
    return view;
  };
  const uuid = (): string => {
    const bytes = fill(new Uint8Array(16));
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    let text = '';
    for (let i = 0; i < 16; i++) {
      if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
      text += ((bytes[i] as number) + 0x100).toString(16).slice(1);
    }
    return text;
  };
  const { nextTick } = process;
  const later = <T>(
    callback: ((error: null, value: T) => void) | undefined,
    value: T,
  ): T | undefined => {
    if (callback === undefined) return value;
    nextTick(callback, null, value);
    return undefined;
  };
  const randomInt = (a: number, b?: unknown, c?: (error: null, value: number) => void): unknown => {
    const [low, high] = typeof b === 'number' ? [a, b] : [0, a];
    const callback = typeof b === 'function' ? (b as typeof c) : c;
    return later(callback, low + Math.floor(unit() * (high - low)));
  };
  defineProperty(Math, 'random', { value: unit, writable: true, configurable: true });
  const replacements: Readonly<Record<string, unknown>> = {
    randomBytes: (size: number, callback?: (error: null, bytes: Buffer) => void) =>
      later(callback, fill(Buffer.alloc(size))),
    randomFillSync: (view: ArrayBufferView) => fill(view),
    randomInt,
    randomUUID: uuid,
    getRandomValues: fill,
  };
  for (const key in replacements) {
    defineProperty(crypto, key, {
      value: replacements[key],
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
  const web: object = Object.getPrototypeOf(crypto.webcrypto) as object;
  defineProperty(web, 'getRandomValues', { value: fill, writable: true, configurable: true });
  defineProperty(web, 'randomUUID', { value: uuid, writable: true, configurable: true });
}
