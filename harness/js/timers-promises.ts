import type { VirtualTimer } from './timer-queue.ts';

/** The callback forms that the promise forms are made of. */
interface TimerFunctions {
  readonly setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) => VirtualTimer;
  readonly setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) => VirtualTimer;
  readonly setImmediate: (callback: unknown, ...args: unknown[]) => VirtualTimer;
}

interface TimerOptions {
  readonly signal?: AbortSignal;
}

/** What `node:timers/promises` exports, over virtual timers. */
export interface TimersPromises {
  readonly setTimeout: (
    delay?: number,
    value?: unknown,
    options?: TimerOptions,
  ) => Promise<unknown>;
  readonly setImmediate: (value?: unknown, options?: TimerOptions) => Promise<unknown>;
  readonly setInterval: (
    delay?: number,
    value?: unknown,
    options?: TimerOptions,
  ) => AsyncGenerator<unknown>;
  readonly scheduler: {
    wait: (delay: number, options?: TimerOptions) => Promise<unknown>;
    yield: () => Promise<unknown>;
  };
}

export function virtualTimersPromises(timers: TimerFunctions): TimersPromises {
  const wait = (
    start: (resolve: (value: unknown) => void) => VirtualTimer,
    signal: AbortSignal | undefined,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(abortError(signal));
      const timer = start(resolve);
      signal?.addEventListener('abort', () => {
        timer.close();
        reject(abortError(signal));
      });
    });
  const setTimeout: TimersPromises['setTimeout'] = (delay, value, options) =>
    wait((resolve) => timers.setTimeout(resolve, delay, value), options?.signal);
  const setImmediate: TimersPromises['setImmediate'] = (value, options) =>
    wait((resolve) => timers.setImmediate(resolve, value), options?.signal);
  return {
    setTimeout,
    setImmediate,
    setInterval: async function* (delay, value, options) {
      // One timer for each round: a consumer that is slow misses no tick, as with Node's own.
      for (;;) yield await setTimeout(delay, value, options);
    },
    scheduler: {
      wait: (delay, options) => setTimeout(delay, undefined, options),
      yield: () => setImmediate(),
    },
  };
}

function abortError(signal: AbortSignal): Error {
  const error: Error & { code?: string } = new Error('The operation was aborted', {
    cause: signal.reason,
  });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}
