import type { ProgramImage } from '../protocol.ts';
import {
  CELL_ALLOC,
  CELL_COUNT,
  CELL_OUTCOME,
  CELL_STOPPED,
  CELL_TOUCHED,
  OUTCOMES,
} from '../protocol.ts';
import {
  apply,
  fill,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  RealRangeError,
} from './intrinsics.ts';
import { PULSE_POLLS } from './messages.ts';

export const OUTCOME_OK = OUTCOMES.indexOf('ok');
export const OUTCOME_THREW = OUTCOMES.indexOf('threw');
export const OUTCOME_STEPS = OUTCOMES.indexOf('steps-exceeded');
export const OUTCOME_DEPTH = OUTCOMES.indexOf('depth-exceeded');
export const OUTCOME_EXITED = OUTCOMES.indexOf('exited');

/**
 * Thrown to end an execution. Not an Error: nothing of it can be mistaken for the program's own, and throwing it takes
 * no stack trace.
 */
export const STOP_SIGNAL: unknown = Object.freeze(
  Object.assign(Object.create(null) as object, { slowpath: 'execution stopped' }),
);

/** Counters wrap at 2^31; this much below it, no overshoot gets there. Steps. */
export const MAX_FUEL = 2 ** 31 - 2 ** 26;

/** Hits of a polling site between two polls. */
const POLL_UNITS = 1024;
/** Ranges at least this long are cleared by `fill`, whose call costs as much as that many stores. */
const FILL_LENGTH = 48;
/** Exact sums are at most this many polled units apart; bounds the overshoot when the program changes its pace. */
const MAX_CHECK_DISTANCE = 1 << 18;

/** The counters of a program and everything its instrumented modules call about them. */
export interface Fuel {
  /** `counts[site]`, length siteCount. */
  readonly counts: Int32Array;
  /** Ids of the functions entered, the first `cells[CELL_TOUCHED]` of them; length functionCount. */
  readonly touched: Int32Array;
  readonly cells: Int32Array;
  readonly functionStart: Int32Array;
  /** `$t`. */
  readonly touch: (functionId: number) => void;
  /** `$k`. @throws the stop signal when fuel is gone. */
  readonly poll: () => void;
  /** Like `poll`, told how many units of work were charged since the last poll. */
  readonly pollWork: (charged: number) => void;
  /** `$x`. @throws the stop signal when the execution was stopped before. */
  readonly caught: (error?: unknown) => void;
  /** Ends the current execution with an outcome, unless it has been ended before. */
  readonly stop: (outcome: number) => void;
  /** @param maxSteps 1 ≤ maxSteps < 2^31. */
  readonly setMaxSteps: (maxSteps: number) => void;
  /** Zeroes the counters and cells of the last execution; O(sites of the functions it entered). */
  readonly clear: () => void;
  /** Marks an execution that ended by itself, but above its fuel, as stopped; exact. */
  readonly settle: () => void;
}

const STACK_OVERFLOW = 'Maximum call stack size exceeded';

/** Whether an error is V8's report of a full stack, in the program's realm or in another one that it called into. */
export function isStackOverflow(error: unknown): boolean {
  if (error instanceof RealRangeError) return error.message === STACK_OVERFLOW;
  if (typeof error !== 'object' || error === null) return false;
  if (getOwnPropertyDescriptor(error, 'message')?.value !== STACK_OVERFLOW) return false;
  const prototype = getPrototypeOf(error);
  return prototype !== null && getOwnPropertyDescriptor(prototype, 'name')?.value === 'RangeError';
}

/**
 * The same function, but never inlined by V8, which sees through bound functions but not through proxies. Inlined into a
 * tight loop, a poll that is due once in 1,024 iterations costs up to a third of all of them (bench/overhead).
 */
function uninlined<F extends (argument: number) => void>(body: F): F {
  return new Proxy(body, {});
}

/**
 * Fuel is polled from the counters: a poll knows that 1,024 hits have come at least, and sums all counters exactly when
 * that estimate comes near the limit, with the distance to the next exact sum taken from the pace seen so far. So an
 * execution ends at its first poll past an exact sum above the limit: at most about 1,024 iterations of one loop late
 * at a steady pace, and at the same place every time.
 * @param integers Constructor of the loop's realm: what the loop calls on these arrays is then out of the program's reach.
 */
export function createFuel(
  image: ProgramImage,
  pulse: Int32Array,
  integers: Int32ArrayConstructor,
): Fuel {
  const functionStart = new integers(image.functionStart);
  const { siteCount } = image;
  const counts = new integers(siteCount);
  const touched = new integers(Math.max(1, functionStart.length - 1));
  const cells = new integers(CELL_COUNT);
  let maxSteps = MAX_FUEL;
  /** Steps known so far: an exact sum plus the units polled since. */
  let estimate = 0;
  let lastSum = 0;
  let checkAt = POLL_UNITS;

  const sum = (): number => {
    let steps = 0;
    const functions = cells[CELL_TOUCHED] as number;
    for (let k = 0; k < functions; k++) {
      const f = touched[k] as number;
      const end = functionStart[f + 1] as number;
      for (let site = functionStart[f] as number; site < end; site++) {
        steps += counts[site] as number;
      }
    }
    return steps;
  };
  const check = (): void => {
    const steps = sum();
    if (steps > maxSteps) {
      stop(OUTCOME_STEPS);
      throw STOP_SIGNAL;
    }
    const pace = Math.max(1, (steps - lastSum) / Math.max(1, estimate - lastSum));
    const distance = (maxSteps - steps) / (8 * pace);
    lastSum = steps;
    estimate = steps;
    checkAt = steps + Math.min(MAX_CHECK_DISTANCE, Math.max(POLL_UNITS, distance));
  };
  const stop = (outcome: number): void => {
    if (cells[CELL_STOPPED] !== 0) return;
    cells[CELL_STOPPED] = 1;
    cells[CELL_OUTCOME] = outcome;
  };
  const clear = (): void => {
    const functions = cells[CELL_TOUCHED] as number;
    for (let k = 0; k < functions; k++) {
      const f = touched[k] as number;
      const start = functionStart[f] as number;
      const end = functionStart[f + 1] as number;
      if (end - start >= FILL_LENGTH) apply(fill, counts, [0, start, end]);
      else for (let site = start; site < end; site++) counts[site] = 0;
    }
    cells[CELL_OUTCOME] = OUTCOME_OK;
    cells[CELL_TOUCHED] = 0;
    cells[CELL_ALLOC] = 0;
    cells[CELL_STOPPED] = 0;
    estimate = 0;
    lastSum = 0;
    checkAt = Math.min(POLL_UNITS, maxSteps);
  };
  return {
    counts,
    touched,
    cells,
    functionStart,
    touch: (functionId) => {
      const index = cells[CELL_TOUCHED] as number;
      // Full only when a counter wrapped around to zero, and then the function is listed already.
      if (index >= touched.length) return;
      touched[index] = functionId;
      cells[CELL_TOUCHED] = index + 1;
    },
    poll: uninlined(() => {
      // Nothing is granted after a stop, and no progress shown: a program that goes on regardless counts as hung.
      if (cells[CELL_STOPPED] !== 0) throw STOP_SIGNAL;
      pulse[PULSE_POLLS] = ((pulse[PULSE_POLLS] as number) + 1) | 0;
      estimate += POLL_UNITS;
      if (estimate >= checkAt) check();
    }),
    pollWork: uninlined((charged) => {
      if (cells[CELL_STOPPED] !== 0) throw STOP_SIGNAL;
      pulse[PULSE_POLLS] = ((pulse[PULSE_POLLS] as number) + 1) | 0;
      estimate += charged;
      if (estimate >= checkAt) check();
    }),
    caught: (error) => {
      if (cells[CELL_STOPPED] !== 0) throw STOP_SIGNAL;
      if (error !== undefined && isStackOverflow(error)) {
        stop(OUTCOME_DEPTH);
        throw STOP_SIGNAL;
      }
    },
    stop,
    setMaxSteps: (limit) => {
      maxSteps = Math.min(limit, MAX_FUEL);
    },
    clear,
    settle: () => {
      if (cells[CELL_STOPPED] !== 0) return;
      // What polls cannot see is less than one poll's worth a site.
      const unseen = (POLL_UNITS - 1) * siteCount;
      if (estimate + unseen > maxSteps && sum() > maxSteps) stop(OUTCOME_STEPS);
    },
  };
}
