import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeCosts } from '../../../../src/synthesize/profile/relative-costs.ts';
import {
  bestSplit,
  createSweep,
  explainedBy,
  rankRuns,
  sweepThresholds,
} from '../../../../src/synthesize/profile/split.ts';

/** Costs of runs in strata; centred here. */
function costsOf(strata: readonly (readonly number[])[]): RelativeCosts {
  const centred = strata.map((costs) => {
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    return costs.map((cost) => cost - mean);
  });
  const excess = Float64Array.from(centred.flat());
  return {
    excess,
    stratum: Int32Array.from(strata.flatMap((costs, index) => costs.map(() => index))),
    strata: Int32Array.from(strata, ({ length }) => length),
    total: excess.reduce((sum, cost) => sum + cost ** 2, 0),
  };
}

const ONE_STRATUM = costsOf([[0, 0, 0, 0, 1, 1, 2, 2, 2]]);
const RISING = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

describe('a split', () => {
  it('lies where slow runs part from fast ones', () => {
    const costs = costsOf([[0, 0, 0, 0, 2, 2, 2, 2]]);
    const values = Float64Array.of(0.1, 0.3, 0.2, 0.35, 0.8, 0.7, 0.9, 0.75);
    const split = bestSplit(rankRuns(values, '>'), costs, [], createSweep(8));
    expect(split).toMatchObject({ inner: 0.7, outer: 0.35 });
    expect(split?.explained).toBeCloseTo(1);
    expect([...(split?.satisfied ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('takes the far end of what makes runs slow when that explains nearly as much', () => {
    const split = bestSplit(rankRuns(RISING, '>'), ONE_STRATUM, [], createSweep(9));
    expect(split).toMatchObject({ inner: 7, outer: 6 });
  });

  it('is not found on the side where runs are fast', () => {
    expect(bestSplit(rankRuns(RISING, '<'), ONE_STRATUM, [], createSweep(9))).toBeUndefined();
  });

  it('holds on the slow and not on the fast run of a pair, when there are pairs', () => {
    const ranking = rankRuns(RISING, '>');
    const early = bestSplit(ranking, ONE_STRATUM, [{ slow: 5, fast: 3 }], createSweep(9));
    expect(early?.satisfied[5]).toBe(1);
    expect(early?.satisfied[3]).toBe(0);
    const never = bestSplit(ranking, ONE_STRATUM, [{ slow: 3, fast: 5 }], createSweep(9));
    expect(never).toBeUndefined();
  });

  it('needs three runs on either side', () => {
    const values = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 1, 1);
    expect(bestSplit(rankRuns(values, '>'), ONE_STRATUM, [], createSweep(9))).toBeUndefined();
  });

  it('compares runs of one stratum only', () => {
    const costs = costsOf([
      [0, 0, 0, 0],
      [5, 5, 5, 5],
    ]);
    const bySize = Float64Array.of(10, 10, 11, 11, 90, 90, 91, 91);
    expect(bestSplit(rankRuns(bySize, '>'), costs, [], createSweep(8))).toBeUndefined();
  });

  it('is not credited with reaching the place', () => {
    const costs = costsOf([[0, 0, 0, 0, 2, 2, 2, 2]]);
    const reached = Float64Array.of(NaN, NaN, NaN, NaN, 1, 2, 3, 4);
    expect(bestSplit(rankRuns(reached, '>'), costs, [], createSweep(8))).toBeUndefined();
  });
});

const SAMPLE = fc
  .array(
    fc.array(
      fc.record({
        cost: fc.integer({ min: 0, max: 9 }),
        value: fc.option(fc.integer({ min: 0, max: 5 }), { nil: NaN }),
      }),
      { minLength: 2, maxLength: 8 },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((strata) => ({
    costs: costsOf(strata.map((runs) => runs.map(({ cost }) => cost))),
    values: Float64Array.from(strata.flat(), ({ value }) => value),
  }));

describe('the sweep over thresholds', () => {
  it('gives what a regression of its own gives for each of them', () => {
    fc.assert(
      fc.property(SAMPLE, ({ costs, values }) => {
        const ranking = rankRuns(values, '>');
        const sweep = createSweep(values.length);
        sweepThresholds(ranking, costs, costs.excess, sweep);
        const pool = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
        for (let k = 0; k + 1 < ranking.ends.length; k++) {
          const least = ranking.values[(ranking.ends[k] ?? 1) - 1] ?? 0;
          const satisfied = Uint8Array.from(values, (value) => (value >= least ? 1 : 0));
          expect(sweep.explained[k]).toBeCloseTo(explained(satisfied, pool, costs), 9);
          expect(explainedBy(satisfied, pool, costs)).toBeCloseTo(sweep.explained[k] ?? -1, 9);
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

/** The same from the definition: costs of the pool on an indicator and a level for each stratum. */
function explained(satisfied: Uint8Array, pool: Uint8Array, costs: RelativeCosts): number {
  const points = [...costs.strata.keys()].flatMap((index) => {
    const runs = [...costs.stratum.keys()].filter(
      (run) => costs.stratum[run] === index && pool[run] === 1,
    );
    if (runs.length < 2) return [];
    const mean = (of: ArrayLike<number>): number =>
      runs.reduce((sum, run) => sum + (of[run] ?? 0), 0) / runs.length;
    const [z, y] = [mean(satisfied), mean(costs.excess)];
    return runs.map((run) => ({
      is: satisfied[run] === 1,
      z: (satisfied[run] ?? 0) - z,
      y: (costs.excess[run] ?? 0) - y,
    }));
  });
  const zy = points.reduce((sum, { z, y }) => sum + z * y, 0);
  const zz = points.reduce((sum, { z }) => sum + z * z, 0);
  const inside = points.filter(({ is }) => is).length;
  const tells = zy > 1e-12 && zz > 1e-12 && inside >= 3 && points.length - inside >= 3;
  return tells && costs.total > 0 ? zy ** 2 / zz / costs.total : 0;
}
