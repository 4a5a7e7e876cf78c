import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseCount,
  parseDuration,
  parseMegabytes,
  QuantityFault,
} from '../../../src/config/quantity.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['60s', 60_000],
    ['2m', 120_000],
    ['2min', 120_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    [' 0.5m ', 30_000],
  ])('reads %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '60', 60, 's', '-1s', '1d', '1s!', '1 s', null, true])('refuses %j', (value) => {
    expect(() => parseDuration(value)).toThrow(QuantityFault);
  });
});

describe('parseCount', () => {
  it.each([
    ['0', 0],
    ['100000', 100_000],
    ['100_000', 100_000],
    ['100k', 100_000],
    ['1.1m', 1_100_000],
    ['2G', 2_000_000_000],
    ['1e6', 1_000_000],
    ['2^30', 1_073_741_824],
    ['2^31-1', 2_147_483_647],
    [42, 42],
  ])('reads %j', (value, count) => {
    expect(parseCount(value)).toBe(count);
  });

  it.each(['', 'k', '-1', '1.5', '1.0001k', '0x10', '2^99', '1e400', NaN, -1, 1.5, null, '_1'])(
    'refuses %j',
    (value) => {
      expect(() => parseCount(value)).toThrow(QuantityFault);
    },
  );

  it('reads every safe integer that it is given in digits', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(parseCount(String(n))).toBe(n);
      }),
      { seed: TEST_SEED },
    );
  });
});

describe('parseMegabytes', () => {
  it.each([
    ['512', 512],
    [512, 512],
    ['512mb', 512],
    ['2GB', 2048],
    ['1 g', 1024],
  ])('reads %j', (value, megabytes) => {
    expect(parseMegabytes(value)).toBe(megabytes);
  });

  it.each(['', '1.5gb', '1kb', '-1', true])('refuses %j', (value) => {
    expect(() => parseMegabytes(value)).toThrow(QuantityFault);
  });
});
