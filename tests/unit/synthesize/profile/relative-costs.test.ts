import { describe, expect, it } from 'vitest';
import { sizeStrata } from '../../../../src/evaluate/size-strata.ts';
import { relativeCosts } from '../../../../src/synthesize/profile/relative-costs.ts';

const LIKE_SIZE = [100, 110, 120, 130, 140, 150];

describe('relative costs', () => {
  it('are those of runs of like size, and add up to nothing in each stratum', () => {
    const runs = [10, 1000].flatMap((size) =>
      LIKE_SIZE.map((cost) => ({ size, steps: size ** 2 * cost })),
    );
    const { excess, stratum, strata, total } = relativeCosts(runs, sizeStrata);
    expect([...strata]).toEqual([6, 6]);
    expect([...stratum]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    for (let k = 0; k < 6; k++) expect(excess[k]).toBeCloseTo(excess[k + 6] ?? NaN, 12);
    expect(excess.slice(0, 6).reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 12);
    expect(total).toBeGreaterThan(0);
  });

  it('leave out runs without others of like size', () => {
    const runs = [10, 10, 5000].map((size, k) => ({ size, steps: 100 * (k + 1) }));
    const { stratum, excess } = relativeCosts(runs, sizeStrata);
    expect(stratum[2]).toBe(-1);
    expect(excess[2]).toBe(0);
  });

  it('are not governed by inputs that are done with at once', () => {
    const runs = [...LIKE_SIZE, ...LIKE_SIZE, 1e-9].map((cost) => ({
      size: 50,
      steps: 1e9 * cost,
    }));
    const { excess, total } = relativeCosts(runs, sizeStrata);
    expect((excess[12] ?? 0) ** 2 / total).toBeLessThan(0.5);
  });

  it('are not governed by a single input that takes for ever', () => {
    const runs = [...LIKE_SIZE, ...LIKE_SIZE, 1e12].map((cost) => ({ size: 50, steps: cost }));
    const { excess, total } = relativeCosts(runs, sizeStrata);
    expect((excess[12] ?? 0) ** 2 / total).toBeLessThan(0.5);
  });
});
