import { describe, expect, it } from 'vitest';
import { createShares } from '../../../../src/pipeline/batch/shares.ts';

describe('shares of time', () => {
  it('are equal, and together what all lanes have', () => {
    const shares = createShares({ timeMs: 60_000, execs: undefined, problems: 4, jobs: 2 });
    const taken = [4, 3, 2, 1].map((waiting, index) => shares.take(index, waiting).timeMs);
    expect(taken).toEqual([30_000, 30_000, 30_000, 30_000]);
  });

  it('grow by what others did not need', () => {
    const shares = createShares({ timeMs: 40_000, execs: undefined, problems: 4, jobs: 1 });
    expect(shares.take(0, 4).timeMs).toBe(10_000);
    shares.settle(0, 1000);
    expect(shares.take(1, 3).timeMs).toBe(13_000);
    shares.settle(1, 13_000);
    expect(shares.take(2, 2).timeMs).toBe(13_000);
  });

  it('shrink by what others took too much, down to a second', () => {
    const shares = createShares({ timeMs: 10_000, execs: undefined, problems: 2, jobs: 1 });
    shares.take(0, 2);
    shares.settle(0, 50_000);
    expect(shares.take(1, 1).timeMs).toBe(1000);
  });

  it('leave out what was used before', () => {
    const shares = createShares({ timeMs: 10_000, execs: undefined, problems: 2, jobs: 1 });
    shares.settle(0, 4000);
    expect(shares.take(1, 1).timeMs).toBe(6000);
  });

  it('never exceed the whole, however many lanes there are', () => {
    const shares = createShares({ timeMs: 10_000, execs: undefined, problems: 1, jobs: 8 });
    expect(shares.take(0, 1).timeMs).toBe(10_000);
  });
});

describe('shares of executions', () => {
  it('add up to the whole and do not depend on what others did', () => {
    const shares = createShares({ timeMs: undefined, execs: 10, problems: 3, jobs: 2 });
    const first = shares.take(0, 3);
    shares.settle(0, 99_999);
    expect([first, shares.take(1, 2), shares.take(2, 1)]).toEqual([
      { timeMs: undefined, execs: 4 },
      { timeMs: undefined, execs: 3 },
      { timeMs: undefined, execs: 3 },
    ]);
  });
});
