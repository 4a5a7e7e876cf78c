import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LiveStatus } from '../../../src/core/run-record.ts';
import {
  type Terminal,
  createPlainStatus,
  createTerminalStatus,
} from '../../../src/report/live-status.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { displayWidth } from '../../../src/report/printable.ts';
import { aged, statusLine, statusLines } from '../../../src/report/status-line.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const status: LiveStatus = {
  stage: 'search',
  epoch: 4,
  execs: 1_234_567,
  execsPerSecond: 123_456,
  elapsedMs: 10_000,
  leftMs: 50_000,
  flatInMs: undefined,
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
      'search  10 s  at most 50 s left',
      'best 12.3M steps  at size 4.0k  812× start  quadratic 2.01',
      '1.2M execs  123k/s  sites 31/40  corpus 210  frontier 3 s old  3 over budget  1 hung or died',
    ]);
  });

  it('leave out the least important pieces on a narrow terminal', () => {
    expect(statusLines(status, 40)).toEqual([
      'search  10 s  at most 50 s left',
      'best 12.3M steps  812× start',
      '1.2M execs  123k/s  sites 31/40',
    ]);
  });

  it('tell the share of a budget of executions, and the time that it takes at this pace', () => {
    expect(statusLine({ ...status, execsShare: 0.421 })).toMatch(
      /^search {2}10 s {2}42 % of budget {2}at most 50 s left {2}best/,
    );
    expect(statusLine({ ...status, leftMs: undefined })).toMatch(/^search {2}10 s {2}best/);
  });

  it('say that the search may be over sooner, when a flat frontier would come first', () => {
    expect(statusLines({ ...status, flatInMs: 12_345 }, 100)[0]).toBe(
      'search  10 s  at most 50 s left  12 s if nothing new is found',
    );
    expect(statusLines({ ...status, flatInMs: 12_345 }, 40)[0]).toBe(
      'search  10 s  at most 50 s left',
    );
    expect(statusLine({ ...status, flatInMs: 60_000 })).not.toContain('nothing new');
  });

  it('fit on one line of a batch, the least important pieces left out', () => {
    for (let width = 30; width < 200; width++)
      expect(displayWidth(statusLine(status, width))).toBeLessThanOrEqual(width);
    expect(statusLine(status, 90)).toBe(
      'search  10 s  at most 50 s left  best 12.3M steps  812× start  quadratic 2.01  123k/s',
    );
  });

  it('go on while nothing is told', () => {
    expect(statusLines(aged({ ...status, flatInMs: 1000 }, 3000), 100)[0]).toBe(
      'search  13 s  at most 47 s left  0 s if nothing new is found',
    );
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

  it('goes on in a stage that tells nothing, until it is closed', () => {
    vi.useFakeTimers();
    let now = 0;
    const written: string[] = [];
    const display = createPlainStatus(
      (text) => written.push(text),
      () => now,
    );
    display.status({ ...status, stage: 'confirm', leftMs: undefined });
    now = 5000;
    vi.advanceTimersByTime(5000);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^confirm {2}15 s {2}best/);
    display.close();
    now = 60_000;
    vi.advanceTimersByTime(60_000);
    expect(written).toHaveLength(1);
    vi.useRealTimers();
  });
});

/** A terminal that keeps what is written. */
function fakeTerminal(columns: number): {
  terminal: Terminal;
  written: () => string;
  writes: () => number;
} {
  let text = '';
  let writes = 0;
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += String(chunk);
      writes++;
      done();
    },
  });
  // What log-update reads of a terminal beside a stream.
  const terminal = Object.assign(stream, { columns, rows: 24, isTTY: true }) as unknown as Terminal;
  return { terminal, written: () => text, writes: () => writes };
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

  it('draws a frame by one write, and never clears the screen', () => {
    let now = 0;
    const { terminal, written, writes } = fakeTerminal(80);
    const display = createTerminalStatus(terminal, createPaint(true), () => now);
    for (let frame = 1; frame <= 20; frame++) {
      now += 100;
      display.status({ ...status, execs: 1000 * frame, elapsedMs: 1000 * frame });
      expect(writes()).toBe(frame);
    }
    display.close();
    // Erase display, reset, and the alternate screen.
    for (const code of ['[2J', '[3J', '[J', 'c', '[?1049h'])
      expect(written()).not.toContain(`\u001b${code}`);
  });

  it('shows a new stage at once, and its time going on', () => {
    vi.useFakeTimers();
    let now = 0;
    const { terminal, written } = fakeTerminal(80);
    const display = createTerminalStatus(terminal, createPaint(false), () => now);
    display.status(status);
    now = 10;
    display.status({ ...status, stage: 'confirm', leftMs: undefined });
    expect(written()).toContain('confirm  10 s');
    now = 3010;
    vi.advanceTimersByTime(3000);
    expect(written()).toContain('confirm  13 s');
    display.close();
    vi.useRealTimers();
  });
});
