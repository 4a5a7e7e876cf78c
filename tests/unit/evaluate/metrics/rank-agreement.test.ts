import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  kendallTau,
  type Order,
  orderOf,
  separation,
} from '../../../../src/evaluate/metrics/rank-agreement.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

describe('separation', () => {
  it('counts pairs that are put right, ties one half, by hand', () => {
    // Known 0 < 1 < 2 = 3: five pairs. Costs 1, 1, 5, 0.5: (0,1) tied, (0,2) right, (0,3) wrong, (1,2) right, (1,3) wrong.
    const known = orderOf([0, 1, 2, 2]);
    expect(separation(4, known, orderOf([1, 1, 5, 0.5]))).toEqual({
      pairs: 5,
      ordered: 2,
      tied: 1,
      reversed: 2,
      separation: 0.5,
    });
  });

  it('ties costs within a factor', () => {
    const known = orderOf([0, 1]);
    expect(separation(2, known, orderOf([100, 109], 1.1))?.separation).toBe(0.5);
    expect(separation(2, known, orderOf([100, 111], 1.1))?.separation).toBe(1);
  });

  it('leaves out pairs that are not ordered, and says nothing without any', () => {
    const partial: Order = (i, j) => (i === 0 && j === 1 ? -1 : undefined);
    expect(separation(3, partial, orderOf([1, 2, 0]))).toMatchObject({ pairs: 1, separation: 1 });
    expect(separation(3, () => 0, orderOf([1, 2, 3]))).toBeUndefined();
  });
});

describe('kendallTau', () => {
  // scipy.stats.kendalltau, version 1.17.
  it.each([
    [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.4714045207910316],
    [[4, 5, 1, 5, 3, 3], [4, 2, 5, 1, 2, 2], -0.5604485383178051],
    [[3, 3, 1, 1, 1, 1, 1, 5, 1], [4, 4, 2, 2, 3, 2, 5, 1, 5], -0.16064386578049977],
    [
      [4, 5, 1, 2, 4, 3, 4, 4, 4, 1, 5, 3, 5, 2],
      [2, 5, 1, 1, 2, 4, 1, 5, 2, 2, 3, 5, 5, 5],
      0.29938207967349956,
    ],
  ])('agrees with SciPy on %j and %j', (a, b, tau) => {
    expect(kendallTau(a.length, orderOf(a), orderOf(b))).toBeCloseTo(tau, 12);
  });

  it('agrees with values worked out by hand', () => {
    // 1 2 3 4 against 1 3 2 4: 5 concordant, 1 discordant, of 6.
    expect(kendallTau(4, orderOf([1, 2, 3, 4]), orderOf([1, 3, 2, 4]))).toBeCloseTo(4 / 6, 12);
  });

  it('is undefined when one order ties everything', () => {
    expect(kendallTau(3, orderOf([1, 1, 1]), orderOf([1, 2, 3]))).toBeUndefined();
  });

  it('is 1 with itself, -1 with its reverse, and symmetric', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 2,
          maxLength: 20,
        }),
        (pairs) => {
          const a = orderOf(pairs.map(([x]) => x));
          const b = orderOf(pairs.map(([, y]) => y));
          const reverse: Order = (i, j) => a(j, i);
          const n = pairs.length;
          const tau = kendallTau(n, a, b);
          expect(kendallTau(n, b, a)).toBe(tau);
          const self = kendallTau(n, a, a);
          if (self === undefined) return;
          expect(self).toBeCloseTo(1, 12);
          expect(kendallTau(n, a, reverse)).toBeCloseTo(-1, 12);
        },
      ),
      { seed: TEST_SEED },
    );
  });
});
