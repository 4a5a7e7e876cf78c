import { performance } from 'node:perf_hooks';
import { defineProperty } from './intrinsics.ts';

/** What every execution's clock starts at: 2024-01-01T00:00:00Z. */
const EPOCH_MS = 1_704_067_200_000;
/** How far the clock moves each time the program looks at it. Milliseconds. */
const TICK_MS = 1;

/** Time as the program sees it: stands still but for a tick at every read, and jumps to the timer that runs next. */
export interface VirtualClock {
  /** Milliseconds since the execution began; moves the clock by a tick. */
  read(): number;
  /** The same without the tick. */
  peek(): number;
  /** Moves the clock forward to a time, never back. Milliseconds since the execution began. */
  advanceTo(ms: number): void;
  reset(): void;
}

/** @param traces `traces[0]` is set to 1 once the clock has moved. */
export function createVirtualClock(traces: Int32Array): VirtualClock {
  let elapsedMs = 0;
  return {
    read: () => {
      traces[0] = 1;
      return (elapsedMs += TICK_MS);
    },
    peek: () => elapsedMs,
    advanceTo: (ms) => {
      if (ms <= elapsedMs) return;
      traces[0] = 1;
      elapsedMs = ms;
    },
    reset: () => {
      elapsedMs = 0;
    },
  };
}

/** Replaces every clock that the program can read by the virtual one. */
export function installClock(clock: VirtualClock): void {
  const hrtime = (since?: readonly [number, number]): [number, number] => {
    const ms = clock.read();
    let seconds = Math.floor(ms / 1000);
    let nanoseconds = (ms - seconds * 1000) * 1e6;
    if (since !== undefined) {
      seconds -= since[0];
      nanoseconds -= since[1];
      if (nanoseconds < 0) {
        seconds--;
        nanoseconds += 1e9;
      }
    }
    return [seconds, nanoseconds];
  };
  hrtime.bigint = (): bigint => BigInt(clock.read()) * 1_000_000n;
  replace(process, 'hrtime', hrtime);
  replace(process, 'uptime', () => clock.read() / 1000);
  replace(process, 'cpuUsage', () => ({ user: clock.read() * 1000, system: 0 }));
  replace(performance, 'now', () => clock.read());
  replace(performance, 'timeOrigin', EPOCH_MS);
  replace(globalThis, 'Date', virtualDate(clock));
}

function virtualDate(clock: VirtualClock): DateConstructor {
  const RealDate = Date;
  const { construct } = Reflect;
  const now = (): number => EPOCH_MS + clock.read();
  // A function, not a class: `Date()` without `new` gives a text.
  const VirtualDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return `${new RealDate(now()).toString()}`;
    return construct(RealDate, args.length === 0 ? [now()] : args, new.target) as unknown;
  };
  const statics: readonly [string, unknown][] = [
    ['name', 'Date'],
    ['length', 7],
    ['now', now],
    ['parse', RealDate.parse],
    ['UTC', RealDate.UTC],
  ];
  for (const [key, value] of statics) {
    defineProperty(VirtualDate, key, { value, configurable: true, writable: true });
  }
  // Shared with the real one, so that dates of either are instances of both.
  defineProperty(VirtualDate, 'prototype', { value: RealDate.prototype, writable: false });
  replace(RealDate.prototype, 'constructor', VirtualDate);
  return VirtualDate as unknown as DateConstructor;
}

function replace(object: object, key: string, value: unknown): void {
  defineProperty(object, key, { value, writable: true, configurable: true, enumerable: false });
}
