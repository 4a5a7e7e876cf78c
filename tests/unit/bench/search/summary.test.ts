import { describe, expect, it } from 'vitest';
import { extendCurve, type CurvePoint, milestonesOf } from '../../../../bench/search/curve.ts';
import {
  lossesOf,
  type Outcome,
  summariseCase,
  summariseVariant,
} from '../../../../bench/search/summary.ts';

/** Best costs after 100, 200, … executions, one a second of CPU time, two of wall time. */
function curveOf(...bests: readonly number[]): CurvePoint[] {
  const curve: CurvePoint[] = [];
  bests.forEach((best, k) => {
    const at = k + 1;
    extendCurve(curve, { execs: 100 * at, wallMs: 2000 * at, cpuMs: 1000 * at, best });
  });
  return curve;
}

function outcome(
  variant: string,
  caseId: string,
  seed: number,
  ...bests: readonly number[]
): Outcome {
  const steps = Math.max(...bests);
  return {
    caseId,
    worstSteps: 1000,
    variant,
    seed,
    result: {
      best: { steps, size: 10, input: undefined },
      execs: 100 * bests.length,
      steps: 5000,
      wallMs: 2000 * bests.length,
      cpuMs: 1000 * bests.length,
      stop: 'time',
      curve: curveOf(...bests),
      notes: [],
    },
  };
}

describe('a curve', () => {
  it('keeps the points at which the best cost rose', () => {
    expect(curveOf(5, 5, 9, 9, 12).map(({ execs, best }) => [execs, best])).toEqual([
      [100, 5],
      [300, 9],
      [500, 12],
    ]);
  });

  it('tells when shares of its own best and of the worst case were reached', () => {
    const { own90, own99, worst95 } = milestonesOf(curveOf(500, 890, 900, 960, 985, 1000), 1000);
    expect([own90?.execs, worst95?.execs, own99?.execs]).toEqual([300, 400, 600]);
  });

  it('tells nothing of what was not reached', () => {
    expect(milestonesOf(curveOf(10, 20), 1000).worst95).toBeUndefined();
    expect(milestonesOf([], 1000).own90).toBeUndefined();
  });
});

describe('a case', () => {
  it('is the middle over its seeds', () => {
    const summary = summariseCase([
      outcome('slowpath', 'a', 1, 400, 1000),
      outcome('slowpath', 'a', 2, 980),
      outcome('slowpath', 'a', 3, 10, 20, 500),
    ]);
    expect(summary).toMatchObject({
      share: 0.98,
      bestSteps: 980,
      own90CpuMs: 2000,
      own90Execs: 200,
      wallMs: 4000,
      stops: ['time'],
    });
  });

  it('has no time to the worst case when a seed did not come near it', () => {
    const summary = summariseCase([
      outcome('slowpath', 'a', 1, 1000),
      outcome('slowpath', 'a', 2, 900),
    ]);
    expect(summary.worst95CpuMs).toBeUndefined();
    expect(summary.worst95Execs).toBeUndefined();
  });
});

describe('variants', () => {
  const all = [
    summariseCase([outcome('slowpath', 'a', 1, 950)]),
    summariseCase([outcome('slowpath', 'b', 1, 949)]),
    summariseCase([outcome('slowpath', 'c', 1, 1000)]),
    summariseCase([outcome('random', 'a', 1, 100)]),
    summariseCase([outcome('random', 'b', 1, 999)]),
    summariseCase([outcome('random', 'c', 1, 995)]),
  ];
  const of = (variant: string): typeof all => all.filter((one) => one.variant === variant);

  it('solve a case from 95 % of its worst case on', () => {
    expect(summariseVariant(of('slowpath'), all)).toMatchObject({
      cases: 3,
      solved: 2,
      medianShare: 0.95,
      lowestShare: 0.949,
      medianOwn90CpuMs: 1000,
      against: { better: 0, equal: 3, worse: 0 },
    });
  });

  it('are held against the whole search, case by case, to within one per cent', () => {
    expect(summariseVariant(of('random'), all).against).toEqual({ better: 1, equal: 1, worse: 1 });
  });

  it('are held against nothing when the whole search did not run', () => {
    expect(summariseVariant(of('random'), of('random')).against).toBeUndefined();
  });

  it('show where the whole search falls short', () => {
    expect(lossesOf(all)).toEqual([
      { caseId: 'b', share: 0.949, behind: [{ variant: 'random', share: 0.999 }] },
    ]);
  });
});
