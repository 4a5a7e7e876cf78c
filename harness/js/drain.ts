import { types } from 'node:util';
import { CELL_STOPPED } from '../protocol.ts';
import type { Environment } from './environment.ts';
import { OUTCOME_STEPS } from './fuel.ts';
import { apply, promiseResolve, promiseThen } from './intrinsics.ts';
import { PULSE_POLLS } from './messages.ts';

/** Timers of one execution that are run; an interval that nobody clears ends here. */
const MAX_TURNS = 1_000_000;

/** Runs what an execution left for later: ticks, microtasks, timers, and real input and output. */
export interface Drain {
  /**
   * Goes on after the program's own call returned `value`.
   * @returns true when the execution is over, false when it waits for the event loop.
   */
  begin(value: unknown): boolean;
  /** Called from the event loop after `wake`. */
  resume(): boolean;
  /** Runs forgotten ticks and microtasks, outside of any execution. */
  flush(): void;
}

export interface DrainOptions {
  readonly environment: Environment;
  readonly cells: Int32Array;
  readonly pulse: Int32Array;
  readonly isStdin: boolean;
  readonly mayBeAsync: boolean;
  /** Real work may be under way that Node does not list among its active resources. */
  readonly hasUnlistedWork: boolean;
  /** An error came out of the program. */
  readonly fail: (error: unknown) => void;
  /** The call's result is known. */
  readonly settle: (value: unknown) => void;
  readonly stop: (outcome: number) => void;
  /** The execution is over. */
  readonly finish: () => void;
  /** Asks for a call of `resume` from the event loop. */
  readonly wake: () => void;
}

/**
 * Ticks and microtasks are drained in place, so most asynchronous programs never cost a turn of the event loop. Only
 * when nothing is left but real input and output does the execution wait for it: until its promise settles, or until
 * Node finds nothing more to do (`beforeExit`).
 */
export function createDrain(options: DrainOptions): Drain {
  const { environment, cells, pulse, isStdin, mayBeAsync, hasUnlistedWork } = options;
  const { fail, settle, stop, finish, wake } = options;
  const { timers, guard } = environment;
  const runTicks = tickFunction();
  const { isPromise } = types;
  const activeResources = process.getActiveResourcesInfo;
  let execution = 0;
  let isRunning = false;
  let isSettled = false;
  let isWaiting = false;
  /** The event loop has nothing left to do. */
  let isIdle = false;
  let turns = 0;

  process.setUncaughtExceptionCaptureCallback((error) => {
    if (!isRunning) return;
    fail(error);
    if (isWaiting) wake();
  });
  process.on('beforeExit', () => {
    if (!isWaiting) return;
    isIdle = true;
    wake();
  });

  const attach = (value: unknown): void => {
    const id = ++execution;
    const onValue = (settled: unknown): void => {
      if (id !== execution || !isRunning) return;
      isSettled = true;
      settle(settled);
      if (isWaiting) wake();
    };
    const onError = (error: unknown): void => {
      if (id !== execution || !isRunning) return;
      isSettled = true;
      fail(error);
      if (isWaiting) wake();
    };
    try {
      const isThenable =
        isPromise(value) || typeof (value as { then?: unknown }).then === 'function';
      if (!isThenable) return;
      isSettled = false;
      const promise = isPromise(value) ? value : promiseResolve(value);
      void apply(promiseThen, promise, [onValue, onError]);
    } catch (error) {
      fail(error);
    }
  };
  const ticks = (): void => {
    try {
      runTicks();
    } catch (error) {
      // A tick's error is uncaught: Node would end the process, and leaves the rest of the queue alone.
      fail(error);
    }
  };
  const runTimer = (): boolean => {
    pulse[PULSE_POLLS] = ((pulse[PULSE_POLLS] as number) + 1) | 0;
    if (++turns > MAX_TURNS) {
      stop(OUTCOME_STEPS);
      return true;
    }
    try {
      return timers.runNext();
    } catch (error) {
      fail(error);
      return true;
    }
  };
  const emit = (event: 'beforeExit' | 'exit'): boolean => {
    try {
      return guard.emit(event);
    } catch (error) {
      fail(error);
      return false;
    }
  };
  const mayWait = (): boolean => {
    if (isIdle) return false;
    if (!isSettled || hasUnlistedWork) return true;
    if (!mayBeAsync) return false;
    const active = activeResources();
    for (let i = 0; i < active.length; i++) {
      if (active[i] !== 'Immediate' && active[i] !== 'Timeout') return true;
    }
    return false;
  };
  const over = (): boolean => {
    // What a stopped program still has queued would be counted in the next execution.
    if (cells[CELL_STOPPED] !== 0) ticks();
    isRunning = false;
    execution++;
    finish();
    return true;
  };
  const advance = (): boolean => {
    let hasEmitted = false;
    for (;;) {
      ticks();
      if (cells[CELL_STOPPED] !== 0) return over();
      if (isSettled && !isStdin) return over();
      if (runTimer()) continue;
      if (mayWait()) {
        isWaiting = true;
        return false;
      }
      if (!isSettled && !isStdin) {
        fail(new Error('the returned promise never settles'));
        continue;
      }
      if (!hasEmitted) {
        hasEmitted = true;
        if (emit('beforeExit')) continue;
      }
      if (emit('exit')) ticks();
      return over();
    }
  };
  return {
    begin: (value) => {
      isRunning = true;
      isSettled = true;
      isIdle = false;
      turns = 0;
      settle(value);
      if ((typeof value === 'object' && value !== null) || typeof value === 'function')
        attach(value);
      return advance();
    },
    resume: () => {
      // Woken twice: once by the promise, once by a loop that ran dry at the same time.
      if (!isWaiting) return false;
      isWaiting = false;
      return advance();
    },
    flush: ticks,
  };
}

/** Node's own drain of ticks and microtasks; undocumented, but there in every version since 0.10. */
function tickFunction(): () => void {
  const run: unknown = (process as { _tickCallback?: unknown })._tickCallback;
  if (typeof run !== 'function')
    throw new TypeError('this version of Node is not supported: no process._tickCallback');
  return () => {
    apply(run as () => void, process, []);
  };
}
