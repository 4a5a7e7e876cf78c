import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileCoverage } from '../../../harness/protocol.ts';
import type { SiteTable } from '../../../src/core/site.ts';
import {
  compareBranches,
  compareLines,
  contrast,
  costlierLines,
  lineHits,
} from '../../../src/profile/line-profile.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const site = { file: 0, column: 0, functionName: 'f', functionId: 0 } as const;
const SITES: SiteTable = {
  files: ['/p/a.js', '/p/b.js'],
  sites: [
    { ...site, kind: 'function', line: 1 },
    { ...site, kind: 'loop', line: 2 },
    { ...site, kind: 'work', line: 2, work: 'indexOf' },
    { ...site, kind: 'function', line: 7, file: 1 },
  ],
};

function coverage(
  file: string,
  lines: readonly number[],
  branches: readonly number[] = [],
): FileCoverage {
  return { file, lines, branches };
}

describe('lineHits', () => {
  it('takes statements and counters together, work inside builtins included', () => {
    const hits = lineHits(
      [coverage('/p/a.js', [1, 1, 2, 1, 3, 40, 4, 0])],
      Int32Array.of(0, 1, 1, 40, 2, 700, 3, 5),
      SITES,
    );
    expect(hits.get('/p/a.js')).toEqual(
      new Map([
        [1, 1],
        [2, 740],
        [3, 40],
        [4, 0],
      ]),
    );
    expect(hits.get('/p/b.js')).toEqual(new Map([[7, 5]]));
  });

  it('does without either', () => {
    expect(lineHits([], undefined, SITES).size).toBe(0);
    expect(
      lineHits([coverage('/p/c.js', [3, 9])], undefined, SITES)
        .get('/p/c.js')
        ?.get(3),
    ).toBe(9);
    expect(lineHits([], Int32Array.of(1, 6), SITES).get('/p/a.js')?.get(2)).toBe(6);
  });
});

describe('compareLines', () => {
  it('puts the lines of both runs side by side, by file and line', () => {
    const slow = new Map([
      ['/p/b.js', new Map([[2, 5]])],
      [
        '/p/a.js',
        new Map([
          [9, 7],
          [1, 1],
        ]),
      ],
    ]);
    const fast = new Map([
      [
        '/p/a.js',
        new Map([
          [1, 1],
          [4, 2],
        ]),
      ],
    ]);
    expect(compareLines(slow, fast)).toEqual([
      { file: '/p/a.js', line: 1, slowHits: 1, fastHits: 1 },
      { file: '/p/a.js', line: 4, slowHits: 0, fastHits: 2 },
      { file: '/p/a.js', line: 9, slowHits: 7, fastHits: 0 },
      { file: '/p/b.js', line: 2, slowHits: 5, fastHits: 0 },
    ]);
  });
});

describe('costlierLines', () => {
  const line = (at: number, slowHits: number, fastHits: number) => ({
    file: '/p/a.js',
    line: at,
    slowHits,
    fastHits,
  });

  it('leaves out what the fast run does as often, and orders by difference and ratio', () => {
    const lines = costlierLines([
      line(1, 10, 10),
      line(2, 2000, 1000),
      line(3, 1000, 0),
      line(4, 3, 0),
      line(5, 0, 500),
      line(6, 100_000, 50_000),
    ]);
    expect(lines.map((one) => one.line)).toEqual([6, 3, 2, 4]);
  });

  it('orders equal differences by place', () => {
    const lines = [line(9, 5, 0), line(3, 5, 0), { ...line(1, 5, 0), file: '/p/b.js' }];
    expect(costlierLines(lines).map((one) => `${one.file}:${one.line}`)).toEqual([
      '/p/a.js:3',
      '/p/a.js:9',
      '/p/b.js:1',
    ]);
  });
});

describe('contrast', () => {
  const hits = fc.integer({ min: 0, max: 2 ** 30 });

  it('is zero for equal hits alone, and the same both ways', () => {
    fc.assert(
      fc.property(hits, hits, (a, b) => {
        expect(contrast(a, b) / (contrast(b, a) || 1)).toBeCloseTo(a === b ? 0 : 1, 9);
        expect(contrast(a, b) === 0).toBe(a === b);
      }),
      { seed: TEST_SEED },
    );
  });

  it('grows with the difference', () => {
    fc.assert(
      fc.property(hits, hits, fc.integer({ min: 1, max: 1000 }), (fast, more, by) => {
        expect(contrast(fast + more + by, fast)).toBeGreaterThan(contrast(fast + more, fast));
      }),
      { seed: TEST_SEED },
    );
  });
});

describe('compareBranches', () => {
  it('tells the arms that one run took more often, most telling first', () => {
    const slow = [coverage('/p/a.js', [], [3, 4, 0, 10, 3, 4, 1, 0, 8, 2, 0, 900, 8, 2, 1, 6])];
    const fast = [coverage('/p/a.js', [], [3, 4, 0, 10, 3, 4, 1, 3, 8, 2, 0, 1, 8, 2, 1, 6])];
    expect(compareBranches(slow, fast)).toEqual([
      { file: '/p/a.js', line: 8, column: 2, arm: 0, slowHits: 900, fastHits: 1 },
      { file: '/p/a.js', line: 3, column: 4, arm: 1, slowHits: 0, fastHits: 3 },
    ]);
  });

  it('counts arms of a module that the fast run never loaded as not taken', () => {
    const slow = [coverage('/p/a.js', [], [3, 4, 0, 10])];
    expect(compareBranches(slow, [])).toEqual([
      { file: '/p/a.js', line: 3, column: 4, arm: 0, slowHits: 10, fastHits: 0 },
    ]);
  });
});
