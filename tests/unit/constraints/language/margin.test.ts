import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressions, marginOf, valueOf } from './expressions.ts';
import { createHostileValues } from './hostile-values.ts';

const settings = { seed: TEST_SEED, numRuns: 3000 };
const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(Infinity, -Infinity, NaN, 1e300, -1e308, 5e-324, 0, -0),
);
const value = fc.oneof(
  number,
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(true, false, null, undefined, 10n),
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 }),
);

describe('a margin', () => {
  test('is 0 exactly when the condition is truthy, else up to 1', () => {
    fc.assert(
      fc.property(
        expressions(['a', 'b', 'c']),
        fc.record({ a: value, b: value, c: value }),
        (expression, variables) => {
          const margin = marginOf(expression, variables);
          expect(margin === 0).toBe(Boolean(valueOf(expression, variables)));
          expect(margin).toBeGreaterThanOrEqual(0);
          expect(margin).toBeLessThanOrEqual(1);
        },
      ),
      { ...settings, numRuns: 10_000 },
    );
  });

  test('is so of strange values, too', () => {
    const { values } = createHostileValues();
    fc.assert(
      fc.property(expressions(Object.keys(values)), (expression) => {
        const margin = marginOf(expression, values);
        expect(margin === 0).toBe(Boolean(valueOf(expression, values)));
        expect(margin >= 0 && margin <= 1).toBe(true);
      }),
      settings,
    );
  });

  it.each([
    ['x > t', 1],
    ['x >= t', 1],
    ['x === t', 1],
    ['x == t', 1],
    ['t < x', 1],
    ['!(x <= t)', 1],
    ['!(x !== t)', 1],
    ['x < t', -1],
    ['x <= t', -1],
    ['!(x >= t)', -1],
    ['t > x', -1],
  ])('falls strictly as a number comes nearer: %s', (text, direction) => {
    const integer = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const step = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(integer, step, step, (target, near, further) => {
        const margin = (distance: number): number =>
          marginOf(text, { x: target - direction * distance, t: target });
        expect(margin(near)).toBeLessThan(margin(near + further));
        expect(margin(0)).toBeLessThan(margin(near));
      }),
      { ...settings, numRuns: 1000 },
    );
  });

  test('falls for shares between 0 and 1 as it does for large numbers', () => {
    const steps = (text: string, values: readonly number[]): readonly number[] =>
      values.map((x) => marginOf(text, { x }));
    for (const margins of [
      steps('x > 0.9', [0, 0.1, 0.5, 0.8, 0.89, 0.9]),
      steps('x < 0.1', [1, 0.9, 0.5, 0.2, 0.11, 0.1]),
      steps('x > 1e9', [-1e9, 0, 1e6, 1e8, 5e8, 9e8, 1e9]),
    ]) {
      expect(margins).toEqual(margins.toSorted((a, b) => b - a));
      expect(new Set(margins).size).toBe(margins.length);
      // Halfway there is well below the start: the scale fits.
      expect((margins[0] ?? 0) - (margins.at(-1) ?? 1)).toBeGreaterThan(0.25);
    }
  });

  test('of texts falls as characters and lengths agree', () => {
    const margins = ['', 'x', 'az', 'abz', 'abd', 'abce', 'abcd'].map((s) =>
      marginOf('s === "abcd"', { s }),
    );
    expect(margins).toEqual(margins.toSorted((a, b) => b - a));
    expect(new Set(margins).size).toBe(margins.length);
    expect(margins.at(-1)).toBe(0);
    expect(marginOf('s < "m"', { s: 'n' })).toBeLessThan(marginOf('s < "m"', { s: 'z' }));
    expect(marginOf('s !== "m"', { s: 'm' })).toBeLessThan(0.1);
    const long = 'x'.repeat(1000);
    expect(marginOf('s === t', { s: `${long}a`, t: `${long}b` })).toBeGreaterThan(0);
  });

  test('is farthest where nothing can be compared, and nearer where something can', () => {
    const o = {};
    for (const text of [
      'o > 1',
      'none > 1',
      'o + 1',
      'none',
      'none.x === 1',
      'o == 1',
      '0 / 0 > 1',
      'len(n) < 1',
    ])
      expect(marginOf(text, { o, n: 5 }), text).toBe(1);
    expect(marginOf('x > 1e300', { x: -1e300 })).toBeLessThan(1);
    expect(marginOf('typeof x === "string"', { x: 1 })).toBe(1);
  });

  test('of a conjunction is the mean, of a disjunction the least', () => {
    const variables = { x: 3, y: 90 };
    const far = marginOf('x > 10', variables);
    const near = marginOf('y > 100', variables);
    expect(marginOf('x > 10 && y > 100', variables)).toBeCloseTo((far + near) / 2, 12);
    expect(marginOf('x > 10 || y > 100', variables)).toBe(near);
    expect(marginOf('!(x <= 10 || y <= 100)', variables)).toBeCloseTo((far + near) / 2, 12);
    expect(marginOf('!(x <= 10 && y <= 100)', variables)).toBe(near);
    expect(marginOf('x > 10 && (y > 100 && x < 5)', variables)).toBeCloseTo((far + near) / 3, 12);
    expect(marginOf('y > 100 ?? x', variables)).toBe(near);
    expect(marginOf('missing ?? y > 100', variables)).toBe(near);
  });

  test('of a conditional leads through either branch', () => {
    const text = 'mode > 0 ? x > 10 : x > 1000000';
    expect(marginOf(text, { mode: 0, x: 9 })).toBeLessThan(marginOf('x > 1000000', { x: 9 }));
    expect(marginOf(text, { mode: 1, x: 9 })).toBeLessThan(marginOf(text, { mode: 1, x: 5 }));
    expect(marginOf(text, { mode: 1, x: 11 })).toBe(0);
    expect(marginOf('x ? y : false', { x: 1, y: 1 })).toBe(0);
  });

  test('of nested tests takes no more than a look at each', () => {
    let text = 'x > 1';
    for (let depth = 0; depth < 35; depth++) text = `(${text}) ? x : y`;
    expect(marginOf(text, { x: 0, y: '' })).toBeGreaterThan(0);
    let chain = 'x';
    for (let depth = 0; depth < 35; depth++) chain = `(${chain} ?? x)`;
    expect(marginOf(chain, { x: null })).toBe(1);
  });

  test('of a plain value is near when a step makes it truthy', () => {
    expect(marginOf('x', { x: 0 })).toBeLessThan(0.01);
    expect(marginOf('x % 2', { x: 4 })).toBeLessThan(0.01);
    expect(marginOf('!x', { x: 5 })).toBeGreaterThan(marginOf('!x', { x: 1 }));
    expect(marginOf('!s', { s: 'abc' })).toBeGreaterThan(marginOf('!s', { s: 'a' }));
    expect(marginOf('x', { x: false })).toBe(1);
  });
});
