import { describe, expect, it } from 'vitest';
import type { ProblemRun } from '../../../src/core/problem-run.ts';
import { problemLines } from '../../../src/report/problem-lines.ts';

const RUN: ProblemRun = {
  id: 'p',
  solutions: [
    { name: 'solutions/fast.js', class: 'O(n)', rank: 0, directory: 'solutions/fast.js', execs: 1 },
    {
      name: 'solutions/slow.js',
      class: 'O(n^2)',
      rank: 1,
      directory: 'solutions/slow.js',
      execs: 1,
      best: { steps: 12_345, size: 10 },
      growth: 'quadratic',
    },
  ],
  setAside: [{ solution: 'solutions/bad.js', why: 'disagrees', reason: 'test 1: 7 is not true' }],
  pool: 9,
  stepsPerSecond: 1_000_000,
  pace: 'given',
  separation: {
    suite: { pairs: 1, agreement: 1, ties: [], reversed: [] },
    defaultTests: {
      pairs: 1,
      agreement: 0.5,
      ties: [['solutions/slow.js', 'solutions/fast.js']],
      reversed: [],
    },
  },
};

describe('problemLines', () => {
  it('lists solutions, the slowest class first, and what the suite says of their order', () => {
    const lines = problemLines(RUN, 100);
    expect(lines[0]).toContain('solutions/slow.js  O(n^2)  quadratic  12,345 steps');
    expect(lines[1]).toContain('solutions/fast.js  O(n)');
    expect(lines.join(' ')).toMatch(/The suite orders 100(?:\.0)? % of the 1 pair/);
    expect(lines.join(' ')).toContain("the problem's own tests 50");
  });

  it('names who was set aside, and pairs that are tied or the wrong way round', () => {
    const pair: [string, string] = ['solutions/slow.js', 'solutions/fast.js'];
    const suite = { pairs: 2, agreement: 0.25, ties: [pair], reversed: [pair] };
    const text = problemLines({ ...RUN, separation: { suite, defaultTests: suite } }, 100).join(
      ' ',
    );
    expect(text).toContain('solutions/bad.js is set aside: test 1');
    expect(text).toContain('cannot tell apart solutions/slow.js and solutions/fast.js');
    expect(text).toContain('wrong way round solutions/slow.js and solutions/fast.js');
  });
});
