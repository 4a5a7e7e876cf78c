import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from '../../../src/findings/decompose.ts';
import { buildText, expressionOf } from '../../../src/findings/text-pattern.ts';

/** A text with long repetitions in it, as searches find them. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 6 }),
      fc
        .tuple(fc.string({ minLength: 1, maxLength: 5 }), fc.integer({ min: 3, max: 40 }))
        .map(([unit, count]) => unit.repeat(count)),
      fc
        .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 3, max: 12 }))
        .map(([first, count]) =>
          Array.from({ length: count }, (_, i) => `k${first + i}: 0, `).join(''),
        ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

function expressions(text: string): readonly string[] {
  return decompose(text).map(({ pattern }) => expressionOf(pattern));
}

describe('decompose', () => {
  it('gives the text back at its n, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { pattern, n } of decompose(text)) expect(buildText(pattern, n)).toBe(text);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('writes every pattern as an expression that makes the same texts', () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 20 }), (text, n) => {
        for (const { pattern } of decompose(text)) {
          const at = Math.max(n, 3);
          const made: unknown = runInNewContext(expressionOf(pattern), { n: at });
          expect(made).toBe(buildText(pattern, at));
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('sees prefix, unit and suffix', () => {
    expect(expressions(`<a ${' '.repeat(50)}x`)).toContain("'<a' + ' '.repeat(n) + 'x'");
  });

  it('sees units of several characters', () => {
    expect(expressions(`"${'<!--'.repeat(40)}>`)).toContain(`'"' + '<!--'.repeat(n) + '>'`);
  });

  it('sees what opens as often as it closes', () => {
    expect(expressions(`${'['.repeat(30)}a${']'.repeat(29)}`)).toContain(
      "'['.repeat(n) + 'a' + ']'.repeat(n - 1)",
    );
  });

  it('sees numbers that count up', () => {
    const text = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [*a${i + 1}]\n`).join('');
    expect(expressions(`x: 1\n${text}`)).toContainEqual(expect.stringContaining('Array.from'));
  });

  it('sees keys that count up together with as many uses of them', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `k${i}: 0, `).join('');
    const both = expressions(`a: &a {${keys}}\nb: [${'*a, '.repeat(37)}]`).filter(
      (expression) => expression.includes('Array.from') && expression.includes('.repeat(n)'),
    );
    expect(both).toHaveLength(1);
    expect(both[0]).toContain('length: n + 2');
  });

  it('has nothing to say about an empty text', () => {
    expect(decompose('')).toEqual([]);
  });
});
