import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import {
  lineAt,
  pickBoundary,
  pickTokens,
  tokenEnd,
  tokenStart,
} from '../../../../src/fuzz/text/tokens.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

function tokensOf(text: string): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length; at = tokenEnd(text, at))
    out.push(text.slice(at, tokenEnd(text, at)));
  return out;
}

describe('tokens', () => {
  it('are runs of letters, of digits and of one kind of space, and single marks', () => {
    expect(tokensOf('foo42 = [[é_x]];  \n\n')).toEqual([
      'foo',
      '42',
      ' ',
      '=',
      ' ',
      '[',
      '[',
      'é_x',
      ']',
      ']',
      ';',
      '  ',
      '\n\n',
    ]);
  });

  it('are cut when they are long, so that a look costs the same in any text', () => {
    expect(tokensOf('a'.repeat(70)).map(({ length }) => length)).toEqual([32, 32, 6]);
  });

  it('are picked within the text, between boundaries', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
        const rng = createRng(seed);
        const span = pickTokens(text, rng, 3);
        if (text === '') expect(span).toBeUndefined();
        if (span !== undefined) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(tokenStart(text, span.start)).toBe(span.start);
        }
        const boundary = pickBoundary(text, rng);
        expect(boundary).toBeGreaterThanOrEqual(0);
        expect(boundary).toBeLessThanOrEqual(text.length);
      }),
      { seed: TEST_SEED },
    );
  });
});

describe('lines', () => {
  it('hold their end of line', () => {
    const text = 'one\ntwo\nthree';
    expect(lineAt(text, 5, 80)).toEqual({ start: 4, end: 8 });
    expect(lineAt(text, 9, 80)).toEqual({ start: 8, end: 13 });
    expect(lineAt(text, 3, 80)).toEqual({ start: 0, end: 4 });
  });

  it('are cut when they are long', () => {
    expect(lineAt('x'.repeat(100), 20, 10)).toEqual({ start: 20, end: 30 });
  });
});
