import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/executor.ts';
import type { Site, SiteTable } from '../../../src/core/site.ts';
import { compareRuns } from '../../../src/pipeline/beside-random.ts';

function site(line: number): Site {
  return { kind: 'loop', file: 0, line, column: 0, functionName: 'f', functionId: 0 };
}

function measured(steps: number, hits: readonly number[]): Measurement {
  return {
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size: 10,
    hits: Int32Array.from(hits),
    error: '',
    outputDigest: '',
  };
}

describe('a slow run beside a fast one', () => {
  it('sums the sites of a line, and tells lines that only one of them reached', () => {
    const sites: SiteTable = { files: ['/lib/a.js'], sites: [site(3), site(3), site(7), site(9)] };
    const slow = measured(130, [0, 100, 1, 20, 2, 10]);
    const fast = measured(6, [0, 1, 3, 5]);
    expect(compareRuns({ run: slow, sites }, { run: fast, sites }, 'f(1)')).toEqual({
      slow: { steps: 130, size: 10 },
      fast: { steps: 6, size: 10, shown: 'f(1)' },
      lines: [
        { file: '/lib/a.js', line: 3, slowHits: 120, fastHits: 1 },
        { file: '/lib/a.js', line: 7, slowHits: 10, fastHits: 0 },
        { file: '/lib/a.js', line: 9, slowHits: 0, fastHits: 5 },
      ],
    });
  });

  it('keeps the costliest lines of a large program', () => {
    const many = Array.from({ length: 2000 }, (_, i) => i);
    const sites: SiteTable = { files: ['/lib/a.js'], sites: many.map((i) => site(i + 1)) };
    const slow = measured(
      1,
      many.flatMap((i) => [i, i + 1]),
    );
    const { lines } = compareRuns({ run: slow, sites }, { run: measured(1, []), sites }, '');
    expect(lines).toHaveLength(500);
    expect(lines[0]?.slowHits).toBe(1501);
  });

  it('tells two programs apart by their files', () => {
    const scan: SiteTable = { files: ['/s/scan.js'], sites: [site(3)] };
    const sweep: SiteTable = { files: ['/s/sweep.js'], sites: [site(3)] };
    const slow = { run: measured(90, [0, 90]), sites: scan };
    const fast = { run: measured(4, [0, 4]), sites: sweep };
    expect(compareRuns(slow, fast, '').lines).toEqual([
      { file: '/s/scan.js', line: 3, slowHits: 90, fastHits: 0 },
      { file: '/s/sweep.js', line: 3, slowHits: 0, fastHits: 4 },
    ]);
  });
});
