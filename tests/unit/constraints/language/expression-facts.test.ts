import { describe, expect, it, test } from 'vitest';
import {
  freeVariables,
  isSizeOnly,
  usesCall,
} from '../../../../constraints/language/expression-facts.ts';
import { expressionOf } from './expressions.ts';

describe('of an expression', () => {
  test('the variables are known, once each', () => {
    const text = 'a.b[c] + len(a) > (d ? -this.x : e ?? "f") && NaN !== undefined';
    expect(freeVariables(expressionOf(text))).toEqual(['a', 'c', 'd', 'this', 'e']);
    expect(freeVariables(expressionOf('1 < 2'))).toEqual([]);
  });

  test('the functions are known, wherever they are called', () => {
    const expression = expressionOf('a[len(b)] ? max(1, !hits()) : x');
    for (const name of ['len', 'max', 'hits']) expect(usesCall(expression, name)).toBe(true);
    expect(usesCall(expression, 'callDepth')).toBe(false);
    expect(usesCall(expressionOf('len'), 'len')).toBe(false);
  });

  it.each([
    'len(a) > 50',
    'a.length > 50 && len(b) < 3 || hits() > 1000',
    'this.items.size >= 2 ** 10',
    'keys(o) * 2 > len(a[0])',
    '!(len(a) < 10) ? true : log2(len(a)) > max(len(b), 5)',
    'true',
  ])('only sizes decide %s', (text) => {
    expect(isSizeOnly(expressionOf(text))).toBe(true);
  });

  it.each([
    'len(a) > 50 && distinct(a) < 5',
    'n > 50',
    'len(a) > n',
    'a[0] > 5',
    'a[a.length - 1] > 5',
    'callDepth() > 30',
    'max(a) > 50',
    'o.count > 5',
    'maxRun(s) > len(s) / 2',
    'typeof a === "object"',
  ])('more than sizes decides %s', (text) => {
    expect(isSizeOnly(expressionOf(text))).toBe(false);
  });
});
