import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  compileRecipeExpression,
  recipeProblem,
  recipeText,
} from '../../../../constraints/language/recipe.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressionOf, expressions } from './expressions.ts';

const elements = (
  text: string,
  n: number,
  numbers: Readonly<Record<string, number>> = {},
): unknown => {
  const evaluate = compileRecipeExpression(expressionOf(text));
  return Array.from({ length: n }, (_, i) => evaluate({ i, n, N: 100, numbers }));
};

describe('a recipe', () => {
  it.each([
    ['i', [0, 1, 2, 3]],
    ['n - i', [4, 3, 2, 1]],
    ['i % 2 ? i : n - i', [4, 1, 2, 3]],
    ['i < n / 2 ? 0 : N', [0, 0, 100, 100]],
    ['"ab"[i % 2]', ['a', 'b', 'a', 'b']],
    ['i === n - 1 ? "!" : "xy"', ['xy', 'xy', 'xy', '!']],
    ['97 + i', [97, 98, 99, 100]],
    ['"k" + i', ['k0', 'k1', 'k2', 'k3']],
    ['min(i, 2) * k', [0, 7, 14, 14]],
    ['args[0] + q.x', [5, 5, 5, 5]],
    ['floor(sqrt(N)) + abs(-1)', [11, 11, 11, 11]],
    ['len("abc") + codeAt("a", 0)', [100, 100, 100, 100]],
    ['i > 2', [false, false, false, true]],
    ['nowhere', [undefined, undefined, undefined, undefined]],
  ])('makes elements: %s', (text, expected) => {
    expect(elements(text, 4, { k: 7, 'args[0]': 2, 'q.x': 3 })).toEqual(expected);
  });

  test('makes no text longer than 64 characters', () => {
    const grow = (times: number): string => `"${'x'.repeat(times)}" + i`;
    expect(elements(grow(63), 1)).toEqual([`${'x'.repeat(63)}0`]);
    expect(elements(grow(64), 1)).toEqual([undefined]);
  });

  test('never throws, and gives the same for the same scope', () => {
    const scope = fc.record({ i: fc.nat(20), n: fc.nat(20), N: fc.nat(1000) });
    fc.assert(
      fc.property(expressions(['i', 'n', 'N', 'k']), scope, (expression, given) => {
        const evaluate = compileRecipeExpression(expression);
        const first = evaluate({ ...given, numbers: { k: 3 } });
        evaluate({ i: 99, n: 99, N: 99, numbers: { k: 99 } });
        expect(evaluate({ ...given, numbers: { k: 3 } })).toBe(first);
        expect(compileRecipeExpression(expression)({ ...given, numbers: { k: 3 } })).toBe(first);
        expect(['object', 'function', 'symbol']).not.toContain(
          first === null ? 'null' : typeof first,
        );
      }),
      { seed: TEST_SEED, numRuns: 3000 },
    );
  });

  test('reads no inherited number', () => {
    expect(elements('typeof toString', 1)).toEqual(['undefined']);
  });

  test('names what it cannot use', () => {
    const problem = (text: string): string | undefined =>
      recipeProblem(expressionOf(text), ['k', 'args[0]']);
    expect(problem('i + n * N - k + args[0]')).toBeUndefined();
    expect(problem('i + m')).toBe(
      'm is not a number that a recipe can use; there are: i n N k args[0]',
    );
    expect(problem('args[1]')).toMatch(/^args\[1\] is not a number/);
    expect(problem('i > 1 ? hits() : 0')).toMatch(/hits\(\) is about a place/);
    expect(problem('callDepth()')).toMatch(/callDepth\(\)/);
  });

  it.each([
    ['abc', 'abc'],
    ['', ''],
    [97, 'a'],
    [0, '\0'],
    [0xffff, '\uffff'],
    [0x10000, undefined],
    [-1, undefined],
    [1.5, undefined],
    [NaN, undefined],
    [true, undefined],
    [undefined, undefined],
  ])('gives %j as part of a text as %j', (value, text) => {
    expect(recipeText(value)).toBe(text);
  });
});
