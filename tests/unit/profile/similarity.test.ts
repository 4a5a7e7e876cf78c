import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarity, tokenize } from '../../../src/profile/similarity.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('tokenize', () => {
  it('takes numbers and words out of what is shown', () => {
    const { list } = tokenize('[[3,-4,1.5,10,20,30],"ab cd",true]');
    expect(list).toEqual(['3', '-4', '1.5', '10', '20', '30', 'ab', 'cd', 'true']);
  });

  it('takes characters where there are hardly any words', () => {
    expect(tokenize('["(())"]').list.join('')).toBe('["(())"]');
    expect(tokenize('aaab').list).toEqual(['a', 'a', 'a', 'b']);
    expect(tokenize('').list).toEqual([]);
  });

  it('looks at the beginning of long inputs only', () => {
    expect(tokenize(Array.from({ length: 50_000 }, (_, i) => i).join(' ')).list).toHaveLength(1024);
    expect(tokenize('('.repeat(50_000)).list).toHaveLength(1024);
  });
});

describe('similarity', () => {
  const of = (a: string, b: string): number => similarity(tokenize(a), tokenize(b));

  it('is the mean of equal places and of shared tokens', () => {
    // Places: 3 of 8 equal. Tokens: 1 2 3 4 5 6 7 8 and 1 2 3 9 8 7 6 5 share 7 of 9.
    expect(of('1 2 3 4 5 6 7 8', '1 2 3 9 8 7 6 5')).toBeCloseTo((3 / 8 + 7 / 9) / 2, 12);
    // A shuffled list keeps its tokens.
    expect(of('[1,2,3,4,5,6,7,8]', '[2,1,4,3,6,5,8,7]')).toBe(0.5);
    expect(of('[1,2,3,4,5,6,7,8]', '[11,12,13,14,15,16,17,18]')).toBe(0);
    expect(of('', '')).toBe(0);
  });

  it('is 1 for equal inputs, the same both ways, and never out of range', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(of(a, b)).toBe(of(b, a));
        expect(of(a, b)).toBeGreaterThanOrEqual(0);
        expect(of(a, b)).toBeLessThanOrEqual(1);
        if (a !== '') expect(of(a, a)).toBe(1);
      }),
      { seed: TEST_SEED },
    );
  });
});
