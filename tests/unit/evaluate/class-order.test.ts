import { describe, expect, it } from 'vitest';
import { areEfficient, classOrder, isReadable } from '../../../src/evaluate/class-order.ts';

describe('areEfficient', () => {
  it('takes a logarithm for nothing', () => {
    expect(areEfficient(['O(n^2)', 'O(n log n)', 'O(n)'])).toEqual([false, true, true]);
    expect(areEfficient(['O(q sqrt(v))', 'O(q sqrt(v) / log v)', 'O(q log v)'])).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('finds all alike efficient, and knows nothing of what it cannot read', () => {
    expect(areEfficient(['O(n*m)', 'O(n^2)'])).toEqual([true, true]);
    expect(areEfficient(['', 'O(n)'])).toEqual([undefined, true]);
    expect(areEfficient([])).toEqual([]);
  });
});

describe('isReadable', () => {
  it.each([
    'O(1)',
    'O(n)',
    'O(n!)',
    'O(2^(n/2))',
    'O(5.83^n)',
    'O((n + q) log n)',
    'O(r c a(r c))',
  ])('reads %s', (text) => expect(isReadable(text)).toBe(true));

  it.each(['', 'quadratic', 'O(?)', 'O(n', 'n'])('does not read %j', (text) =>
    expect(isReadable(text)).toBe(false),
  );
});

describe('classOrder', () => {
  it('orders only what differs', () => {
    const order = classOrder(['O(n^2)', 'O(n)', 'O(m)', 'odd']);
    expect([order(0, 1), order(1, 0), order(1, 2), order(0, 3)]).toEqual([
      1,
      -1,
      undefined,
      undefined,
    ]);
  });
});
