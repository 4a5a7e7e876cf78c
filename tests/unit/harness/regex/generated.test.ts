import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternCases } from '../../../helpers/pattern-arbitrary.ts';
import { createBoundedMatcher, findCounted, findReal } from '../../../helpers/regex-oracle.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

/** Reports of 4,096 steps after which neither engine is asked any further. */
const MAX_REPORTS = 50;

describe('the matcher', () => {
  it('finds in generated subjects what the engine finds, with the same groups', () => {
    const matcher = createBoundedMatcher(MAX_REPORTS);
    let compared = 0;
    fc.assert(
      fc.property(patternCases, ({ source, flags, subject, lastIndex }) => {
        const regexp = new RegExp(source, flags);
        const counted = findCounted(matcher, regexp, subject, lastIndex);
        if (counted === 'costly') return;
        compared++;
        expect(counted).toEqual(findReal(regexp, subject, lastIndex));
      }),
      { seed: TEST_SEED, numRuns: 30_000 },
    );
    expect(compared).toBeGreaterThan(29_000);
  });
});
