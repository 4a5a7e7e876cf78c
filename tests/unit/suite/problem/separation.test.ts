import { describe, expect, it } from 'vitest';
import { declaredPairs, separationOf } from '../../../../src/suite/problem/separation.ts';

describe('declaredPairs', () => {
  it('names each pair of different classes once, slower first', () => {
    expect(declaredPairs([1, 0, 2, 1])).toEqual([
      [0, 1],
      [2, 0],
      [2, 1],
      [2, 3],
      [3, 1],
    ]);
  });

  it('has none where all classes are alike', () => {
    expect(declaredPairs([0, 0, 0])).toEqual([]);
  });
});

describe('separationOf', () => {
  it('is 1 when every slower solution costs more in total, on average and at its worst', () => {
    const costs = [
      [900, 30, 10],
      [400, 20, 10],
    ];
    expect(separationOf(costs, [2, 1, 0])).toEqual({
      pairs: 3,
      agreement: 1,
      ties: [],
      reversed: [],
    });
  });

  it('counts a tie half and names it', () => {
    const { agreement, ties } = separationOf([[100, 98]], [1, 0]);
    expect(agreement).toBe(0.5);
    expect(ties).toEqual([[0, 1]]);
  });

  it('counts a reversed pair not at all and names it', () => {
    const { agreement, reversed } = separationOf([[50, 100, 10]], [2, 1, 0]);
    expect(agreement).toBeCloseTo(2 / 3);
    expect(reversed).toEqual([[0, 1]]);
  });

  it('does not let one big test outvote the others', () => {
    // In total the first costs more; on most tests the second does.
    const costs = [
      [10_000, 5000],
      [10, 100],
      [10, 100],
    ];
    expect(separationOf(costs, [1, 0]).agreement).toBe(0);
  });

  it('ties all pairs when there is no test', () => {
    expect(separationOf([], [1, 0])).toEqual({
      pairs: 1,
      agreement: 0.5,
      ties: [[0, 1]],
      reversed: [],
    });
  });

  it('is whole where no class differs', () => {
    expect(separationOf([[5, 500]], [0, 0]).agreement).toBe(1);
  });
});
