import { describe, expect, it } from 'vitest';
import type { EpochReport } from '../../../src/fuzz/requests.ts';
import { nextEpoch, type Situation } from '../../../src/pipeline/schedule.ts';

function report(overrides: Partial<EpochReport>): EpochReport {
  return {
    epoch: 0,
    execs: 100,
    steps: 1000,
    finds: [],
    prizes: [],
    totals: {
      execs: 100,
      steps: 1000,
      frontierAgeExecs: 0,
      frontierAgeSteps: 0,
      sitesHit: 1,
      corpus: 1,
      outcomes: [],
      costRange: undefined,
    },
    best: { steps: 0, size: 0 },
    frontier: [],
    mutators: [],
    stages: [],
    constraints: [],
    recipes: [],
    notes: [],
    ...overrides,
  };
}

const situation: Situation = {
  budget: { timeMs: undefined, execs: 1000 },
  shards: 1,
  search: { ladderMaxSteps: 1000, finalMaxSteps: 100_000, maxSize: 64, without: [] },
  epoch: 1,
  execs: 100,
  elapsedMs: 0,
  lastEpochMs: 0,
  last: [report({ frontier: [{ size: 8, steps: 10 }] })],
  plan: { stage: 'search', finalExecs: 0, finalSteps: 0 },
  interrupted: false,
};

describe('the next epoch', () => {
  it('takes patterns to the size limit when most of the budget is used', () => {
    expect(nextEpoch({ ...situation, execs: 699 })).toMatchObject({ plan: { stage: 'search' } });
    expect(nextEpoch({ ...situation, execs: 700 })).toMatchObject({ plan: { stage: 'final' } });
  });

  it('goes on searching when there is no pattern to take further', () => {
    const next = nextEpoch({ ...situation, execs: 900, last: [report({ frontier: [] })] });
    expect(next).toMatchObject({ kind: 'epoch', plan: { stage: 'search' }, execs: [100] });
  });

  it.each(['search', 'final'] as const)(
    'is none when the last one, of stage %s, could run nothing',
    (stage) => {
      const plan = { stage, finalExecs: 0, finalSteps: 0 };
      expect(nextEpoch({ ...situation, plan, last: [report({ execs: 0 })] }).kind).toBe('stop');
    },
  );

  it('is another one while any shard still runs something', () => {
    const last = [report({ execs: 0 }), report({ execs: 3 })];
    expect(nextEpoch({ ...situation, shards: 2, last }).kind).toBe('epoch');
  });
});

describe('a budget', () => {
  const frontier = [{ size: 64, steps: 500 }];
  const searched = { ...situation, last: [report({ frontier })] };

  it('of executions is shared out to the last one', () => {
    const budget = { timeMs: undefined, execs: 1000 };
    const next = nextEpoch({ ...searched, budget, shards: 3, execs: 989 });
    expect(next).toMatchObject({ kind: 'epoch', execs: [4, 4, 3] });
    expect(nextEpoch({ ...searched, budget, shards: 3, execs: 999 })).toMatchObject({
      execs: [1, 0, 0],
    });
  });

  it.each([
    [{ execs: 1000 }, 'execs'],
    [{ execs: 1001 }, 'execs'],
    [{ budget: { timeMs: undefined, execs: 1000, steps: 1000 } }, 'execs'],
    [{ interrupted: true }, 'interrupt'],
    [{ budget: { timeMs: 50, execs: undefined }, elapsedMs: 50 }, 'time'],
    [{ budget: { timeMs: 50, execs: 1000 }, elapsedMs: 60 }, 'time'],
  ] as const)('that is used up ends the campaign: %j', (given, reason) => {
    expect(nextEpoch({ ...searched, ...given })).toEqual({ kind: 'stop', reason });
  });

  it('of time alone begins with a short epoch, and keeps epochs of slow programs short', () => {
    const budget = { timeMs: 60_000, execs: undefined };
    const first = { ...searched, budget, last: [], elapsedMs: 0 };
    expect(nextEpoch(first)).toMatchObject({ execs: [64] });
    const slow = {
      ...searched,
      budget,
      last: [report({ frontier, execs: 64 })],
      lastEpochMs: 4000,
    };
    expect(nextEpoch(slow)).toMatchObject({ execs: [16] });
    const fast = { ...slow, last: [report({ frontier, execs: 8000 })], lastEpochMs: 20 };
    expect(nextEpoch(fast)).toMatchObject({ execs: [8000] });
  });

  it('of executions makes no use of clocks', () => {
    const next = nextEpoch(searched);
    expect(nextEpoch({ ...searched, elapsedMs: 1e9, lastEpochMs: 1e6 })).toEqual(next);
  });
});

describe('a flat frontier', () => {
  const age = { frontierAgeSteps: 9e9, frontierAgeExecs: 1000 };
  const flat = (frontier: EpochReport['frontier']): EpochReport => {
    const { totals } = report({});
    return report({ frontier, totals: { ...totals, steps: 1e10, ...age } });
  };
  const atTop = [{ size: 64, steps: 500 }];

  it('ends the campaign when the size limit was reached', () => {
    expect(nextEpoch({ ...situation, last: [flat(atTop)] })).toEqual({
      kind: 'stop',
      reason: 'flat-frontier',
    });
  });

  it('leads to the final stage when fuel kept the search from the size limit', () => {
    const last = [flat([{ size: 16, steps: 1001 }])];
    expect(nextEpoch({ ...situation, last })).toMatchObject({ plan: { stage: 'final' } });
  });

  it('is one only when it is flat for every shard', () => {
    const last = [flat(atTop), report({ frontier: atTop })];
    expect(nextEpoch({ ...situation, shards: 2, last })).toMatchObject({
      plan: { stage: 'search' },
    });
  });
});

describe('the final stage', () => {
  const final = (given: Partial<Situation['plan']>): Situation => ({
    ...situation,
    plan: { stage: 'final', finalExecs: 1, finalSteps: 1, ...given },
  });

  it('goes on in small epochs with the final fuel', () => {
    expect(nextEpoch(final({}))).toMatchObject({ kind: 'epoch', execs: [4], steps: 100_000 });
  });

  it.each([{ finalExecs: 1e6 }, { finalSteps: 1e12 }])('ends when it has used up %j', (plan) => {
    expect(nextEpoch(final(plan)).kind).toBe('stop');
  });

  it('ends when an execution has used up all fuel: nothing can cost more', () => {
    const last = [report({ frontier: [{ size: 9, steps: 100_001 }] })];
    expect(nextEpoch({ ...final({}), last }).kind).toBe('stop');
  });
});
