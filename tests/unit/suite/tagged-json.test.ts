import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/core/errors.ts';
import { fromTaggedJson, toTaggedJson } from '../../../src/suite/tagged-json.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

function roundTrip(value: unknown): unknown {
  return fromTaggedJson(JSON.parse(JSON.stringify(toTaggedJson(value))));
}

describe('tagged JSON', () => {
  it('leaves plain JSON as it is', () => {
    const value = { a: [1, 'x', null, true, { b: {} }] };
    expect(toTaggedJson(value)).toEqual(value);
  });

  it.each([
    [undefined, { $type: 'undefined' }],
    [Number.NaN, { $type: 'number', value: 'NaN' }],
    [-0, { $type: 'number', value: '-0' }],
    [10n, { $type: 'bigint', value: '10' }],
    [/a+/gi, { $type: 'regexp', source: 'a+', flags: 'gi' }],
    [new Date(0), { $type: 'date', value: '1970-01-01T00:00:00.000Z' }],
    [new Set([1, undefined]), { $type: 'set', values: [1, { $type: 'undefined' }] }],
    [new Map([['k', 1n]]), { $type: 'map', entries: [['k', { $type: 'bigint', value: '1' }]] }],
    [Uint8Array.of(0, 255), { $type: 'bytes', value: [0, 255] }],
    [{ $type: 'x' }, { $type: 'object', entries: [['$type', 'x']] }],
  ])('writes %s in its documented form', (value, form) => {
    expect(toTaggedJson(value)).toEqual(form);
    expect(roundTrip(value)).toEqual(value);
  });

  it('brings back any value that fast-check makes', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(value, (original) => {
        expect(roundTrip(original)).toEqual(original);
      }),
      { seed: TEST_SEED, numRuns: 500 },
    );
  });

  it.each([
    ['new Date(0)', new Date(0)],
    ['/a/g', /a/g],
    ['new Map([[1, new Set([2])]])', new Map([[1, new Set([2])]])],
    ['Uint8Array.of(7)', Uint8Array.of(7)],
    ['({ a: [1] })', { a: [1] }],
  ])('knows %s of another realm', (code, value) => {
    expect(roundTrip(runInNewContext(code))).toEqual(value);
  });

  it('makes own properties of dangerous names', () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}');
    const copy = roundTrip(value);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.keys(Object(copy) as object)).toEqual(['__proto__', 'constructor']);
    const hostile: unknown = JSON.parse('[{"__proto__": {"polluted": 1}}]');
    expect(Object.getPrototypeOf((fromTaggedJson(hostile) as object[])[0])).toBe(Object.prototype);
  });

  it('refuses what no form fits', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => toTaggedJson(circle)).toThrow(DataError);
    expect(() => toTaggedJson(() => 0)).toThrow('a function cannot be written');
    expect(() => toTaggedJson(Symbol('x'))).toThrow(DataError);
  });

  it.each([
    { $type: 'nonsense' },
    { $type: 7 },
    { $type: 'bigint', value: '1; process.exit()' },
    { $type: 'number', value: '12' },
    { $type: 'bytes', value: [256] },
    { $type: 'map', entries: [[1]].flat() },
    { $type: 'regexp', source: '(', flags: '' },
    { $type: 'date', value: 'yesterday' },
    { $type: 'object', entries: [[1, 2]] },
  ])('refuses a damaged form: %j', (form) => {
    expect(() => fromTaggedJson(form)).toThrow(DataError);
  });
});
