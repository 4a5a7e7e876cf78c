import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { digestText, digestValue } from '../../../harness/js/digest.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const anyValue = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
});

describe('the digest of a value', () => {
  it('is equal for copies', () => {
    fc.assert(
      fc.property(fc.clone(anyValue, 2), ([a, b]) => {
        expect(digestValue(a)).toBe(digestValue(b));
      }),
      { seed: TEST_SEED },
    );
  });

  it('differs for different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(!isDeepStrictEqual(a, b));
        expect(digestValue(a)).not.toBe(digestValue(b));
      }),
      { seed: TEST_SEED },
    );
  });

  it.each([
    [0, -0],
    [1, '1'],
    [null, undefined],
    [[], {}],
    [
      [1, [2]],
      [[1], 2],
    ],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [new Map([[1, 2]]), new Map([[2, 1]])],
    [new Set([1, 2]), new Set([2, 1])],
    ['ab', ['a', 'b']],
    [new Error('a'), new Error('b')],
  ])('tells %j from %j', (a, b) => {
    expect(digestValue(a)).not.toBe(digestValue(b));
  });

  it('survives cycles, depth, and what throws when it is looked at', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle, { cycle });
    let deep: unknown[] = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const hostile = {
      get boom(): never {
        throw new Error('a getter was called');
      },
      proxy: new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('a proxy was asked');
          },
        },
      ),
    };
    for (const value of [cycle, deep, hostile]) {
      expect(digestValue(value)).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('of a text tells texts apart', () => {
    expect(digestText('a')).not.toBe(digestText('b'));
    expect(digestText('')).toBe(digestText(''));
  });
});
