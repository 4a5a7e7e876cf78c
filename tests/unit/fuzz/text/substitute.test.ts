import { describe, expect, it } from 'vitest';
import type { NumberDomain, Part, Sequence } from '../../../../src/core/input-model.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { substitute } from '../../../../src/fuzz/text/substitute.ts';

const NUMBERS: NumberDomain = { min: -1000, max: 1000, integer: true };

function sequence(value: Sequence): Part {
  const domain = {
    minLength: 0,
    maxLength: 10_000,
    element: () => 0,
    alphabet: undefined,
    numbers: typeof value === 'string' ? undefined : NUMBERS,
    fixedElements: false,
  };
  return { kind: 'sequence', place: 'a', path: ['a'], value, domain };
}

function number(value: number): Part {
  return { kind: 'number', place: 'n', path: ['n'], value, domain: NUMBERS };
}

/** Everything that becomes of a part, in order. */
function outcomes(
  part: Part,
  seen: string | number,
  wanted: string | number,
  glue: readonly string[] = [],
): readonly unknown[] {
  const rng = createRng(3);
  const all = Array.from({ length: 200 }, () =>
    JSON.stringify(substitute(part, seen, wanted, glue, rng)),
  );
  return [...new Set(all)].toSorted().map((text) => (text === undefined ? text : JSON.parse(text)));
}

describe('what was wanted stands where what was seen was', () => {
  it('in a text, as far as it differs, where the program has put something around it', () => {
    expect(outcomes(sequence('!!x - 1'), 'tag:yaml,2002:x', 'tag:yaml,2002:omap')).toEqual([
      '!!omap - 1',
    ]);
    expect(outcomes(sequence('!!x'), 'abc', 'xyz')).toEqual([undefined]);
  });

  it('in a text, at any occurrence, in any case', () => {
    expect(outcomes(sequence('ab ab'), 'ab', 'xyz')).toEqual(['ab xyz', 'xyz ab']);
    expect(outcomes(sequence('Get it'), 'get', 'put')).toEqual(['put it']);
    expect(outcomes(sequence('abc'), 'q', 'r')).toEqual([undefined]);
  });

  it('anywhere, with what separates words or without, when there was nothing', () => {
    const found = outcomes(sequence('k'), '', 'v', [';']);
    expect(found).toEqual(expect.arrayContaining(['kv', 'vk', 'k;v', 'v;k', 'k;v;']));
    expect(found.every((text) => String(text).includes('v'))).toBe(true);
  });

  it('as digits, as a character, and as a length', () => {
    expect(outcomes(sequence('10'), 10, 42)).toEqual(['42']);
    expect(outcomes(sequence('a'), 97, 123)).toEqual(['{']);
    expect(outcomes(sequence('xyz'), 3, 5)).toEqual(['xxxyz', 'xyyyz', 'xyzzz']);
    expect(outcomes(sequence('xyz'), 3, 2)).toEqual(['xy', 'xz', 'yz']);
    expect(outcomes(sequence('x'), 0, 2, [','])).toEqual(
      expect.arrayContaining(['xxx', 'x,xx', 'xx,x']),
    );
  });

  it('as a number, as an element, and as a number of elements', () => {
    expect(outcomes(number(7), 7, 9)).toEqual([9]);
    expect(outcomes(number(7), 8, 9)).toEqual([undefined]);
    expect(outcomes(sequence([5, 1, 5]), 5, 6)).toEqual([
      [5, 1, 6],
      [6, 1, 5],
    ]);
    expect(outcomes(sequence([5, 1]), 2, 3)).toEqual([[5, 1, 5]]);
    expect(outcomes(sequence([5, 1]), 'x', 'y')).toEqual([undefined]);
  });

  it('and never as a value of another kind, or without bounds', () => {
    expect(outcomes(sequence('7'), '7', 8)).toEqual([undefined]);
    expect(outcomes(sequence('ab'), 2, 1e9)).toEqual([undefined]);
    expect(outcomes(sequence('ab'), 0.5, 2)).toEqual([undefined]);
  });
});
