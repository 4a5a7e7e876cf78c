import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { valueOf } from './expressions.ts';

type Items = readonly unknown[];

const pairs = (list: Items): readonly (readonly [unknown, unknown])[] =>
  list.slice(1).map((item, k) => [list[k], item]);
const below = (a: unknown, b: unknown): boolean => (a as number) < (b as number); // of one type each
const allPairs = (list: Items): readonly (readonly [unknown, unknown])[] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));
const share = (list: readonly unknown[], part: number): number =>
  list.length === 0 ? 0 : part / list.length;
const numbersOf = (list: Items): readonly number[] => list.filter((x) => typeof x === 'number');

/** What the README says of each function, in the plainest form. */
const MEANING: Readonly<Record<string, (list: Items) => number | undefined>> = {
  len: (list) => list.length,
  distinct: (list) => new Set(list).size,
  duplicates: (list) => (list.length === 0 ? 0 : 1 - new Set(list).size / list.length),
  maxRun: (list) =>
    list.reduce<readonly [number, number]>(
      ([best, run], item, k) => {
        const now = k > 0 && Object.is(item, list[k - 1]) ? run + 1 : 1;
        return [Math.max(best, now), now];
      },
      [0, 0],
    )[0],
  sortedness: (list) => {
    const rises = pairs(list).filter(([a, b]) => below(a, b)).length;
    const falls = pairs(list).filter(([a, b]) => below(b, a)).length;
    return rises + falls === 0 ? 0 : (rises - falls) / (rises + falls);
  },
  inversions: (list) =>
    share(allPairs(list), allPairs(list).filter(([a, b]) => below(b, a)).length),
  sum: (list) => numbersOf(list).reduce((total, x) => total + x, 0),
  min: (list) => (numbersOf(list).length === 0 ? undefined : Math.min(...numbersOf(list))),
  max: (list) => (numbersOf(list).length === 0 ? undefined : Math.max(...numbersOf(list))),
  span: (list) => {
    const numbers = numbersOf(list);
    return numbers.length === 0 ? undefined : Math.max(...numbers) - Math.min(...numbers);
  },
  periodicity: (list) =>
    Math.max(
      0,
      ...[1, 2, 3, 4, 5, 6, 7, 8]
        .filter((distance) => 2 * distance <= list.length)
        .map((distance) => {
          const later = list.slice(distance);
          return share(later, later.filter((item, k) => Object.is(item, list[k])).length);
        }),
    ),
};

const numbers = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 20 }),
  fc.array(fc.integer(), { maxLength: 20 }),
  fc.array(
    fc.double({ noNaN: true }).map((x) => x + 0),
    { maxLength: 20 },
  ),
);
const texts = fc.array(fc.string({ maxLength: 2 }), { maxLength: 20 });
const mixed = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b', true, null, undefined)),
  { maxLength: 20 },
);
const settings = { seed: TEST_SEED, numRuns: 500 };

describe('functions of lists and texts', () => {
  it.each(Object.keys(MEANING))('%s means what it says, of numbers', (name) => {
    fc.assert(
      fc.property(numbers, (list) => {
        const expected = MEANING[name]?.(list);
        const given = valueOf(`${name}(v)`, { v: list });
        if (name === 'sum' && !Number.isFinite(expected)) return;
        if (expected === undefined || Number.isNaN(expected)) expect(given).toBeUndefined();
        else expect(given).toBeCloseTo(expected, 10);
        expect(valueOf(`${name}(v)`, { v: Float64Array.from(list) })).toEqual(given);
      }),
      settings,
    );
  });

  it.each(['len', 'distinct', 'duplicates', 'maxRun', 'sortedness', 'inversions', 'periodicity'])(
    '%s means what it says, of texts in a list',
    (name) => {
      fc.assert(
        fc.property(texts, (list) => {
          expect(valueOf(`${name}(v)`, { v: list })).toBeCloseTo(MEANING[name]?.(list) ?? NaN, 10);
        }),
        settings,
      );
    },
  );

  it.each(['len', 'distinct', 'duplicates', 'maxRun', 'sum', 'min', 'max', 'span', 'periodicity'])(
    '%s means what it says, of anything in a list',
    (name) => {
      fc.assert(
        fc.property(mixed, (list) => {
          const expected = MEANING[name]?.(list);
          if (expected === undefined) expect(valueOf(`${name}(v)`, { v: list })).toBeUndefined();
          else expect(valueOf(`${name}(v)`, { v: list })).toBeCloseTo(expected, 10);
        }),
        settings,
      );
    },
  );

  it.each(Object.keys(MEANING))('%s takes a text for its character codes', (name) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
        expect(valueOf(`${name}(v)`, { v: text })).toEqual(valueOf(`${name}(v)`, { v: codes }));
      }),
      settings,
    );
  });

  test('count finds elements, and texts in texts', () => {
    expect(valueOf('count(v, 2)', { v: [2, '2', 2, 3] })).toBe(2);
    expect(valueOf('count(v, "2")', { v: [2, '2', 2, 3] })).toBe(1);
    expect(valueOf('count(v, 0 / 0)', { v: [NaN, 1] })).toBe(1);
    expect(valueOf('count(v, undefined)', { v: [undefined, null, 1] })).toBe(1);
    expect(valueOf('count(v, v[0])', { v: [{}, {}] })).toBe(1);
    expect(valueOf('count(v, "a")', { v: 'banana' })).toBe(3);
    expect(valueOf('count(v, "ana")', { v: 'banana' })).toBe(2);
    expect(valueOf('count(v, "")', { v: 'banana' })).toBeUndefined();
    expect(valueOf('count(v, 1)', { v: 'banana' })).toBeUndefined();
  });

  test('depth is of brackets in texts and of objects in lists', () => {
    const depth = (v: unknown): unknown => valueOf('depth(v)', { v });
    expect(depth('')).toBe(0);
    expect(depth('a(b[c]{d})')).toBe(2);
    expect(depth(')))((')).toBe(2);
    expect(depth('('.repeat(30_000) + ')'.repeat(30_000))).toBe(30_000);
    expect(depth([])).toBe(1);
    expect(depth([1, [2, [3]], [4]])).toBe(3);
    expect(depth({ left: { left: {} }, right: {} })).toBe(3);
    expect(depth([new Float64Array(3)])).toBe(2);
    expect(depth(5)).toBeUndefined();
    let chain: unknown;
    for (let k = 0; k < 100_000; k++) chain = { next: chain };
    expect(depth(chain)).toBe(4096);
  });

  test('sizes of maps and sets count as different elements', () => {
    expect(valueOf('distinct(v)', { v: new Set([1, 2]) })).toBe(2);
    expect(valueOf('duplicates(v)', { v: new Map([[1, 2]]) })).toBe(0);
    expect(valueOf('sum(v)', { v: new Set([1, 2]) })).toBeUndefined();
  });

  it.each(['sortedness', 'inversions'])(
    '%s has no meaning for elements without an order',
    (name) => {
      for (const v of [
        [1, 'a'],
        [{}, {}],
        [null, 1],
        [true, false],
      ])
        expect(valueOf(`${name}(v)`, { v })).toBeUndefined();
    },
  );
});

describe('of long lists and texts', () => {
  const length = 50_000;
  const rng = createRng(TEST_SEED);
  const random = (below: number): number[] => Array.from({ length }, () => rng.int(0, below - 1));
  const LISTS: Readonly<Record<string, readonly number[]>> = {
    ascending: Array.from({ length }, (_, i) => i),
    descending: Array.from({ length }, (_, i) => -i),
    'all equal': Array.from({ length }, () => 7),
    'a period of 5': Array.from({ length }, (_, i) => i % 5),
    'random of ten': random(10),
    'random of a thousand': random(1000),
    'random of two bits': random(2),
    'one long run': [
      ...random(9).slice(0, 20_000),
      ...Array<number>(20_000).fill(3),
      ...random(9).slice(0, 10_000),
    ],
  };

  it.each(Object.keys(LISTS))('figures are near the true ones: %s', (name) => {
    const list = LISTS[name] ?? [];
    const near = (text: string, share: number): void => {
      const key = text.slice(0, text.indexOf('('));
      const truth =
        key === 'inversions'
          ? valueOf(text, { v: list.filter((_, i) => i % 17 === 0) })
          : MEANING[key]?.(list);
      const given = Number(valueOf(text, { v: list }));
      expect(Math.abs(given - Number(truth)), text).toBeLessThanOrEqual(
        share * Math.abs(Number(truth)) + 0.05,
      );
    };
    near('len(v)', 0);
    near('distinct(v)', 0.1);
    near('sum(v)', 0.1);
    near('min(v)', 0.01);
    near('max(v)', 0.01);
    near('sortedness(v)', 0.05);
    near('inversions(v)', 0.05);
    near('periodicity(v)', 0.1);
    if (name === 'all equal' || name === 'one long run') near('maxRun(v)', 0.1);
    const threes = list.filter((x) => x === 3).length;
    expect(Math.abs(Number(valueOf('count(v, 3)', { v: list })) - threes)).toBeLessThanOrEqual(
      0.1 * threes + 100,
    );
  });

  test('neighbours are neighbours, not ends of blocks', () => {
    const sawtooth = Array.from({ length }, (_, i) => 2 * (i % 700) - i);
    expect(valueOf('sortedness(v)', { v: sawtooth })).toBeCloseTo(0.997, 2);
  });

  test('a random list has no long run', () => {
    expect(valueOf('maxRun(v)', { v: LISTS['random of two bits'] })).toBeLessThan(64);
  });

  test('all-different elements are all different', () => {
    expect(valueOf('distinct(v)', { v: LISTS['ascending'] })).toBe(length);
    expect(valueOf('duplicates(v)', { v: LISTS['ascending']?.map((x) => x + 0.5) })).toBe(0);
  });
});
