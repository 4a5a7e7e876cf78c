import { expect, it } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import { sizeStrata } from '../../../../src/evaluate/size-strata.ts';
import { chanceLevel } from '../../../../src/synthesize/profile/chance.ts';
import { relativeCosts } from '../../../../src/synthesize/profile/relative-costs.ts';
import {
  createSweep,
  rankRuns,
  sweepThresholds,
} from '../../../../src/synthesize/profile/split.ts';

const SIZES = Array.from({ length: 60 }, (_, i) => 10 * (1 + (i % 4)));

/** The best of 200 terms that know nothing of the costs, and the level that is asked for. */
function trial(seed: number): { readonly best: number; readonly level: number } {
  const rng = createRng(seed);
  const runs = SIZES.map((size) => ({ size, steps: size * (1 + 9 * rng.unit()) }));
  const costs = relativeCosts(runs, sizeStrata);
  const rankings = Array.from({ length: 200 }, () =>
    rankRuns(
      Float64Array.from(SIZES, () => rng.unit()),
      '>',
    ),
  );
  const sweep = createSweep(SIZES.length);
  const best = Math.max(
    ...rankings.map((ranking) => sweepThresholds(ranking, costs, costs.excess, sweep)),
  );
  return { best, level: chanceLevel(rankings, costs, createRng(seed, 1)) };
}

it('the best of many terms that know nothing of the costs seldom explains more than chance', () => {
  const trials = Array.from({ length: 40 }, (_, seed) => trial(seed));
  const above = trials.filter(({ best, level }) => best > level).length;
  // 5 % of 40 are 2; more than 6 have a probability of 0.3 %.
  expect(above).toBeLessThanOrEqual(6);
});

it('more terms raise the level', () => {
  const rng = createRng(5);
  const runs = SIZES.map((size) => ({ size, steps: size * (1 + 9 * rng.unit()) }));
  const costs = relativeCosts(runs, sizeStrata);
  const random = (): ReturnType<typeof rankRuns> =>
    rankRuns(
      Float64Array.from(SIZES, () => rng.unit()),
      '>',
    );
  const one = chanceLevel([random()], costs, createRng(1));
  const many = chanceLevel(
    Array.from({ length: 300 }, () => random()),
    costs,
    createRng(1),
  );
  expect(many).toBeGreaterThan(one);
  expect(chanceLevel([], costs, createRng(1))).toBe(0);
});
