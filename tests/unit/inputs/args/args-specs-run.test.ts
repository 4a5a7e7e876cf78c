import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Realm } from '../../../../harness/protocol.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { parseArgsType } from '../../../../src/inputs/args/parse-args-type.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import { parseInputSpec } from '../../../../src/inputs/spec/schema.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

/** The realm of the tests themselves. */
const realm: Realm = {
  array: (items) => Array.from(items),
  record: (keys, values) => Object.fromEntries(keys.map((key, i) => [key, values[i]])),
  map: (entries) => new Map(entries),
  set: (items) => new Set(items),
  date: (epochMs) => new Date(epochMs),
  bytes: (values) => Uint8Array.from(values),
  regexp: (source, flags) => new RegExp(source, flags),
};

const isInt = (value: unknown): value is number => Number.isSafeInteger(value);
const areInts = (value: unknown): value is number[] => Array.isArray(value) && value.every(isInt);

describe('the specs of --args, when run', () => {
  it.each<[string, (args: unknown[]) => boolean]>([
    ['[number, string]', ([n, s]) => isInt(n) && typeof s === 'string'],
    ['[number[]]', ([xs]) => areInts(xs)],
    ['[boolean, null]', ([b, n]) => typeof b === 'boolean' && n === null],
    ['["a" | "b" | 3]', ([v]) => v === 'a' || v === 'b' || v === 3],
    ['[number | string]', ([v]) => isInt(v) || typeof v === 'string'],
    ['[number?]', ([v]) => v === undefined || isInt(v)],
    [
      '[{ a: number; b?: string }]',
      ([o]) =>
        typeof o === 'object' && o !== null && 'a' in o && (!('b' in o) || typeof o.b === 'string'),
    ],
    [
      '[[number, string][]]',
      ([pairs]) =>
        Array.isArray(pairs) &&
        pairs.every((pair) => Array.isArray(pair) && isInt(pair[0]) && typeof pair[1] === 'string'),
    ],
    ['[Map<string, number>]', ([m]) => m instanceof Map && [...m.values()].every(isInt)],
    ['[Set<number>]', ([s]) => s instanceof Set && [...s].every(isInt)],
    [
      '[Record<string, boolean>]',
      ([o]) =>
        typeof o === 'object' &&
        o !== null &&
        Object.values(o).every((v) => typeof v === 'boolean'),
    ],
    ['[Uint8Array]', ([b]) => b instanceof Uint8Array],
    ['[Date]', ([d]) => d instanceof Date && !Number.isNaN(d.getTime())],
    ['[bigint]', ([b]) => typeof b === 'bigint'],
    [
      '[n: Int<1, 9>, xs: List<Int<0, "n">, 0, "2 * n">]',
      ([n, xs]) => isInt(n) && areInts(xs) && xs.length <= 2 * n && xs.every((x) => x <= n),
    ],
    ['[Text<"a-c ", 2, 5>]', ([s]) => typeof s === 'string' && /^[a-c ]{2,5}$/u.test(s)],
    [
      '[Regex<"^[a-z]+(,[0-9]{2})?$">]',
      ([s]) => typeof s === 'string' && /^[a-z]+(,[0-9]{2})?$/u.test(s),
    ],
    [
      '[Permutation<7>]',
      ([p]) => areInts(p) && p.toSorted((a, b) => a - b).join() === '1,2,3,4,5,6,7',
    ],
    [
      '[Distinct<List<Int<0, 20>, 3, 10>>]',
      ([xs]) => areInts(xs) && new Set(xs).size === xs.length && xs.length >= 3,
    ],
    [
      '[Sorted<number[]>]',
      ([xs]) => areInts(xs) && xs.every((x, i) => i === 0 || Number(xs[i - 1]) <= x),
    ],
    ['[Float<0, 1, 2>]', ([x]) => typeof x === 'number' && x >= 0 && x <= 1],
    [
      '[Matrix<Int<0, 1>, 2, 3>]',
      ([m]) =>
        Array.isArray(m) && m.length === 2 && m.every((row) => areInts(row) && row.length === 3),
    ],
    ['[Tree<5>]', ([t]) => Array.isArray(t) && t.length === 4],
    ['[any]', () => true],
    ['[]', (args) => args.length === 0],
  ])('%s gives such arguments, which survive encoding', (type, isValid) => {
    const spec = parseInputSpec(parseArgsType(type), '--args');
    const model = compileSpec(spec, { maxSize: 500 });
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 200 }), (seed, size) => {
        const g = model.generate(createRng(seed), size);
        const args = model.build(g, realm);
        expect(args).toBeInstanceOf(Array);
        expect(typeof args !== 'string' && isValid(args)).toBe(true);
        expect(model.decode(model.encode(g))).toEqual(g);
      }),
      { seed: TEST_SEED, numRuns: 25 },
    );
  });
});
