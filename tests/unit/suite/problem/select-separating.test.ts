import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOf, type ScoredInput } from '../../../../src/suite/problem/scored-input.ts';
import { selectSeparating } from '../../../../src/suite/problem/select-separating.ts';
import { separationOf } from '../../../../src/suite/problem/separation.ts';
import { scored } from './scored.ts';

const LIMITS = { count: 3, maxSteps: 1_000_000, maxTotalSteps: 3_000_000 };

function select(
  candidates: readonly ScoredInput[],
  ranks: readonly number[],
  limits: Partial<typeof LIMITS> = {},
): string[] {
  const chosen = selectSeparating(candidates, { ...LIMITS, ranks, ...limits });
  return chosen.map(({ finding }) => finding.input);
}

describe('selectSeparating', () => {
  it('prefers what separates to what is slow for everyone', () => {
    const slowForAll = scored('all', [900_000, 890_000]);
    const separating = scored('sep', [500_000, 5000]);
    expect(select([slowForAll, separating], [1, 0], { count: 1 })).toEqual(['sep']);
  });

  it('orders a middle class that the worst inputs of the slowest one do not show', () => {
    const worst = ['a', 'b', 'c'].map((name) => scored(name, [900_000, 1000, 5000]));
    const middle = scored('middle', [600_000, 400_000, 900]);
    expect(select([...worst, middle], [2, 1, 0])).toContain('middle');
  });

  it('takes no seed, nothing that does not end, nothing over the limit of a test', () => {
    const candidates = [
      scored('seed', [900_000, 10], { op: 'seed' }),
      scored('endless', [900_000, 10], { outcomes: ['steps-exceeded'] }),
      scored('throws', [900_000, 10], { outcomes: ['ok', 'threw'] }),
      scored('long', [1_000_001, 10]),
      scored('fine', [100, 10]),
    ];
    expect(select(candidates, [1, 0])).toEqual(['fine']);
  });

  it('keeps the time of the slowest solution over all tests', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((name) => scored(name, [900_000, 10]));
    const chosen = select(candidates, [1, 0], { count: 4, maxTotalSteps: 2_000_000 });
    expect(chosen).toHaveLength(2);
  });

  it('shows another slow path rather than the same once more', () => {
    const same = [1, 2, 3].map((k) => scored(`same${k}`, [900_000 - k, 9000], { size: 100 }));
    const other = scored('other', [800_000, 8000], { size: 100, site: 7 });
    expect(select([...same, other], [1, 0], { count: 2 })).toContain('other');
  });

  it('selects the costliest where all solutions are declared alike', () => {
    const candidates = [scored('small', [10, 10]), scored('large', [9000, 9000])];
    expect(select(candidates, [0, 0], { count: 1 })).toEqual(['large']);
  });

  it('is in order whenever the best single test is, and never chooses a test twice', () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const candidates = rows.map((costs, k) => scored(`input ${k}`, costs));
        const ranks = [2, 1, 0];
        const chosen = selectSeparating(candidates, { ...LIMITS, ranks, count: 1 });
        const best = Math.max(
          ...candidates.map((one) => separationOf([costsOf(one)], ranks).agreement),
        );
        if (best === 1) expect(separationOf(chosen.map(costsOf), ranks).reversed).toEqual([]);
        const three = select(candidates, ranks);
        expect(new Set(three).size).toBe(three.length);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
