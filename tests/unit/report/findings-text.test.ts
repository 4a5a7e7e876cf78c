import { describe, expect, it } from 'vitest';
import type { SlowPath } from '../../../src/core/slow-path.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { printHtmlReport } from '../../../src/report/report-html.ts';
import { runRecordSchema } from '../../../src/report/run-record-schema.ts';
import { printSummary } from '../../../src/report/summary.ts';
import { sampleHtml } from './sample-html.ts';
import { sampleReport } from './sample-report.ts';

const finding: SlowPath = {
  id: 'f1',
  growth: {
    class: 'quadratic',
    exponent: 1.994,
    interval: [1.991, 1.997],
    r2: 0.999,
    points: [4, 8, 16, 32, 64, 128].map((size) => ({ size, steps: size ** 2 })),
  },
  inputs: {
    kind: 'pattern',
    place: 'args[0]',
    pattern: [
      { kind: 'repeat', unit: ' ', more: 0 },
      { kind: 'literal', text: '<b>' },
    ],
    expression: "' '.repeat(n) + '<b>'",
    counts: [1000, 2000, 4000],
  },
  size: 4003,
  steps: 8_012_000,
  hotLines: [
    {
      file: '/home/u/lib/trim.js',
      line: 7,
      functionName: 'trim',
      what: ['work:regex'],
      steps: 8_011_000,
      share: 0.999,
      code: String.raw`return text.replace(/\s+$/, '');`,
    },
  ],
  timed: [
    { size: 1003, cpuMs: [0.6, 0.5, 0.7], outcome: 'ok' },
    { size: 4003, cpuMs: [], outcome: 'timed-out' },
  ],
  snippet: 'findings/f1.mjs',
  against: {
    target: 'fast.js#trim',
    steps: 12,
    outcome: 'ok',
    timed: [{ size: 4003, cpuMs: [0.2], outcome: 'ok' }],
    cpuRatio: 25_000,
  },
};
const report = sampleReport({ findings: [finding] });

function summaryOf(width: number): string {
  return printSummary(report, { width, paint: createPaint(false), rerun: undefined });
}

describe('a finding', () => {
  it('is told with its growth, its pattern, its place, its times and a command', () => {
    const text = summaryOf(120);
    expect(text).toContain('1 finding');
    expect(text).toContain('f1: quadratic, exponent 1.99 (1.99–2.00)');
    expect(text).toContain("args[0] = ' '.repeat(n) + '<b>', n = 4,000");
    expect(text).toContain('trim.js:7');
    expect(text).toContain('0.6 ms at size 1,003, did not end in time at size 4,003');
    expect(text).toMatch(/node \S+\/findings\/f1\.mjs/);
  });

  it('says what the second version does with it', () => {
    expect(summaryOf(120)).toContain(
      'fast.js#trim on the same input: 12 steps; this one takes 25,000× its CPU time',
    );
  });

  it('keeps its command whole, however narrow the terminal', () => {
    expect(summaryOf(40)).toMatch(/node \S+\/findings\/f1\.mjs/);
  });

  it('is text in the report, never markup', () => {
    const page = printHtmlReport(sampleHtml(report));
    expect(page).toContain('>1 finding</h2>');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('survives run.json', () => {
    const stored: unknown = JSON.parse(JSON.stringify(report.record));
    expect(runRecordSchema.parse(stored).findings).toEqual([finding]);
  });
});
