import { describe, expect, it } from 'vitest';
import { CELL_ALLOC, CELL_COUNT } from '../../../harness/protocol.ts';
import { createRegexCounter } from '../../../harness/js/regex/counter.ts';
import { createWork, type Work } from '../../../harness/js/work.ts';

interface Bench {
  readonly work: Work;
  readonly counts: Int32Array;
  readonly cells: Int32Array;
  readonly polls: number[];
}

function bench(): Bench {
  const counts = new Int32Array(4);
  const cells = new Int32Array(CELL_COUNT);
  const polls: number[] = [];
  const work = createWork(counts, cells, (charged) => polls.push(charged), createRegexCounter);
  return { work, counts, cells, polls };
}

describe('charging', () => {
  it('tells fuel in portions of 1,024 units per site, however they add up', () => {
    const { work, counts, polls } = bench();
    for (let i = 0; i < 5; i++) work.repeat(0, 'x'.repeat(500), 'x');
    expect(polls).toEqual([1024, 1024]);
    work.repeat(1, 'x'.repeat(5000), 'x');
    expect(polls).toEqual([1024, 1024, 4096]);
    expect([...counts]).toEqual([2500, 5000, 0, 0]);
  });

  it('saturates instead of wrapping around', () => {
    const { work, counts, cells } = bench();
    counts[0] = 0x7fff_fff0;
    cells[CELL_ALLOC] = 0x7fff_fff0;
    work.repeat(0, 'x'.repeat(100), 'x');
    expect(counts[0]).toBe(0x7fff_ffff);
    expect(cells[CELL_ALLOC]).toBe(0x7fff_ffff);
  });

  it('keeps the result, whatever it is', () => {
    const { work } = bench();
    const result = Symbol('result');
    expect(work.indexOf(0, result, 'text')).toBe(result);
    expect(work.slice(0, undefined, [1])).toBe(undefined);
    expect(work.test(0, null, /x/, 'text', 0)).toBe(null);
    expect(work.parse(0, result, 'text')).toBe(result);
  });

  it('does not depend on builtins that the program replaced since', () => {
    const { work, counts } = bench();
    const { isArray } = Array;
    const { getPrototypeOf } = Object;
    try {
      Array.isArray = ((): boolean => false) as unknown as typeof isArray;
      Object.getPrototypeOf = (): null => null;
      work.shift(0, 1, [1, 2, 3]);
    } finally {
      Array.isArray = isArray;
      Object.getPrototypeOf = getPrototypeOf;
    }
    expect(counts[0]).toBe(3);
  });

  it('asks no proxy once there may be some', () => {
    const { work, counts } = bench();
    const traps = new Proxy({}, { get: () => expect.fail('a trap was called') });
    const proxy = new Proxy([1, 2, 3], traps);
    work.expectProxies();
    work.shift(0, 1, proxy);
    work.spread(0, proxy);
    work.spreadObject(0, proxy);
    work.splice(0, proxy, proxy, 0, 0);
    expect(counts[0]).toBe(0);
  });

  it('leaves iterables and objects of the program alone', () => {
    const { work, counts } = bench();
    const iterable = {
      get length(): number {
        return expect.fail('a getter was called');
      },
      [Symbol.iterator]: () => expect.fail('it was iterated'),
    };
    work.spread(0, iterable);
    work.slice(0, [1, 2], iterable);
    work.join(0, 'text', iterable);
    expect(counts[0]).toBe(0);
  });
});
