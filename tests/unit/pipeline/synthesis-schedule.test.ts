import { describe, expect, it } from 'vitest';
import { effortOf } from '../../../src/pipeline/effort.ts';
import {
  isSynthesisDue,
  MAX_ROUNDS,
  type SynthesisMoment,
  whyNoSynthesis,
} from '../../../src/pipeline/synthesis-schedule.ts';

const start: SynthesisMoment = {
  rounds: 0,
  effortThen: 0,
  execs: 0,
  steps: 0,
  shards: 1,
  elapsedMs: 0,
  spentMs: 0,
  budget: { timeMs: undefined, execs: undefined },
};

describe('isSynthesisDue', () => {
  it.each([
    ['not at the start', start, false],
    ['once there was a second or so of search', { ...start, execs: 10, steps: 60_000_000 }, true],
    [
      'later with more shards, which share the work',
      { ...start, shards: 2, execs: 10, steps: 60_000_000 },
      false,
    ],
    [
      'at a fifth of a small budget of executions',
      { ...start, execs: 4_000, budget: { timeMs: undefined, execs: 20_000 } },
      true,
    ],
    [
      'never for a handful of executions',
      { ...start, execs: 2_000, budget: { timeMs: undefined, execs: 2_000 } },
      false,
    ],
    [
      'at a fifth of the time',
      { ...start, execs: 5_000, elapsedMs: 2_000, budget: { timeMs: 10_000, execs: undefined } },
      true,
    ],
    [
      'not again right after a round',
      { ...start, rounds: 1, effortThen: 60_000_000, execs: 10, steps: 70_000_000 },
      false,
    ],
    [
      'again when the search has gone on for long',
      { ...start, rounds: 1, effortThen: 60_000_000, execs: 10, steps: 480_000_000 },
      true,
    ],
    [
      'not again when most of the budget is used',
      {
        ...start,
        rounds: 1,
        effortThen: 60_000_000,
        execs: 70,
        steps: 480_000_000,
        budget: { timeMs: undefined, execs: 100 },
      },
      false,
    ],
    [
      'not again when the first round took much of the time',
      {
        ...start,
        rounds: 1,
        effortThen: 60_000_000,
        execs: 10,
        steps: 480_000_000,
        elapsedMs: 4_000,
        spentMs: 1_600,
        budget: { timeMs: 10_000, execs: undefined },
      },
      false,
    ],
    [
      'again when it took little of it',
      {
        ...start,
        rounds: 1,
        effortThen: 60_000_000,
        execs: 10,
        steps: 480_000_000,
        elapsedMs: 4_000,
        spentMs: 1_400,
        budget: { timeMs: 10_000, execs: undefined },
      },
      true,
    ],
    [
      'no more often than that',
      { ...start, rounds: MAX_ROUNDS, effortThen: 1, execs: 10, steps: 480_000_000 },
      false,
    ],
  ])('%s', (_name, moment, due) => {
    expect(isSynthesisDue(moment)).toBe(due);
  });
});

describe('whyNoSynthesis', () => {
  it('tells when weaving a large program would take much of the time, and how much would be enough', () => {
    const reason = whyNoSynthesis(400_000, 20_000);
    expect(reason).toContain('400,000 characters');
    const enough = Number(/--time (\d+)s/.exec(reason ?? '')?.[1]) * 1000;
    expect(whyNoSynthesis(400_000, enough)).toBeUndefined();
    expect(whyNoSynthesis(400_000, enough - 1000)).toBeDefined();
  });

  it('has nothing against small programs, or against any without a limit on time', () => {
    expect(whyNoSynthesis(10_000, 20_000)).toBeUndefined();
    expect(whyNoSynthesis(10_000_000, undefined)).toBeUndefined();
  });
});

describe('effortOf', () => {
  it('counts an execution besides its steps', () => {
    expect(effortOf({ steps: 100, execs: 2 })).toBe(228);
  });
});
