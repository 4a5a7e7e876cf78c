import { describe, expect, it } from 'vitest';
import { createCompareCalls } from '../../../harness/js/compare-calls.ts';
import { type Comparisons, createComparisons } from '../../../harness/js/comparisons.ts';
import { CELL_COUNT } from '../../../harness/protocol.ts';
import { createRegexCounter } from '../../../harness/js/regex/counter.ts';
import { createWork } from '../../../harness/js/work.ts';

/** Pairs of what was seen and what was wanted. */
function pairs(log: Comparisons): readonly (readonly [unknown, unknown])[] {
  return log.heard().map(({ seen, wanted }) => [seen, wanted.join(' ')]);
}

describe('comparisons of builtins', () => {
  it('are kept while somebody listens: what was there, what was wanted', () => {
    const log = createComparisons(0, 4);
    log.arm(true);
    log.lookedFor(0, 'x', ['a', 'href', 7, 'x']);
    log.lookedFor(1, '://', 'http:/x');
    log.affix(2, '<!--', '<!- text', false);
    log.affix(3, ';}', 'a{b}', true);
    expect(pairs(log)).toEqual([
      ['x', 'a href'],
      ['', '://'],
      ['<!- ', '<!--'],
      ['b}', ';}'],
    ]);
    log.arm(true);
    expect(log.heard()).toEqual([]);
  });

  it('are kept once, bounded, and only of short texts', () => {
    const log = createComparisons(2, 1000);
    log.arm(true);
    log.lookedFor(0, 'x', ['a', 'b'.repeat(65), '', 'x']);
    log.lookedFor(0, 'x', ['a']);
    log.lookedFor(0, undefined, ['a']);
    log.lookedFor(0, 'y'.repeat(65), ['a']);
    expect(pairs(log)).toEqual([['x', 'a']]);
    for (let k = 0; k < 100; k++) log.lookedFor(0, `n${k}`, ['a']);
    expect(log.heard()).toHaveLength(8);
    for (let k = 0; k < 1000; k++) log.lookedFor(k, 'other', ['a']);
    expect(log.heard()).toHaveLength(512);
  });

  it('are seen where they are charged, and cost no steps', () => {
    const log = createComparisons(0, 1);
    const counts = new Int32Array(1);
    const work = createWork(
      counts,
      new Int32Array(CELL_COUNT),
      () => undefined,
      createRegexCounter,
      log,
    );
    const compare = (): void => {
      work.indexOf(0, -1, ['b'], 'a', undefined);
      work.lastIndexOf(0, -1, ['c'], 'a', undefined);
      work.includes(0, false, ['d'], 'a', undefined);
      work.startsWith(0, false, 'text', 'ab');
      work.endsWith(0, false, 'text', 'cd');
    };
    compare();
    const silent = counts[0];
    expect(log.heard()).toEqual([]);
    log.arm(true);
    counts.fill(0);
    compare();
    expect(counts[0]).toBe(silent);
    expect(pairs(log)).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'd'],
      ['te', 'ab'],
      ['xt', 'cd'],
    ]);
  });
});

describe('how near a comparison came', () => {
  /** To holding and to failing. */
  function near(compare: (calls: ReturnType<typeof createCompareCalls>) => unknown): number[] {
    const log = createComparisons(1, 0);
    log.arm(true);
    compare(createCompareCalls(log));
    return [...log.distances];
  }

  it('is 0 for the outcome that it had', () => {
    expect(near((calls) => calls.same(0, 0, 'a', 'a'))).toEqual([0, 1]);
    expect(near((calls) => calls.less(0, 1, 3, 4))).toEqual([0, 0.5]);
    expect(near((calls) => calls.atMost(0, 1, 3, 4))).toEqual([0, 2 / 3]);
    expect(near((calls) => calls.inCollection(0, true, new Set(['a']), 'a'))).toEqual([0, 1]);
  });

  it('grows with what lies between the values', () => {
    const [[one = 0], [two = 0], [longer = 0], [far = 0]] = [
      near((calls) => calls.same(0, 1, 'abc', 'abd')),
      near((calls) => calls.same(0, 1, 'abc', 'axd')),
      near((calls) => calls.same(0, 1, 'abcdef', 'abd')),
      near((calls) => calls.same(0, 1, 'abc', 'ab\u{9000}')),
    ];
    expect(0 < one && one < two && two < longer && longer < 1).toBe(true);
    expect(one < far && far < longer).toBe(true);
    expect(near((calls) => calls.more(0, 1, 3, 4))).toEqual([2 / 3, 0]);
    expect(near((calls) => calls.atLeast(0, 1, 3, 4))).toEqual([0.5, 0]);
    expect(near((calls) => calls.equal(0, 1, 3, 13))).toEqual([10 / 11, 0]);
  });

  it('is that of the nearest key in a table', () => {
    const table = { while: 1, with: 2 };
    expect(near((calls) => calls.key(0, 'wits', table))).toEqual(
      near((calls) => calls.same(0, 1, 'wits', 'with')),
    );
  });

  it('is the least of all executions of the comparison', () => {
    const twice = near((calls) => [calls.same(0, 1, 1, 9), calls.same(0, 1, 8, 9)]);
    expect(twice).toEqual([0.5, 0]);
  });

  it('is unknown where it was not reached, and where values have no distance', () => {
    expect(near(() => undefined)).toEqual([2, 2]);
    expect(near((calls) => calls.same(0, 0, {}, {}))).toEqual([2, 2]);
  });

  it('is told only while somebody listens', () => {
    const log = createComparisons(1, 0);
    createCompareCalls(log).same(0, 0, 'a', 'b');
    expect(log.heard()).toEqual([]);
    expect([...log.distances]).toEqual([2, 2]);
  });
});
