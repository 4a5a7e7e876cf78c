import { describe, expect, it } from 'vitest';
import type { EpochReport, EpochRequest } from '../../../src/fuzz/requests.ts';
import { createFakeSearch } from '../../helpers/fake-shard.ts';
import { functionSpec, NUMBERS } from '../../helpers/programs.ts';

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
