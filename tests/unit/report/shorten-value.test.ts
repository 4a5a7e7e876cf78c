import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/printable.ts';
import { segmentsOf } from '../../../src/report/repetition.ts';
import { shortenArguments, shortenText, shortenValue } from '../../../src/report/shorten-value.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('shortenValue', () => {
  it.each<readonly [unknown, string]>([
    ['hello', '"hello"'],
    ['', '""'],
    ['a'.repeat(4000), '"a" × 4000'],
    ['('.repeat(2000) + ')'.repeat(2000), '"(" × 2000 + ")" × 2000'],
    [`x=${'ab'.repeat(300)}!`, '"x=" + "ab" × 300 + "!"'],
    ['q"\\\u001b[31m\n\u202e', String.raw`"q\"\\\u001b[31m\n\u202e"`],
    ['\ud800', String.raw`"\ud800"`],
    [upTo(1000), '[1, 2, …, 1000] (1,000 items)'],
    [upTo(500).map(() => 0), '[0 × 500]'],
    [upTo(100).map((i) => i % 2), '[(1, 0) × 50]'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      '[[1, 2], [3, 4]]',
    ],
    [{ a: 1, 'b c': 'z'.repeat(99) }, '{ a: 1, "b c": "z" × 99 }'],
    [{}, '{}'],
    [new Map([['k', new Set([1])]]), 'Map {"k" => Set {1}}'],
    [-0, '-0'],
    [null, 'null'],
    [undefined, 'undefined'],
    [12n, '12n'],
    [/a+/g, '/a+/g'],
    [Uint8Array.from(upTo(3)), 'bytes [1, 2, 3]'],
    [new Date(0), 'new Date("1970-01-01T00:00:00.000Z")'],
  ])('%#: knows how to write a value', (value, expected) => {
    expect(shortenValue(value)).toBe(expected);
  });

  it('shows head and tail of what does not repeat', () => {
    const squares = upTo(300).map((i) => (i * i) % 97);
    expect(shortenValue(squares)).toBe('[1, 4, 9, 16, 25, 36, …, 64, 81] (300 items)');
    expect(
      shortenValue('The quick brown fox jumps over the lazy dog, again and again: is it tired?'),
    ).toBe(
      '"The quick brown fox jumps over" + … 14 characters … + " again and again: is it tired?"',
    );
  });

  it('does not descend for ever', () => {
    let nested: unknown = 1;
    for (let i = 0; i < 50; i++) nested = [nested];
    expect(shortenValue(nested)).toBe('[[[[[[…]]]]]]');
  });

  it('meets its width, on one line, whatever the value', () => {
    const value = fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true });
    fc.assert(
      fc.property(value, fc.integer({ min: 10, max: 120 }), (any, width) => {
        const text = shortenValue(any, width);
        expect(displayWidth(text)).toBeLessThanOrEqual(width);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });

  it('shares the width between arguments', () => {
    expect(shortenArguments(['a'.repeat(99), 3])).toBe('"a" × 99, 3');
    expect(shortenArguments(upTo(10))).toBe('1, 2, 3, 4, 5, 6, … 4 more');
  });
});

describe('shortenText', () => {
  it('shows lines of numbers by their ends and leaves out the middle lines', () => {
    expect(shortenText(`1000\n${upTo(1000).join(' ')}\n`, 60)).toEqual([
      '1000',
      '1 2 … 1000  (1,000 numbers)',
    ]);
    const lines = shortenText(upTo(100).join('\n'), 60, 5);
    expect(lines).toEqual(['1', '2', '3', '… 96 more lines …', '100']);
  });

  it('shows hostile lines escaped', () => {
    expect(shortenText('\u001b]0;pwned\u0007', 60)).toEqual([String.raw`\u001b]0;pwned\u0007`]);
  });
});

describe('segmentsOf', () => {
  it('covers the whole sequence, in order, and tells the truth', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 80 });
    fc.assert(
      fc.property(text, (original) => {
        const segments = segmentsOf(original.length, (i) => original.charAt(i));
        const rebuilt = segments
          .map(({ start, unit, count }) => original.slice(start, start + unit).repeat(count))
          .join('');
        expect(rebuilt).toBe(original);
      }),
      { seed: TEST_SEED, numRuns: 500 },
    );
  });
});
