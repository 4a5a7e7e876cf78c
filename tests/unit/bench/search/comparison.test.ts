import { describe, expect, it } from 'vitest';
import {
  compareConstraints,
  type Comparison,
  verdictsOf,
} from '../../../../bench/search/comparison.ts';
import { comparisonText } from '../../../../bench/search/comparison-text.ts';
import type { Outcome } from '../../../../bench/search/summary.ts';

/** A run whose best cost rose to each figure after 100, 200, … executions, a tenth of a second of CPU time each. */
function outcome(variant: string, caseId: string, bests: readonly number[], seed = 1): Outcome {
  const curve = bests.map((best, k) => ({
    execs: 100 * (k + 1),
    wallMs: 0,
    cpuMs: 100 * (k + 1),
    best,
  }));
  return {
    caseId,
    worstSteps: 1000,
    variant,
    seed,
    result: {
      best: { steps: bests.at(-1) ?? 0, size: 1, input: undefined },
      execs: 100 * bests.length,
      steps: 0,
      wallMs: 0,
      cpuMs: 100 * bests.length,
      stop: 'execs',
      curve,
      notes: [],
    },
  };
}

const compare = (
  outcomes: readonly Outcome[],
  share = 0.1,
): ReturnType<typeof compareConstraints> =>
  compareConstraints(outcomes, new Map(outcomes.map(({ caseId }) => [caseId, share])));

describe('with constraints against without', () => {
  it('are the best costs and the efforts to 90 % of the better best', () => {
    const [found] = compare([
      outcome('slowpath', 'a', [100, 950, 1000, 1000]),
      outcome('no-constraints', 'a', [100, 200, 500, 900]),
    ]);
    expect(found).toMatchObject({
      with: { bestSteps: 1000, execs: 200, cpuMs: 200, isThere: true },
      without: { bestSteps: 900, execs: 400, isThere: true },
      cost: 1000 / 900,
      execs: 2,
      cpu: 2,
    });
  });

  it('count all executions of a search that did not get there, and compare no times', () => {
    const [found] = compare([
      outcome('slowpath', 'a', [1000, 1000, 1000]),
      outcome('no-constraints', 'a', [100, 200, 500]),
    ]);
    expect(found).toMatchObject({ without: { execs: 300, isThere: false }, execs: 3 });
    expect(found?.cpu).toBeUndefined();
  });

  it('are the middle over their seeds', () => {
    const [found] = compare([
      ...[300, 400, 900].map((best, k) => outcome('slowpath', 'a', [best], k)),
      ...[100, 200, 300].map((best, k) => outcome('no-constraints', 'a', [best], k)),
    ]);
    expect(found).toMatchObject({ with: { bestSteps: 400 }, without: { bestSteps: 200 }, cost: 2 });
  });

  it('are compared where both ran', () => {
    const found = compare([
      outcome('slowpath', 'a', [10]),
      outcome('slowpath', 'b', [10]),
      outcome('no-constraints', 'b', [10]),
    ]);
    expect(found.map(({ caseId }) => caseId)).toEqual(['b']);
    expect(comparisonText(compare([outcome('slowpath', 'a', [10])]))).toBe('');
  });

  it.each([
    [0.66, true],
    [0.67, false],
    [1, false],
  ])('depend on data when random inputs cost %d of the worst case: %s', (share, expected) => {
    const both = [outcome('slowpath', 'a', [10]), outcome('no-constraints', 'a', [10])];
    expect(compare(both, share)[0]?.isDataDependent).toBe(expected);
  });
});

describe('a verdict', () => {
  const pair = (
    caseId: string,
    one: readonly number[],
    other: readonly number[],
  ): readonly Outcome[] => [
    outcome('slowpath', caseId, one),
    outcome('no-constraints', caseId, other),
  ];
  const comparisons = compare([
    ...pair('costlier', [1000], [900]),
    ...pair('much-costlier', [1000], [400]),
    ...pair('equal', [1000], [995]),
    ...pair('cheaper', [900], [1000]),
    ...pair('sooner', [1000, 1000], [10, 1000]),
    ...pair('later', [10, 1000], [1000, 1000]),
  ]);
  const ids = (ones: readonly Comparison[]): readonly string[] => ones.map(({ caseId }) => caseId);

  it('tells where constraints help and where they lose, the clearest first', () => {
    const { costlier, cheaper, sooner, later } = verdictsOf(comparisons);
    expect(ids(costlier)).toEqual(['much-costlier', 'costlier']);
    expect(ids(cheaper)).toEqual(['cheaper']);
    expect(ids(sooner)).toEqual(['sooner']);
    expect(ids(later)).toEqual(['later']);
  });

  it('is written out with the worst ratio and its case', () => {
    const text = comparisonText(comparisons);
    expect(text).toMatch(/best cost, with \/ without \(6 cases\): .* worst 0\.90× \(cheaper\)/);
    expect(text).toContain('more executions: later 0.50×');
  });
});
