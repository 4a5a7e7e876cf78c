import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.ts';
import type { SpecNode } from '../../../../src/core/input-spec.ts';
import { inferFromValues } from '../../../../src/inputs/infer/from-values.ts';

/** The spec of the only argument, seen with these values. */
function specOf(...values: unknown[]): SpecNode | undefined {
  return inferFromValues(values.map((value) => [value])).args[0]?.spec;
}

describe('inferFromValues', () => {
  it.each<[string, unknown[], SpecNode]>([
    ['positive integers', [3, 42], { type: 'int', min: 1, max: 1000 }],
    ['integers from 0', [0, 1234], { type: 'int', min: 0, max: 100_000 }],
    ['negative integers', [-7, 12], { type: 'int', min: -1000, max: 1000 }],
    ['fractions', [0.5, 3], { type: 'float', min: 0, max: 1000 }],
    ['numbers that are not finite', [NaN, 2], { type: 'int', min: 0, max: 1000 }],
    ['booleans', [true], { type: 'bool' }],
    ['null', [null], { type: 'const', value: null }],
    ['words', ['ab', 'z'], { type: 'string', minLength: 1, alphabet: 'a-z' }],
    ['no character at all', [''], { type: 'string', minLength: 0 }],
    [
      'characters that mean something in a class',
      ['a-b]', '^\\7Z'],
      { type: 'string', minLength: 1, alphabet: 'a-zA-Z0-9\\-\\\\\\]\\^' },
    ],
    [
      'lists, their elements pooled',
      [[1, 2], [900]],
      { type: 'list', minLength: 1, of: { type: 'int', min: 1, max: 10_000 } },
    ],
    [
      'an empty list',
      [[]],
      { type: 'list', minLength: 0, of: { type: 'int', min: -1_000_000, max: 1_000_000 } },
    ],
    [
      'pairs of different kinds',
      [
        ['a', 1],
        ['b', 2],
      ],
      {
        type: 'tuple',
        items: [
          { type: 'string', minLength: 1, alphabet: 'a-z' },
          { type: 'int', min: 1, max: 1000 },
        ],
      },
    ],
    [
      'pairs of one kind, as lists',
      [
        [1, 2],
        [3, 4],
      ],
      { type: 'list', minLength: 1, of: { type: 'int', min: 1, max: 1000 } },
    ],
    [
      'objects that lack a key',
      [{ a: 1 }, { a: 2, b: true }],
      {
        type: 'record',
        fields: {
          a: { type: 'int', min: 1, max: 1000 },
          b: { type: 'union', options: [{ type: 'bool' }, { type: 'undefined' }] },
        },
      },
    ],
    [
      'values of several kinds',
      [1, 'a', null],
      {
        type: 'union',
        options: [
          { type: 'const', value: null },
          { type: 'int', min: 1, max: 1000 },
          { type: 'string', minLength: 1, alphabet: 'a-z' },
        ],
      },
    ],
    [
      'names of modes',
      ['asc', 'desc', 'asc', 'asc', 'desc', 'asc', 'asc', 'desc'],
      { type: 'enum', values: ['asc', 'desc'] },
    ],
  ])('generalises %s', (_, values, spec) => {
    expect(specOf(...values)).toEqual(spec);
  });

  it('reads objects without common keys as dictionaries', () => {
    const object = (offset: number): object =>
      Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`k${offset + i}`, i]));
    expect(specOf(object(0), object(8))).toEqual({
      type: 'convert',
      to: 'dictionary',
      of: {
        type: 'list',
        of: {
          type: 'tuple',
          items: [
            { type: 'string', minLength: 1, alphabet: 'a-z0-9' },
            { type: 'int', min: 0, max: 1000 },
          ],
        },
      },
    });
  });

  it('converts values that JSON lacks', () => {
    const int: SpecNode = { type: 'int', min: 1, max: 1000 };
    expect(specOf(new Set([1]))).toEqual({
      type: 'convert',
      to: 'set',
      of: { type: 'list', of: int },
    });
    expect(specOf(new Map([[1, 2]]))).toEqual({
      type: 'convert',
      to: 'map',
      of: { type: 'list', of: { type: 'tuple', items: [int, int] } },
    });
    expect(specOf(5n)).toEqual({ type: 'convert', to: 'bigint', of: int });
    expect(specOf(new Date(5))).toEqual({ type: 'convert', to: 'date', of: int });
    expect(specOf(new Uint8Array(2))).toEqual({
      type: 'convert',
      to: 'bytes',
      of: { type: 'list', of: { type: 'int', min: 0, max: 255 } },
    });
  });

  it('lets arguments that some seeds lack be undefined', () => {
    expect(inferFromValues([[1], [1, true]]).args).toEqual([
      { name: 'arg0', spec: { type: 'int', min: 1, max: 1000 } },
      {
        name: 'arg1',
        spec: { type: 'union', options: [{ type: 'bool' }, { type: 'undefined' }] },
      },
    ]);
    expect(inferFromValues([[]]).args).toEqual([]);
  });

  it('ends on values nested without measure', () => {
    let nested: unknown = 1;
    for (let i = 0; i < 1000; i++) nested = [nested];
    expect(JSON.stringify(specOf(nested)).length).toBeLessThan(5000);
  });

  it('refuses no seeds and values that are no data', () => {
    expect(() => inferFromValues([])).toThrow(UsageError);
    expect(() => specOf(() => 1)).toThrow(UsageError);
  });
});
