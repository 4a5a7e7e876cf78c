import { describe, expect, it } from 'vitest';
import { createComparisons } from '../../../harness/js/comparisons.ts';
import { CELL_COUNT } from '../../../harness/protocol.ts';
import { createRegexCounter } from '../../../harness/js/regex/counter.ts';
import { createWork } from '../../../harness/js/work.ts';

describe('comparisons of texts', () => {
  it('are kept while somebody listens: what was there, what was wanted', () => {
    const log = createComparisons();
    log.arm(true);
    log.lookedFor('x', ['a', 'href', 7, 'x']);
    log.lookedFor('://', 'http:/x');
    log.affix('<!--', '<!- text', false);
    log.affix(';}', 'a{b}', true);
    expect(log.heard()).toEqual(['x', 'a', 'x', 'href', '', '://', '<!- ', '<!--', 'b}', ';}']);
    log.arm(true);
    expect(log.heard()).toEqual([]);
  });

  it('are kept once, bounded, and only of short texts', () => {
    const log = createComparisons();
    log.arm(true);
    log.lookedFor('x', ['a', 'a', 'b'.repeat(65), '', 'x']);
    log.lookedFor(undefined, ['a']);
    log.lookedFor('y'.repeat(65), ['a']);
    expect(log.heard()).toEqual(['x', 'a']);
    for (let k = 0; k < 1000; k++) log.lookedFor(`n${k}`, ['a']);
    expect(log.heard()).toHaveLength(512);
  });

  it('are seen in the builtins that compare, and cost no steps', () => {
    const log = createComparisons();
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
    expect(log.heard()).toEqual(['a', 'b', 'a', 'c', 'a', 'd', 'te', 'ab', 'xt', 'cd']);
  });
});
