import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/core/errors.ts';
import type { BoundExpr } from '../../../../src/inputs/spec/bound.ts';
import { compileBound, parseBound } from '../../../../src/inputs/spec/bound.ts';
import { boundInterval, boundPaths, linearBound } from '../../../../src/inputs/spec/bound-facts.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

const NAMES = { n: 7, m: -2, a: 4 };

function evaluate(expr: BoundExpr): number {
  const value = (path: readonly string[]): number =>
    path[0] === 'n' ? NAMES.n : path[0] === 'm' ? NAMES.m : path[0] === 'a' ? NAMES.a : NaN;
  return compileBound<undefined>(expr, {
    number: (path) => () => value(path),
    length: (path) => () => value(path),
  })(undefined);
}

describe('bounds', () => {
  test.each([
    ['n', 7],
    ['len(a)', 4],
    ['2 * n - 1', 13],
    ['10^9 + 7', 1_000_000_007],
    ['min(n, 3)', 3],
    ['max(1, n, m)', 7],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['20 - 5 - 3', 12],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['- -n', 7],
    ['17 % 5 * 2', 4],
    ['7 / 2', 3.5],
    ['floor(7 / 2) + ceil(7 / 2)', 7],
    ['abs(m) + log2(8) + sqrt(9)', 8],
    ['1e3 + 2.5', 1002.5],
    [' n*( n-1 )/2 ', 21],
  ])('%s is %d', (text, expected) => {
    expect(evaluate(parseBound(text))).toBe(expected);
  });

  test.each([
    ['', /a number or a name expected/u],
    ['n +', /a number or a name expected/u],
    ['n m', /an operator expected/u],
    ['(n', /"\)" expected/u],
    ['len(3)', /len of one name/u],
    ['len(a, n)', /len of one name/u],
    ['floor(1, 2)', /floor of one argument/u],
    ['eval(n)', /not eval/u],
    ['n; m', /cannot read/u],
    ['constructor.constructor("x")', /cannot read/u],
    ['('.repeat(200), /nested too deeply|expected/u],
    ['1'.repeat(600), /longer than/u],
  ])('refuses %j', (text, message) => {
    expect(() => parseBound(text)).toThrow(DataError);
    expect(() => parseBound(text)).toThrow(message);
  });

  test('names keep their paths, the element at hand is a dot', () => {
    expect(boundPaths(parseBound('q.x + len(grid.0) + len(.) + .y'))).toEqual([
      ['q', 'x'],
      ['grid', '0'],
      ['.'],
      ['.', 'y'],
    ]);
  });

  test('lines over one name are recognised', () => {
    expect(linearBound(parseBound('2 * n - 1'))).toEqual({
      of: 'number',
      path: ['n'],
      scale: 2,
      offset: -1,
    });
    expect(linearBound(parseBound('len(a) + 1'))).toMatchObject({
      of: 'length',
      scale: 1,
      offset: 1,
    });
    for (const text of ['n * n', 'n + m', '5', 'min(n, 4)', 'n - n'])
      expect(linearBound(parseBound(text))).toBeUndefined();
  });
});

/** Expressions over n, m and len(a). */
const expression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('n', 'm', 'len(a)', '2', '0.5', '10'),
    fc
      .tuple(tie('e'), fc.constantFrom('+', '-', '*', '/', '%', '^'), tie('e'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(fc.constantFrom('floor', 'ceil', 'abs', 'sqrt', 'log2', '-'), tie('e'))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('e'), tie('e'))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
})).e;

test('the interval of an expression holds its value', () => {
  const around = (value: number): { lo: number; hi: number } => ({ lo: value - 3, hi: value + 2 });
  fc.assert(
    fc.property(expression, (text) => {
      fc.pre(text.length < 500);
      const expr = parseBound(text);
      const value = evaluate(expr);
      fc.pre(Number.isFinite(value));
      const interval = (path: readonly string[]): { lo: number; hi: number } =>
        path[0] === 'n' ? around(7) : path[0] === 'm' ? around(-2) : { lo: 2, hi: 5 };
      const { lo, hi } = boundInterval(expr, { number: interval, length: interval });
      const slack = 1e-9 * Math.max(1, Math.abs(value));
      expect(value).toBeGreaterThanOrEqual(lo - slack);
      expect(value).toBeLessThanOrEqual(hi + slack);
    }),
    { seed: TEST_SEED, numRuns: 2_000 },
  );
});
