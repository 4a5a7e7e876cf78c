import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundThreshold } from '../../../../src/synthesize/profile/round-threshold.ts';

function satisfies(value: number, operator: string, threshold: number): boolean {
  switch (operator) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    default:
      return value >= threshold;
  }
}

describe('a threshold', () => {
  it.each([
    ['>', 4, 3, '> 3'],
    ['<', 3, 4, '< 4'],
    ['>', 0.93, 0.11, '> 0.5'],
    ['<', 0.02, 0.31, '< 0.2'],
    ['>', 1843, 112, '> 1000'],
    ['<', -40, 7, '< 0'],
    ['>', 1, 0.99999975, '>= 1'],
    ['<', 0, 0.0004, '< 0.0002'],
    ['>', Infinity, 12, '> 100'],
    ['<', 2, Infinity, '< 10'],
  ] as const)('%s between %d and %d is %s', (comparison, inner, outer, expected) => {
    const { operator, value } = roundThreshold(comparison, inner, outer);
    expect(`${operator} ${value}`).toBe(expected);
  });

  it('separates what it is fitted to, whatever the two values are', () => {
    const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
        const comparison = a < b ? '<' : '>';
        const { operator, value } = roundThreshold(comparison, a, b);
        expect(satisfies(a, operator, value)).toBe(true);
        expect(satisfies(b, operator, value)).toBe(false);
      }),
      { seed: 20, numRuns: 2000 },
    );
  });
});
