import { describe, expect, it } from 'vitest';
import { printBatchReport, type ReportedBatch } from '../../../src/report/batch-html.ts';
import { unbalanced } from './sample-html.ts';

const batch: ReportedBatch = {
  directory: 'corpus',
  totals: {
    problems: 3,
    done: 1,
    failed: 1,
    execs: 12_345,
    tests: 10,
    slowdown: { geometricMean: 812, median: 700 },
  },
  problems: [
    {
      problem: 'sums',
      state: 'done',
      ms: 61_000,
      run: 'runs/sums',
      execs: 12_345,
      tests: 10,
      bestSteps: 5_000_000,
      slowdown: 812,
      growth: 'quadratic',
    },
    { problem: '<img src=x onerror=alert(1)>', state: 'failed', ms: 10, reason: '</script>\u202e' },
    { problem: 'nets', state: 'waiting', ms: 0, run: 'javascript:alert(1)/"x' },
  ],
};

describe('the report of many problems', () => {
  it('tells totals and every problem, with a link to its run', () => {
    const html = printBatchReport(batch);
    expect(html).toContain('1 of 3');
    expect(html).toContain('<a href="./runs/sums/report.html">sums</a>');
    expect(html).toContain('quadratic');
    expect(html).toContain('812×');
    expect(unbalanced(html)).toEqual([]);
  });

  it('leads nowhere but below itself, and shows names as text', () => {
    const html = printBatchReport(batch);
    const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !/^(?:#|\.\/)/.test(link))).toEqual([]);
    expect(html).toContain('./javascript%3Aalert(1)/%22x/report.html');
    expect(html).not.toMatch(/<img|\u202e/);
    expect(html.match(/<\/script/g)).toHaveLength(2);
  });
});
