import { describe, expect, it } from 'vitest';
import { createStageTimes, createStopwatch } from '../../../../src/pipeline/problem/stage-times.ts';
import type { ProblemRun } from '../../../../src/core/problem-run.ts';
import { searchMs } from '../../../../src/pipeline/run-log.ts';

/** A clock that shows one time after the other. */
function clockOf(...times: readonly number[]): () => number {
  const left = [...times];
  return () => left.shift() ?? 0;
}

describe('the stages of a problem', () => {
  it('have their times, a part of a stage apart from the rest of it', async () => {
    const stages = createStageTimes(clockOf(0, 100, 100, 1100));
    expect(await stages.run('vetting', async () => 'fit')).toBe('fit');
    await stages.run('growth', async () => undefined);
    stages.split('search', 700.4, 50);
    expect(stages.records).toEqual([
      { name: 'vetting', execs: 0, ms: 100 },
      { name: 'search', execs: 50, ms: 700 },
      { name: 'growth', execs: 0, ms: 300 },
    ]);
  });

  it('never come to less than nothing where a part is of earlier sessions, too', async () => {
    const stages = createStageTimes(clockOf(0, 100));
    await stages.run('growth', async () => undefined);
    stages.split('search', 5000, 50);
    expect(stages.records.map(({ ms }) => ms)).toEqual([5000, 0]);
  });

  it('count against the budget as far as they search', () => {
    const stages = [
      { name: 'search', execs: 9, ms: 700 },
      { name: 'growth', execs: 0, ms: 300 },
      { name: 'contrast', execs: 5, ms: 40 },
      { name: 'suite', execs: 0, ms: 9000 },
    ];
    const problem: ProblemRun = {
      id: 'p',
      solutions: [],
      setAside: [],
      pool: 0,
      stepsPerSecond: 1,
      pace: 'given',
    };
    expect(searchMs({ stages, wallMs: 20_000, problem })).toBe(740);
    expect(searchMs({ stages, wallMs: 20_000 })).toBe(20_000 - 9340);
  });
});

describe('a stopwatch', () => {
  it('starts with the first look and stands at the last one', () => {
    const watch = createStopwatch(clockOf(50, 50, 80));
    expect(watch.lastMs).toBe(0);
    expect(watch.look()).toBe(0);
    expect(watch.look()).toBe(30);
    expect(watch.lastMs).toBe(30);
  });
});
