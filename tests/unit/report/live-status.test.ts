import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveStatus } from '../../../src/core/run-record.ts';
import {
  type Terminal,
  createPlainStatus,
  createTerminalStatus,
} from '../../../src/report/live-status.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { displayWidth } from '../../../src/report/printable.ts';
import { statusLine, statusLines } from '../../../src/report/status-line.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const status: LiveStatus = {
  stage: 'search',
  epoch: 4,
  execs: 1_234_567,
  execsPerSecond: 123_456,
  elapsedMs: 10_000,
  leftMs: 50_000,
  execsShare: undefined,
  best: { steps: 12_301_233, size: 4000 },
  seedBest: { steps: 15_149, size: 3900 },
  growth: { class: 'quadratic', exponent: 2.01, interval: [1.9, 2.1], r2: 1, points: [] },
  frontierAgeMs: 3200,
  sitesHit: 31,
  siteCount: 40,
  corpus: 210,
  outcomes: { ok: 1_234_000, 'steps-exceeded': 3, crashed: 1 },
};

describe('status lines', () => {
  it('tell speed, best cost, slowdown, growth, frontier, sites, corpus and time left', () => {
    expect(statusLines(status, 100)).toEqual([
      'search  10.0 s, 50.0 s left',
      'best 12.3M steps  at size 4.0k  812× start  quadratic 2.01',
      '1.2M execs  123k/s  sites 31/40  corpus 210  frontier 3.2 s old  3 over budget  1 hung or died',
    ]);
  });

  it('leave out the least important pieces on a narrow terminal', () => {
    expect(statusLines(status, 40)).toEqual([
      'search  10.0 s, 50.0 s left',
      'best 12.3M steps  812× start',
      '1.2M execs  123k/s  sites 31/40',
    ]);
  });

  it('tell the share of a budget of executions in place of time', () => {
    expect(statusLine({ ...status, execsShare: 0.421 })).toContain('10.0 s, 42 % of budget');
    expect(statusLine({ ...status, leftMs: undefined })).toMatch(/^search {2}10\.0 s {2}best/);
  });

  it('do without a best, a seed and growth', () => {
    const young = { ...status, best: undefined, seedBest: undefined, growth: undefined };
    expect(statusLine(young)).toContain('best –');
  });

  it('never are wider than the terminal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (width) => {
        for (const line of statusLines(status, width)) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
      { seed: TEST_SEED },
    );
  });
});

describe('the plain display', () => {
  it('writes a line every five seconds at most, and what is said at once', () => {
    let now = 0;
    const written: string[] = [];
    const display = createPlainStatus(
      (text) => written.push(text),
      () => now,
    );
    for (now = 0; now <= 12_000; now += 100) display.status(status);
    expect(written).toHaveLength(2);
    display.say('a note with \u001b[31mcolour');
    expect(written.at(-1)).toBe('a note with \\u001b[31mcolour\n');
    display.close();
    expect(written).toHaveLength(3);
  });
});

/** A terminal that keeps what is written. */
function fakeTerminal(columns: number): { terminal: Terminal; written: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += String(chunk);
      done();
    },
  });
  // What log-update reads of a terminal beside a stream.
  const terminal = Object.assign(stream, { columns, rows: 24, isTTY: true }) as unknown as Terminal;
  return { terminal, written: () => text };
}

describe('the terminal display', () => {
  it('draws at most ten times a second and clears itself at the end', () => {
    let now = 0;
    const { terminal, written } = fakeTerminal(60);
    const display = createTerminalStatus(terminal, createPaint(false), () => now);
    display.status(status);
    const first = written();
    expect(first).toContain('best 12.3M steps');
    now = 50;
    display.status({ ...status, execs: 2 });
    expect(written()).toBe(first);
    now = 150;
    display.status({ ...status, execs: 77 });
    expect(written()).toContain('77 execs');
    display.say('note');
    expect(written()).toContain('note\n');
    display.close();
    expect(written()).not.toContain('undefined');
  });
});
