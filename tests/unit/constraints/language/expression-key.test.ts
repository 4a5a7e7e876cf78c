import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { expressionKey } from '../../../../constraints/language/expression-key.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressionOf, expressions, valueOf } from './expressions.ts';

const keyOf = (text: string): string => expressionKey(expressionOf(text));

describe('keys', () => {
  it.each([
    ['a > b', 'b < a'],
    ['a >= b + 1', 'b + 1 <= a'],
    ['a === 1', '1 === a'],
    ['a * b', 'b * a'],
    ['a > 1 && b > 2', '2 < b && 1 < a'],
    ['a > 1 && b > 2 && c > 3', 'c > 3 && (a > 1 && b > 2)'],
    ['a > 1 || a > 1', 'a > 1'],
    ['!(a === b)', 'b !== a'],
    ['!!(a > b)', 'b < a'],
    ['(a)', 'a'],
    ['Math.max(a, 1)', 'max(a, 1.0)'],
  ])('are equal for %s and %s', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each([
    ['a > b', 'a >= b'],
    ['a - b', 'b - a'],
    ['a + b', 'b + a'],
    ['a && b', 'b && a'],
    ['!(a < b)', 'a >= b'],
    ['a > 1 && b > 2', 'a > 1 || b > 2'],
    ['a', '"a"'],
    ['1', '"1"'],
  ])('differ for %s and %s', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  test('mean the same value', () => {
    const value = fc.oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom('a', '', null, undefined, true, NaN, {}),
    );
    const plain = (given: unknown): unknown => (given === undefined ? false : given);
    fc.assert(
      fc.property(
        expressions(['a', 'b']),
        fc.record({ a: value, b: value }),
        (expression, variables) => {
          const key = expressionKey(expression);
          if (key.length > 1000) return;
          const again = expressionOf(key);
          expect(expressionKey(again)).toBe(key);
          expect(plain(valueOf(again, variables))).toBe(plain(valueOf(expression, variables)));
        },
      ),
      { seed: TEST_SEED, numRuns: 2000 },
    );
  });
});
