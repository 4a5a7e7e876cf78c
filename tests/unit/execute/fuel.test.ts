import { beforeEach, describe, expect, it } from 'vitest';
import type { ProgramImage } from '../../../harness/protocol.ts';
import { CELL_OUTCOME, CELL_STOPPED, CELL_TOUCHED, OUTCOMES } from '../../../harness/protocol.ts';
import { createFuel, type Fuel, STOP_SIGNAL } from '../../../harness/js/fuel.ts';
import { PULSE_COUNT, PULSE_POLLS } from '../../../harness/js/messages.ts';

/** Two functions: sites 0 to 2, and 3 to 99. */
const IMAGE: ProgramImage = {
  modules: [],
  entry: { module: '', kind: 'function', exportPath: [] },
  siteCount: 100,
  functionStart: Int32Array.of(0, 3, 100),
  mayBeAsync: false,
};

describe('fuel', () => {
  const pulse = new Int32Array(PULSE_COUNT);
  let fuel: Fuel;
  beforeEach(() => {
    pulse.fill(0);
    fuel = createFuel(IMAGE, pulse, Int32Array);
  });

  /** Hits one site as instrumented code does. @returns hits until the stop signal, or `times`. */
  function hit(site: number, times: number): number {
    const functionId = site < 3 ? 0 : 1;
    const entered = fuel.touched.subarray(0, fuel.cells[CELL_TOUCHED]);
    if (!entered.includes(functionId)) fuel.touch(functionId);
    for (let i = 1; i <= times; i++) {
      const count = (fuel.counts[site] ?? 0) + 1;
      fuel.counts[site] = count;
      if ((count & 1023) !== 0) continue;
      try {
        fuel.poll();
      } catch (signal) {
        if (signal !== STOP_SIGNAL) throw signal;
        return i;
      }
    }
    return times;
  }

  /** What a call throws. */
  function signalOf(call: () => void): unknown {
    try {
      call();
    } catch (signal) {
      return signal;
    }
    return undefined;
  }

  it.each([5_000, 100_000, 3_000_000])('stops one loop within a poll of %i steps', (maxSteps) => {
    fuel.setMaxSteps(maxSteps);
    fuel.clear();
    const stopped = hit(1, 2 * maxSteps);
    expect(stopped).toBeGreaterThan(maxSteps);
    expect(stopped).toBeLessThanOrEqual(maxSteps + 1024);
    expect(fuel.cells[CELL_STOPPED]).toBe(1);
    expect(OUTCOMES[fuel.cells[CELL_OUTCOME] ?? 0]).toBe('steps-exceeded');
  });

  it('never runs out before its last step', () => {
    fuel.setMaxSteps(2048);
    fuel.clear();
    expect(hit(1, 2048)).toBe(2048);
    fuel.settle();
    expect(fuel.cells[CELL_STOPPED]).toBe(0);
  });

  it('is sticky: polls, charges and catches throw the signal until the next execution', () => {
    fuel.setMaxSteps(1000);
    fuel.clear();
    hit(1, 5000);
    expect(signalOf(() => fuel.poll())).toBe(STOP_SIGNAL);
    expect(signalOf(() => fuel.pollWork(1024))).toBe(STOP_SIGNAL);
    expect(signalOf(() => fuel.caught(new Error('any')))).toBe(STOP_SIGNAL);
    expect(signalOf(() => fuel.caught())).toBe(STOP_SIGNAL);
    fuel.clear();
    expect(signalOf(() => fuel.caught(new Error('any')))).toBeUndefined();
    expect(signalOf(() => fuel.poll())).toBeUndefined();
  });

  it('shows no progress once it is gone', () => {
    fuel.setMaxSteps(1000);
    fuel.clear();
    hit(1, 5000);
    const polls = pulse[PULSE_POLLS];
    expect(signalOf(() => fuel.poll())).toBe(STOP_SIGNAL);
    expect(pulse[PULSE_POLLS]).toBe(polls);
  });

  it('counts charged work at once, however much', () => {
    fuel.setMaxSteps(1_000_000);
    fuel.clear();
    fuel.touch(0);
    fuel.counts[2] = 5_000_000;
    expect(signalOf(() => fuel.pollWork(5_000_000 & ~1023))).toBe(STOP_SIGNAL);
  });

  it('notices afterwards what no poll could see', () => {
    fuel.setMaxSteps(500);
    fuel.clear();
    hit(1, 300);
    hit(2, 300);
    expect(fuel.cells[CELL_STOPPED]).toBe(0);
    fuel.settle();
    expect(OUTCOMES[fuel.cells[CELL_OUTCOME] ?? 0]).toBe('steps-exceeded');
  });

  it('takes a stack overflow for an end, and no other error', () => {
    fuel.clear();
    expect(signalOf(() => fuel.caught(new RangeError('Invalid array length')))).toBeUndefined();
    expect(signalOf(() => fuel.caught(new RangeError('Maximum call stack size exceeded')))).toBe(
      STOP_SIGNAL,
    );
    expect(OUTCOMES[fuel.cells[CELL_OUTCOME] ?? 0]).toBe('depth-exceeded');
  });

  it('keeps the first reason for an end', () => {
    fuel.clear();
    fuel.stop(OUTCOMES.indexOf('exited'));
    fuel.stop(OUTCOMES.indexOf('threw'));
    expect(OUTCOMES[fuel.cells[CELL_OUTCOME] ?? 0]).toBe('exited');
  });

  it('clears what was touched, in short functions and long ones', () => {
    fuel.clear();
    for (const site of [0, 2, 3, 50, 99]) hit(site, 10);
    expect(fuel.cells[CELL_TOUCHED]).toBeGreaterThan(0);
    fuel.clear();
    expect(fuel.counts).toEqual(new Int32Array(100));
    expect(fuel.cells[CELL_TOUCHED]).toBe(0);
  });
});
