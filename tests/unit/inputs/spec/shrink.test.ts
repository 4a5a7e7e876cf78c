import { describe, expect, test } from 'vitest';
import type { SpecModel } from '../../../../src/inputs/spec/compile.ts';
import { int, listOf, modelOfArgs } from './specs.ts';

/** Greedy minimisation, as whoever shrinks does it. */
function minimise(model: SpecModel, g: unknown, keeps: (g: unknown) => boolean): unknown {
  let smallest = g;
  for (let found: unknown = g; found !== undefined;) {
    found = undefined;
    for (const simpler of model.shrink(smallest))
      if (keeps(simpler)) {
        found = simpler;
        smallest = simpler;
        break;
      }
  }
  return smallest;
}

describe('shrinking ends at the simplest input', () => {
  test.each([
    ['of a list', modelOfArgs(listOf(int(-9, 99))), '[[5,-3,40]]', '[[]]'],
    ['of a number', modelOfArgs(int(-50, 50)), '[-37]', '[0]'],
    ['of a number away from zero', modelOfArgs(int(10, 50)), '[37]', '[10]'],
    ['of a float', modelOfArgs({ type: 'float', min: -5, max: 5, decimals: 3 }), '[3.125]', '[0]'],
    [
      'of a string',
      modelOfArgs({ type: 'string', minLength: 2, maxLength: 9, alphabet: 'a-z' }),
      '["qwerty"]',
      '["aa"]',
    ],
    [
      'of a matched string',
      modelOfArgs({ type: 'string', regex: 'x(ab)*[0-9]+' }),
      '["xababab907"]',
      '["x0"]',
    ],
    [
      'of a driven list',
      modelOfArgs(int(1, 9), { type: 'list', of: int(0, 9), length: 'a' }),
      '[3,[7,8,9]]',
      '[1,[0]]',
    ],
    ['of nested lists', modelOfArgs(listOf(listOf(int(0, 9)))), '[[[1,2],[3],[]]]', '[[]]'],
    [
      'of a choice',
      modelOfArgs({ type: 'enum', values: ['b', 'a'] }, { type: 'bool' }),
      '["a",true]',
      '["a",true]',
    ],
  ])('%s', (_name, model, from, to) => {
    expect(model.encode(minimise(model, model.decode(from), () => true))).toBe(to);
  });
});

test('shrinking keeps what matters', () => {
  const model = modelOfArgs(listOf(int(0, 1_000)));
  const g = model.decode('[[17,3,999,4,4,250,8]]');
  const small = minimise(model, g, (found) => /\b2[0-9]{2}\b/u.test(model.encode(found)));
  expect(model.encode(small)).toMatch(/^\[\[2\d\d\]\]$/u);
});

test('chunks go before single elements', () => {
  const model = modelOfArgs(listOf(int(0, 9), 64));
  const g = [Array.from({ length: 64 }, (_, i) => i % 10)];
  const sizes = [...model.shrink(g)].slice(0, 3).map((found) => model.sizeOf(found));
  expect(sizes).toEqual([1, 32, 32]);
});
