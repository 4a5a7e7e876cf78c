import { describe, expect, it } from 'vitest';
import type { EpochReport, EpochRequest } from '../../../src/fuzz/requests.ts';
import { createFakeSearch } from '../../helpers/fake-shard.ts';
import { functionSpec, NUMBERS } from '../../helpers/programs.ts';
import { recipeOf } from '../../helpers/watched.ts';

const MAX_SIZE = 4000;

/** Quadratic in the length: the fuel of the ladder ends at 300 elements or so. */
async function finished(finalMaxSteps: number): Promise<{
  readonly search: EpochReport;
  readonly final: EpochReport;
  readonly costs: number[];
}> {
  const costs: number[] = [];
  const { search: shard } = createFakeSearch({
    spec: functionSpec(NUMBERS),
    maxSize: MAX_SIZE,
    options: { maxSize: MAX_SIZE, ladderMaxSteps: 50_000, finalMaxSteps },
    program: () => ({
      siteCount: 1,
      run([list], hit) {
        const n = (list as readonly number[]).length;
        costs.push((n * (n - 1)) / 2);
        for (let i = 0; i < n; i++) hit(0, i);
      },
    }),
  });
  await shard.begin(['[[1,2,3]]']);
  const request = (
    epoch: number,
    given: Pick<EpochRequest, 'stage' | 'execs'>,
  ): typeof given & {
    readonly epoch: number;
    readonly steps: number;
    readonly imports: [];
  } => ({ epoch, steps: 1e9, imports: [], ...given });
  const never = (): boolean => false;
  const search = await shard.epoch(request(0, { stage: 'search', execs: 3000 }), never);
  costs.length = 0;
  const final = await shard.epoch(request(1, { stage: 'final', execs: 12 }), never);
  return { search, final, costs };
}

describe('the final stage', () => {
  it('takes the pattern to the size limit when the final fuel allows it', async () => {
    const { search, final } = await finished(20_000_000);
    expect(search.best.steps).toBeLessThan(55_000);
    expect(final.best.size).toBeGreaterThan(MAX_SIZE * 0.9);
    expect(final.best.steps).toBeGreaterThan(0.8 * ((MAX_SIZE * (MAX_SIZE - 1)) / 2));
    expect(final.execs).toBeLessThan(12 + 16);
  });

  it('stays below the final fuel when that does not reach the size limit', async () => {
    const { final, costs } = await finished(1_000_000);
    expect(final.best.steps).toBeGreaterThan(400_000);
    expect(costs.filter((cost) => cost > 1_000_000).length).toBeLessThan(costs.length / 2);
  });
});

it('the final stage makes inputs of full size by recipes that have brought something', async () => {
  const { search: shard } = createFakeSearch({
    spec: functionSpec({ type: 'list', of: { type: 'int', min: 0, max: 1e9 } }),
    maxSize: MAX_SIZE,
    options: { maxSize: MAX_SIZE, ladderMaxSteps: 50_000, finalMaxSteps: 20_000_000 },
    recipes: [
      recipeOf('useless', { 'args[0]': '1' }),
      recipeOf('squares', { 'args[0]': '(i % 97) * (i % 89)' }),
    ],
    program: () => ({
      siteCount: 1,
      run([list], hit) {
        const a = list as readonly number[];
        const isSlow = a.length > 20 && a.every((x, i) => x === (i % 97) * (i % 89));
        hit(0, isSlow ? (a.length * a.length) / 2 : 1);
      },
    }),
  });
  await shard.begin(['[[1,2,3]]']);
  const request = { epoch: 0, stage: 'search', execs: 3000, steps: 1e9, imports: [] } as const;
  await shard.epoch(request, () => false);
  const final = await shard.epoch({ ...request, epoch: 1, stage: 'final', execs: 8 }, () => false);
  const [best] = final.finds.toSorted((a, b) => b.steps - a.steps);
  expect(best?.provenance.op).toBe('recipe:squares');
  expect(best?.size).toBeGreaterThan(MAX_SIZE * 0.9);
});
