import { describe, expect, test } from 'vitest';
import { createValidator } from '../../../../src/inputs/spec/validator.ts';
import { int, listOf, modelOf, stdinSpec } from './specs.ts';

const point = { type: 'tuple', items: [int(0, 9), { type: 'float', min: -1, max: 1 }] } as const;

describe('each form of layout prints and parses', () => {
  test.each([
    [
      'tokens and literals',
      stdinSpec(
        { n: int(0, 9), w: { type: 'enum', values: ['up', 'down'] } },
        { line: ['n', '=of', 'w'] },
      ),
      { n: 3, w: 'up' },
      '3 of up\n',
    ],
    [
      'a length told before',
      stdinSpec({ a: listOf(int(0, 9)) }, { line: ['len(a)'] }, { line: ['...a'] }),
      { a: [4, 5] },
      '2\n4 5\n',
    ],
    [
      'an empty list',
      stdinSpec({ a: listOf(int(0, 9)) }, { line: ['len(a)'] }, { line: ['...a'] }),
      { a: [] },
      '0\n\n',
    ],
    [
      'a length in an expression',
      stdinSpec({ a: listOf(int(0, 9)) }, { line: ['2 * len(a) + 1', '...a'] }),
      { a: [7] },
      '3 7\n',
    ],
    [
      'a list to the end of its line',
      stdinSpec({ a: listOf(int(0, 9)), n: int(0, 9) }, { line: ['...a', 'n'] }),
      { a: [1, 2], n: 3 },
      '1 2 3\n',
    ],
    [
      'lines to the end of the input',
      stdinSpec({ a: listOf(int(0, 9)) }, { each: 'a', line: ['.'] }),
      { a: [1, 2] },
      '1\n2\n',
    ],
    [
      'tuples by index',
      stdinSpec({ p: listOf(point) }, { line: ['len(p)'] }, { each: 'p', line: ['1', '0'] }),
      { p: [[3, -0.5]] },
      '1\n-0.5 3\n',
    ],
    [
      'dotted fields',
      stdinSpec(
        { q: { type: 'record', fields: { x: int(0, 9), y: int(0, 9) } } },
        { line: ['q.y', 'q.x'] },
      ),
      { q: { x: 1, y: 2 } },
      '2 1\n',
    ],
    [
      'a matrix',
      stdinSpec(
        {
          g: {
            type: 'matrix',
            rows: { min: 1, max: 3 },
            columns: { min: 1, max: 3 },
            of: int(0, 9),
          },
        },
        { line: ['len(g)', 'len(g.0)'] },
        { each: 'g', line: ['....'] },
      ),
      {
        g: [
          [1, 2],
          [3, 4],
        ],
      },
      '2 2\n1 2\n3 4\n',
    ],
    [
      'rows of differing length',
      stdinSpec(
        { g: listOf(listOf(int(0, 9))) },
        { line: ['len(g)'] },
        { each: 'g', line: ['len(.)', '....'] },
      ),
      { g: [[5], [], [6, 7]] },
      '3\n1 5\n0\n2 6 7\n',
    ],
    [
      'a tree under its number of nodes',
      stdinSpec(
        { n: int(1, 9), t: { type: 'tree', nodes: 'n' } },
        { line: ['n'] },
        { each: 't', line: ['0', '1'] },
      ),
      {
        n: 3,
        t: [
          [1, 2],
          [1, 3],
        ],
      },
      '3\n1 2\n1 3\n',
    ],
    [
      'records of records',
      stdinSpec(
        {
          t: listOf({
            type: 'record',
            fields: { n: int(0, 9), e: listOf({ type: 'string', maxLength: 9 }) },
          }),
        },
        { line: ['len(t)'] },
        { each: 't', layout: [{ line: ['len(e)', 'n'] }, { each: 'e', line: ['.'] }] },
      ),
      {
        t: [
          { n: 1, e: ['a b', ''] },
          { n: 2, e: [] },
        ],
      },
      '2\n2 1\na b\n\n0 2\n',
    ],
    [
      'a whole line',
      stdinSpec({ s: { type: 'string', maxLength: 20 } }, { line: ['s'] }),
      { s: ' two words ' },
      ' two words \n',
    ],
    [
      'the rest',
      stdinSpec({ n: int(0, 9), s: { type: 'string' } }, { line: ['n'] }, { rest: 's' }),
      { n: 1, s: 'x\n\ny' },
      '1\nx\n\ny',
    ],
    [
      'fields in another order',
      stdinSpec({ a: int(0, 9), b: int(0, 9) }, { line: ['b'] }, { line: ['a'] }),
      { a: 1, b: 2 },
      '2\n1\n',
    ],
    [
      'constants that are not shown',
      stdinSpec(
        { k: { type: 'const', value: 5 }, a: { type: 'list', of: int(0, 9), length: 'k - 3' } },
        { line: ['...a'] },
      ),
      { k: 5, a: [1, 2] },
      '1 2\n',
    ],
    [
      'a union by the first option that fits',
      stdinSpec(
        {
          u: {
            type: 'union',
            options: [int(0, 9), { type: 'string', alphabet: '0-9a', minLength: 1, maxLength: 3 }],
          },
        },
        { line: ['u', '=.'] },
      ),
      { u: '10' },
      '10 .\n',
    ],
  ])('%s', (_name, spec, g, text) => {
    const model = modelOf(spec);
    expect(model.encode(g)).toBe(text);
    expect(model.decode(text)).toEqual(g);
    expect(Object.keys(model.decode(text) as object)).toEqual(Object.keys(spec.fields)); // stdin genotypes are records
  });
});

const sums = stdinSpec(
  { n: int(1, 5), a: listOf(int(-9, 9), 5), s: { type: 'string', alphabet: 'a-z', maxLength: 5 } },
  { line: ['n', 'len(a)'] },
  { line: ['...a'] },
  { line: ['s'] },
);
const validate = createValidator(sums);

describe('the parser tolerates', () => {
  test.each([
    ['CRLF', '1 2\r\n3 4\r\nab\r\n'],
    ['a missing last line end', '1 2\n3 4\nab'],
    ['spaces at line ends', '1 2 \n3 4  \nab \n'],
  ])('%s', (_name, text) => {
    expect(validate(text)).toBeUndefined();
    expect(modelOf(sums).fromValue(text)).toEqual({ n: 1, a: [3, 4], s: 'ab' });
  });
});

describe('the parser refuses', () => {
  test.each([
    ['1 2\n3 4 5\nab\n', 'line 2: expected 2 tokens, found 3'],
    ['1 2\n3\nab\n', 'line 2: expected 2 values of a, found 1'],
    ['1 2\n3 4\n', 'line 3: expected a line, found the end of the input'],
    ['1 2\n3 4\nab\n\n', 'line 4: expected the end of the input, found "\\n"'],
    ['1 2\n3 x\nab\n', 'line 2: expected a value for a, found "x"'],
    ['1 2\n3 04\nab\n', 'line 2: expected a value for a, found "04"'],
    ['1\n3 4\nab\n', 'line 1: expected 2 tokens, found 1'],
    ['1  2\n3 4\nab\n', 'line 1: expected one space between two tokens and none before the first'],
    [' 1 2\n3 4\nab\n', 'line 1: expected one space between two tokens and none before the first'],
    ['1 -2\n3 4\nab\n', 'line 2: a number of elements cannot be -2'],
    ['1 2.0\n3 4\nab\n', 'line 1: expected an integer for len(a), found "2.0"'],
    ['6 2\n3 4\nab\n', 'line 1: n: 6 is above the maximum 5'],
    ['1 2\n3 10\nab\n', 'line 2: a[1]: 10 is above the maximum 9'],
    ['1 2\n3 4\naB\n', 'line 3: s: character 2, "B", is not in the alphabet'],
    ['', 'line 1: expected 2 tokens, found the end of the input'],
  ])('%j: %s', (text, problem) => {
    expect(validate(text)).toBe(problem);
  });
});

test('numbers are printed without an exponent', () => {
  const model = modelOf(
    stdinSpec({ x: { type: 'float', min: -1e24, max: 1e24, decimals: 9 } }, { line: ['x'] }),
  );
  expect(model.encode({ x: 1e23 })).toMatch(/^\d{23}\n$/u);
  expect(model.encode({ x: 0.00000012 })).toBe('0.00000012\n');
});

test('a spec for text wants text', () => {
  expect(validate([1, 2])).toBe('the input is a text');
});
