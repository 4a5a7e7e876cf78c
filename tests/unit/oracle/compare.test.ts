import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, compareValues } from '../../../src/oracle/compare.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('compareTexts', () => {
  it.each([
    ['1 2\n3\n', '1 2 3'],
    ['a\r\nb\r\n', 'a\nb'],
    ['a\rb', 'a b\n\n\n'],
    ['\ufeffyes\n', 'yes'],
    ['0.3333333', '0.33333334'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['1000000.5', '1000000.9'],
    ['-0.0', '0'],
    ['', ' \n'],
    ['caf\ufffd', 'caf\ufffd'],
  ])('%j is as good as %j', (expected, actual) => {
    expect(compareTexts(expected, actual)).toBeUndefined();
    expect(compareTexts(actual, expected)).toBeUndefined();
  });

  it.each([
    ['1', '2', 'token 1 is "2", not "1"'],
    ['1 2', '1', 'the output ends before token 2, "2"'],
    ['1', '1 2', 'token 2, "2", is too much'],
    ['YES', 'yes', 'token 1 is "yes", not "YES"'],
    ['1', '', 'nothing was printed'],
    ['0.5', '0.51', 'token 1 is "0.51", not "0.5"'],
    ['1000000', '1000001', 'token 1 is "1000001", not "1000000"'],
    ['1.5', 'x.5', 'token 1 is "x.5", not "1.5"'],
    ['1.5', 'NaN', 'token 1 is "NaN", not "1.5"'],
    ['a', '\u001b[31m', 'token 1 is "\\u{1b}[31m", not "a"'],
    ['12', '1 2', 'token 1 is "1", not "12"'],
  ])('%j is not as good as %j', (expected, actual, note) => {
    expect(compareTexts(expected, actual)).toBe(note);
  });

  it('compares numbers as written when the tolerance is 0', () => {
    expect(compareTexts('1.0', '1', { tolerance: 0 })).toBe('token 1 is "1", not "1.0"');
  });

  it('takes every text for equal to itself with other white space', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 })),
        fc.constantFrom('\n', '\r\n', ' ', '\t\n'),
        (words, gap) => {
          expect(compareTexts(words.join(' '), `${words.join(gap)}${gap}`)).toBeUndefined();
        },
      ),
      { seed: TEST_SEED },
    );
  });
});

describe('compareValues', () => {
  it.each([
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [[0.1 + 0.2], [0.3]],
    [{ a: 1 }, { a: 1, b: { $type: 'undefined' } }],
    [
      { $type: 'number', value: 'NaN' },
      { $type: 'number', value: 'NaN' },
    ],
  ])('%j is as good as %j', (expected, actual) => {
    expect(compareValues(expected, actual)).toBeUndefined();
  });

  it.each([
    [[1, 2], [1, 3], 'result[1] is 3, not 2'],
    [[1], [1, 2], 'the result has 2 elements, not 1'],
    [{ a: { b: 1 } }, { a: {} }, 'result["a"]["b"] is missing, not 1'],
    [{ constructor: 1 }, {}, 'result["constructor"] is missing, not 1'],
    ['a', 'A', 'the result is "A", not "a"'],
    [1, '1', 'the result is "1", not 1'],
    [null, 0, 'the result is 0, not null'],
    [[[]], [{}], 'result[0] is {}, not []'],
  ])('%j is not as good as %j', (expected, actual, note) => {
    expect(compareValues(expected, actual)).toBe(note);
  });

  it('compares values that nest deeper than the stack', () => {
    const nest = (core: number): readonly unknown[] => {
      let value: readonly unknown[] = [core];
      for (let depth = 0; depth < 100_000; depth++) value = [value];
      return value;
    };
    // Lists of lists of numbers are JSON, which a recursive type of this depth cannot say.
    const [a, b, c] = [nest(1), nest(1), nest(2)] as never[];
    expect(compareValues(a as never, b as never)).toBeUndefined();
    expect(compareValues(a as never, c as never)).toMatch(/ is 2, not 1$/);
  });
});
