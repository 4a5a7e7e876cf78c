import { describe, expect, it } from 'vitest';
import { flatInMs } from '../../../src/pipeline/schedule.ts';
import { createPaceWindow, leftMs } from '../../../src/pipeline/time-left.ts';

describe('the pace of a search', () => {
  it('is that of the last seconds, not of all', () => {
    const window = createPaceWindow();
    expect(window.pace()).toBeUndefined();
    window.note(0, 0);
    expect(window.pace()).toBeUndefined();
    window.note(1000, 100_000);
    expect(window.pace()).toBe(100);
    for (let ms = 2000; ms <= 20_000; ms += 1000) window.note(ms, 100_000 + ms);
    expect(window.pace()).toBeCloseTo(1);
  });

  it('is known of a search whose epochs are longer than that', () => {
    const window = createPaceWindow();
    window.note(0, 0);
    window.note(60_000, 30);
    expect(window.pace()).toBeCloseTo(0.0005);
  });

  it('is not known while nothing is executed', () => {
    const window = createPaceWindow();
    window.note(0, 5);
    window.note(1000, 5);
    expect(window.pace()).toBeUndefined();
  });
});

describe('time left', () => {
  const spent = { searchedMs: 4000, execsMade: 1000, pace: 2 };

  it('is that of the budget that ends first', () => {
    expect(leftMs({ ...spent, timeMs: 10_000, execs: undefined })).toBe(6000);
    expect(leftMs({ ...spent, timeMs: undefined, execs: 5000 })).toBe(2000);
    expect(leftMs({ ...spent, timeMs: 5000, execs: 5000 })).toBe(1000);
    expect(leftMs({ ...spent, timeMs: 3000, execs: undefined })).toBe(0);
  });

  it('is not told of executions without a pace, nor without a budget', () => {
    expect(leftMs({ ...spent, pace: undefined, timeMs: undefined, execs: 5000 })).toBeUndefined();
    expect(leftMs({ ...spent, timeMs: undefined, execs: undefined })).toBeUndefined();
  });
});

describe('the time until the frontier is flat', () => {
  const shard = (
    steps: number,
    frontierAgeSteps: number,
  ): Parameters<typeof flatInMs>[0][number] => ({
    totals: { execs: 0, steps, frontierAgeSteps, frontierAgeExecs: 0 },
  });

  it('is what the effort that is missing takes at the pace so far, of the slowest shard', () => {
    // One and a half billion steps without anything new; here a tenth of that is done, in ten seconds.
    expect(flatInMs([shard(3e8, 1.5e8)], 10_000)).toBeCloseTo(45_000);
    expect(flatInMs([shard(3e8, 1.5e8), shard(3e8, 0)], 10_000)).toBeCloseTo(50_000);
  });

  it('counts that half of all effort has to be in vain', () => {
    expect(flatInMs([shard(1e10, 2e9)], 10_000)).toBeCloseTo(6000);
    expect(flatInMs([shard(1e10, 6e9)], 10_000)).toBe(0);
  });

  it('is not told before there is a pace', () => {
    expect(flatInMs([], 1000)).toBeUndefined();
    expect(flatInMs([shard(0, 0)], 1000)).toBeUndefined();
  });
});
