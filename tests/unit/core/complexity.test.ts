import { describe, expect, it } from 'vitest';
import { compareComplexity, rankComplexities } from '../../../src/core/complexity.ts';

describe('compareComplexity', () => {
  it.each([
    ['O(n^2)', 'O(n log n)'],
    ['O(n log n)', 'O(n)'],
    ['O(n^2 log n)', 'O(n^2)'],
    ['O(n!)', 'O(2^n)'],
    ['O(2^n)', 'O(2^(n/2))'],
    ['O(2^(n/2))', 'O(n*t)'],
    ['O(5.83^n)', 'O(n*m)'],
    ['O(q sqrt(v))', 'O(q sqrt(v) / log v)'],
    ['O(q sqrt(n))', 'O((n + q) log n)'],
    ['O(q log n)', 'O(q a(n))'],
    ['O(n)', 'O(1)'],
  ])('puts %s above %s', (slow, fast) => {
    expect(compareComplexity(slow, fast)).toBe(1);
    expect(compareComplexity(fast, slow)).toBe(-1);
  });

  it.each([
    ['O(n*m)', 'O(n^2)'],
    ['O(n*m/32)', 'O((n+m)*d)'],
    ['O(r c a(r c))', 'O(r c)'],
    ['O(n^2 + q)', 'O(q n)'],
    ['O(a)', 'O(n)'],
  ])('takes %s and %s for alike', (a, b) => {
    expect(compareComplexity(a, b)).toBe(0);
  });

  it.each(['O()', 'quadratic', 'O(n', 'O(n ? 1)', 'O(^2)', `O(${'n '.repeat(300)})`])(
    'orders nothing by %j, which it cannot read',
    (text) => {
      expect(compareComplexity(text, 'O(1)')).toBe(0);
    },
  );
});

describe('rankComplexities', () => {
  it('numbers classes from the most efficient, equal ones alike', () => {
    expect(rankComplexities(['O(n^2)', 'O(n log n)', 'O(n)', 'O(n)', 'O(n*m)'])).toEqual([
      2, 1, 0, 0, 2,
    ]);
  });
});
