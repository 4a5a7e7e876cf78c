import fc from 'fast-check';
import { types } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import { compileValue } from '../../../../constraints/language/evaluate.ts';
import { compileMargin } from '../../../../constraints/language/margin.ts';
import { createReader } from '../../../../constraints/language/reader.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressions, frameOf, valueOf } from './expressions.ts';
import { createHostileValues } from './hostile-values.ts';

const reader = createReader(types.isProxy);

describe('reading values of a program', () => {
  const { touched, values, handedOver } = createHostileValues();
  const names = Object.keys(values);

  test('runs none of its code, whatever the expression', () => {
    fc.assert(
      fc.property(expressions([...names, 'absent']), (expression) => {
        const frame = { ...frameOf({}), values: handedOver };
        compileValue(expression, names, reader)(frame);
        compileMargin(expression, names, reader)(frame);
        expect(touched).toEqual([]);
      }),
      { seed: TEST_SEED, numRuns: 3000 },
    );
  });

  const UNARY_CALLS =
    'len keys distinct duplicates maxRun sortedness inversions sum min max span depth periodicity abs floor';
  const FORMS = [
    ...UNARY_CALLS.split(' ').map((name) => `${name}(v)`),
    ...'v.x, v.y.x, v.length, v.size, v[0], v[1], v["x"], v[v], v + 1, v + "", v < 1'.split(', '),
    ...'v == 1, v == v, v === v, -v, !v, typeof v, ~v, v && v.x, v ?? 1, v ? 1 : 2'.split(', '),
    ...'v ** v; count(v, v); codeAt(v, 0); hypot(v, v); max(v, 1); count(v, v[0])'.split('; '),
  ];
  it.each(names)('runs none of its code with %s in every form', (name) => {
    const v = values[name];
    for (const form of FORMS) valueOf(form, { v });
    expect(touched).toEqual([]);
  });

  test('gives own data and nothing else', () => {
    const read = (expression: string): unknown => valueOf(expression, values);
    expect(read('object.x')).toBe(1);
    expect(read('object.y[1]')).toBe(2);
    expect(read('getters.x')).toBeUndefined();
    expect(read('getters.y')).toBeUndefined();
    expect(read('accessors[0]')).toBe(1);
    expect(read('accessors[1]')).toBeUndefined();
    expect(read('holes[1]')).toBeUndefined();
    expect(read('holes[2]')).toBe(3);
    expect(read('proxy[0]')).toBeUndefined();
    expect(read('revoked.length')).toBeUndefined();
    expect(read('args[1]')).toBe(2);
    expect(read('args.length')).toBe(2);
    expect(read('nothing.x')).toBeUndefined();
    expect(read('nothing.y')).toBe(2);
    expect(read('cyclic.y.x.y.x.x')).toBe(1);
    expect(read('fn.length')).toBe(2);
    expect(read('text[0]')).toBe('a');
    expect(read('text["1"]')).toBe('b');
    expect(read('text[-1]')).toBeUndefined();
    expect(read('text.toString')).toBeUndefined();
    expect(read('number.toFixed')).toBeUndefined();
    expect(read('none.x')).toBeUndefined();
    expect(read('absent')).toBeUndefined();
    expect(touched).toEqual([]);
  });

  test('takes sizes from what a value is, not from what it says', () => {
    const read = (expression: string): unknown => valueOf(expression, values);
    expect(read('len(lyingMap)')).toBe(2);
    expect(read('lyingMap.size')).toBe(2);
    expect(read('len(lyingList)')).toBe(3);
    expect(read('len(typed)')).toBe(3);
    expect(read('len(set)')).toBe(3);
    expect(read('set.size')).toBe(3);
    expect(read('len(underProxy)')).toBe(3);
    expect(read('len(sparse)')).toBe(2 ** 32 - 1);
    for (const name of ['proxy', 'functionProxy', 'revoked', 'getters', 'object', 'number', 'none'])
      expect(read(`len(${name})`)).toBeUndefined();
    expect(read('keys(object)')).toBe(5);
    expect(read('keys(set)')).toBe(3);
    expect(touched).toEqual([]);
  });

  test('leaves accessors, proxies and holes among the elements out', () => {
    const read = (expression: string): unknown => valueOf(expression, values);
    expect(read('sum(accessors)')).toBe(8);
    expect(read('distinct(holes)')).toBe(4);
    expect(read('sum(typed)')).toBe(6);
    expect(read('sum(proxy)')).toBeUndefined();
    expect(read('distinct(inside)')).toBe(3);
    expect(read('depth(inside)')).toBe(2);
    expect(read('depth(cyclic)')).toBe(2);
  });

  test('is bounded by what is looked at, not by the length', () => {
    const expression = 'distinct(sparse) + sortedness(sparse) + maxRun(sparse) + depth(sparse)';
    expect(valueOf(expression, values)).toBeNaN();
    expect(valueOf('count(sparse, 1) <= 1048576', values)).toBe(true);
  });

  it.each(['constructor', '__proto__', 'prototype'])(
    'never gives %s, however it is spelled',
    (name) => {
      const [head, tail] = [name.slice(0, 4), name.slice(4)];
      const own = JSON.parse(`{"${name}": 1}`) as object;
      for (const value of [own, [], () => 1, class {}, 'text', 5, {}])
        expect(valueOf(`v["${head}" + "${tail}"]`, { v: value })).toBeUndefined();
      expect(
        valueOf(
          { kind: 'member', object: { kind: 'variable', name: 'v' }, property: name },
          { v: own },
        ),
      ).toBeUndefined();
    },
  );

  test('sees detached and resized buffers as they are', () => {
    const buffer = new ArrayBuffer(16);
    const detached = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    expect(valueOf('len(v)', { v: detached })).toBe(0);
    expect(valueOf('v[0]', { v: detached })).toBeUndefined();
    expect(valueOf('max(v)', { v: detached })).toBeUndefined();
  });

  test('reads bigints as numbers, alone and in typed arrays', () => {
    expect(valueOf('v > 10 && v + 1 === 21', { v: 20n })).toBe(true);
    expect(valueOf('sum(v)', { v: new BigInt64Array([1n, 2n]) })).toBe(3);
    expect(valueOf('sum(v)', { v: [1n, 2n] })).toBe(3);
  });

  test('reads a list once a look, and anew at the next', () => {
    const list = [1, 2, 3];
    const evaluate = compileValue(
      { kind: 'call', callee: 'sum', args: [{ kind: 'variable', name: 'a' }] },
      ['a'],
      reader,
    );
    const frame = frameOf({ a: list });
    expect(evaluate(frame)).toBe(6);
    const { units } = frame;
    expect(evaluate(frame)).toBe(6);
    expect(frame.units - units).toBeLessThan(units / 2);
    list.push(4);
    frame.values = [list];
    expect(evaluate(frame)).toBe(10);
  });

  test('keeps apart more lists than it remembers', () => {
    const lists = Array.from({ length: 12 }, (_, k) => [k, k + 1]);
    const text = lists.map((_, k) => `sum(a${k})`).join(' + ');
    const variables = Object.fromEntries(lists.map((list, k) => [`a${k}`, list]));
    expect(valueOf(`${text} + sum(a0)`, variables)).toBe(12 * 12 + 1);
  });
});
