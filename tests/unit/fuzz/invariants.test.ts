import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SequenceDomain } from '../../../src/core/input-model.ts';
import { createRng } from '../../../src/core/rng.ts';
import { invariantsOf, restoreInvariants } from '../../../src/fuzz/mutators/invariants.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const domain: SequenceDomain = {
  minLength: 0,
  maxLength: 100,
  element: (rng) => rng.int(0, 1e6),
  alphabet: undefined,
  numbers: { min: 0, max: 1e6, integer: true },
  fixedElements: false,
};

describe('what holds of a list', () => {
  it.each([
    [[1, 2, 3, 4], { order: 'ascending', distinct: true }],
    [[4, 3, 3, 1], { order: 'descending', distinct: false }],
    [['a', 'b', 'c', 'd'], { order: 'ascending', distinct: true }],
    [[5, 5, 5, 5], { order: undefined, distinct: false }],
    [[2, 9, 1, 7], { order: undefined, distinct: true }],
    [[1, 2, 3], { order: undefined, distinct: false }],
    [[{ k: 1 }, { k: 2 }, { k: 3 }, { k: 4 }], { order: undefined, distinct: false }],
    ['abcd', { order: undefined, distinct: false }],
  ] as const)('is seen in %j', (value, expected) => {
    expect(invariantsOf(value)).toEqual(expected);
  });

  it('holds again after an edit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 4, maxLength: 40 }),
        fc.array(fc.nat(50), { minLength: 4, maxLength: 40 }),
        fc.integer(),
        (before, edited, seed) => {
          for (const list of [before, [...new Set(before)], before.toSorted((a, b) => b - a)]) {
            const invariants = invariantsOf(list);
            const restored = restoreInvariants(edited, invariants, domain, createRng(seed));
            const now = restored as readonly number[];
            if (invariants.distinct) expect(new Set(now).size).toBe(now.length);
            const rising = now.toSorted((a, b) => a - b);
            if (invariants.order === 'ascending') expect(now).toEqual(rising);
            if (invariants.order === 'descending') expect(now).toEqual(rising.toReversed());
          }
        },
      ),
      { seed: TEST_SEED },
    );
  });
});
