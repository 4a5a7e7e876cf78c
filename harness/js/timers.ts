import timersModule from 'node:timers';
import { promisify } from 'node:util';
import type { VirtualClock } from './clock.ts';
import { apply, defineProperty } from './intrinsics.ts';
import { TimerQueue, VirtualTimer } from './timer-queue.ts';
import { virtualTimersPromises } from './timers-promises.ts';

/** Longest delay of a timer; longer ones count as 1, as in Node. Milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Timers that run by virtual time, and only when asked to. */
export interface VirtualTimers {
  /** Replaces the timer functions of the globals and of `node:timers`. */
  install(): void;
  /**
   * Moves the clock to the earliest timer that is due and calls it; immediates come before timers.
   * Whatever the callback throws comes out.
   * @returns false when nothing that keeps a process alive is left.
   */
  runNext(): boolean;
  /** Drops what is left. */
  clear(): void;
}

/** @param traces `traces[0]` is set to 1 once a timer was set. */
export function createVirtualTimers(clock: VirtualClock, traces: Int32Array): VirtualTimers {
  const timeouts = new TimerQueue(clock);
  const immediates = new TimerQueue(clock);
  let nextId = 1;

  const set = (
    queue: TimerQueue,
    callback: unknown,
    delay: unknown,
    args: unknown[],
    isRepeating: boolean,
  ): VirtualTimer => {
    if (typeof callback !== 'function') {
      const error: TypeError & { code?: string } = new TypeError(
        'The "callback" argument must be of type function.',
      );
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    const delayMs = Number(delay);
    const timer = new VirtualTimer(
      queue,
      nextId++,
      callback as VirtualTimer['callback'],
      args,
      // As Node: anything but a number from 1 to 2^31 - 1 is 1. Immediates are due at once.
      queue === immediates ? 0 : delayMs >= 1 && delayMs <= MAX_DELAY_MS ? Math.trunc(delayMs) : 1,
      isRepeating,
    );
    traces[0] = 1;
    queue.add(timer);
    return timer;
  };
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer) {
      timer.close();
    } else if (typeof timer === 'number' || typeof timer === 'string') {
      timeouts.find(Number(timer))?.close();
    }
  };
  const functions = {
    setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
      set(timeouts, callback, delay, args, false),
    setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
      set(timeouts, callback, delay, args, true),
    setImmediate: (callback: unknown, ...args: unknown[]) =>
      set(immediates, callback, 0, args, false),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  return {
    install: () => {
      const promises = virtualTimersPromises(functions);
      defineProperty(functions.setTimeout, promisify.custom, { value: promises.setTimeout });
      defineProperty(functions.setImmediate, promisify.custom, { value: promises.setImmediate });
      Object.assign(globalThis, functions);
      Object.assign(timersModule, functions);
      Object.assign(timersModule.promises, promises);
    },
    runNext: () => {
      if (immediates.refs + timeouts.refs === 0) return false;
      const timer = immediates.take() ?? timeouts.take();
      if (timer === undefined) return false;
      if (timer.isRepeating) timer.refresh();
      apply(timer.callback, timer, timer.args);
      return true;
    },
    clear: () => {
      immediates.clear();
      timeouts.clear();
    },
  };
}
