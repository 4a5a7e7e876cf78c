import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRuns } from '../../../../src/inputs/spec/text-runs.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

function shown(text: string): readonly string[] {
  return findRuns(text).map((piece) =>
    piece.kind === 'plain' ? piece.text : `${piece.copyAt(0)}*${piece.copies}`,
  );
}

describe('runs of a text', () => {
  it.each([
    ['x aaaa y', ['x ', 'a*4', ' y']],
    ['[[[[a]]]]', ['[*4', 'a', ']*4']],
    ['key=1;key=1;z', ['key=1;*2', 'z']],
    ['a1 a2 a3 ', ['a1 *3']],
    ['a1: *a0\na2: *a1\na3: *a2\n', ['a1: *a0\n*3']],
    ['pass', ['pass']],
    ['1111111!', ['1*7', '!']],
    // Numbers that do not count are characters.
    ['a5 a1 a9 ', ['a5 a1 a9 ']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('put together are the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', '(', '1', '2', ' '), maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const pieces = findRuns(given);
        expect(pieces.map((piece) => piece.text).join('')).toBe(given);
        for (const piece of pieces) {
          if (piece.kind === 'plain') continue;
          expect(piece.copies).toBeGreaterThan(1);
          expect(piece.text.length).toBeGreaterThanOrEqual(piece.copies);
        }
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });
});
