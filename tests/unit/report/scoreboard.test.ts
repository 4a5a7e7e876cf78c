import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/printable.ts';
import { printScoreboard } from '../../../src/report/scoreboard.ts';
import { scoreboardRecords } from '../../../src/synthesize/scoreboard.ts';
import {
  sampleGated,
  sampleRejected,
  sampleScore,
  STRONG,
} from '../synthesize/sample-scoreboard.ts';

const RECORDS = scoreboardRecords({
  accepted: [sampleGated('c1'), sampleGated('c2')],
  rejected: [
    sampleRejected('c3'),
    sampleRejected('c4', {
      document: 'a very long text…',
      evidence: [{ check: 'parses', passed: false, text: 'it is not a JSON value' }],
    }),
  ],
  scores: [sampleScore('c1'), { ...sampleScore('c2'), satisfied: 0, bestMargin: 0.25, finds: 1 }],
  uplifts: new Map([['c1', STRONG]]),
});

const plain = (_: string, text: string): string => text;

describe('the scoreboard for people', () => {
  it('tells verdict, uplift, place, condition, evidence and how the search fared', () => {
    expect(printScoreboard(RECORDS, { width: 100, paint: plain })).toMatchInlineSnapshot(`
      "2 constraints accepted, 2 rejected

      c1  strong  4.20× (3.10× to 5.60×), p < 0.001, holds in 23 of 120 inputs
        many equal keys degrade partition to one side
        quicksort.js:12 loop (partition): len(a) > 50 && u < len(a) / 10
        where u = distinct(a)
        search: satisfied by 12,000 of 400,000 executions looked at, 12 finds
        ok parses: a constraint of the language
        ok direction: runs that come nearer cost more at equal size: rank correlation 0.72, p < 0.001, 120
           runs

      c2  unmeasured
        many equal keys degrade partition to one side
        quicksort.js:12 loop (partition): len(a) > 50 && u < len(a) / 10
        where u = distinct(a)
        search: not satisfied in 400,000 executions looked at, least margin 0.25, 1 find
        ok parses: a constraint of the language
        ok direction: runs that come nearer cost more at equal size: rank correlation 0.72, p < 0.001, 120
           runs

      c3  rejected  separates-its-pair
        quicksort.js entry (sort): len(a) > 10
        ok parses: a constraint of the language
        no separates-its-pair: separates none of 3 pairs: holds on both runs of p1, p2, p3

      c4  rejected  parses
        "a very long text…"
        no parses: it is not a JSON value
      "
    `);
  });

  it('is short beside other things', () => {
    expect(printScoreboard(RECORDS, { width: 100, paint: plain, isBrief: true }))
      .toMatchInlineSnapshot(`
      "2 constraints accepted, 2 rejected
      c1  strong  4.20× (3.10× to 5.60×), p < 0.001, holds in 23 of 120 inputs
        many equal keys degrade partition to one side
        quicksort.js:12 loop (partition): len(a) > 50 && u < len(a) / 10
        where u = distinct(a)
        search: satisfied by 12,000 of 400,000 executions looked at, 12 finds
      c2  unmeasured
        many equal keys degrade partition to one side
        quicksort.js:12 loop (partition): len(a) > 50 && u < len(a) / 10
        where u = distinct(a)
        search: not satisfied in 400,000 executions looked at, least margin 0.25, 1 find
        rejected: 1 at separates-its-pair, 1 at parses
      "
    `);
  });

  it.each([1, 24, 40, 57, 80, 500])('fits a terminal of %i columns', (width) => {
    const text = printScoreboard(RECORDS, { width, paint: plain });
    const room = Math.min(120, Math.max(24, width));
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(room);
  });

  it('says so when there is nothing', () => {
    expect(printScoreboard([], { width: 80, paint: plain })).toBe(
      '0 constraints accepted, 0 rejected\n',
    );
  });

  it('never lets a terminal act on what a document says', () => {
    const evil = '\u001b[2J\r\u202e\n';
    const gated = sampleGated('c1');
    const records = scoreboardRecords({
      accepted: [
        {
          ...gated,
          constraint: { ...gated.constraint, description: evil, when: evil, let: { u: evil } },
        },
      ],
      rejected: [
        sampleRejected(evil, { document: { where: { file: evil, at: evil }, when: evil } }),
        sampleRejected('x', { document: { where: [evil], when: [evil] } }),
        sampleRejected('y', { document: evil }),
      ],
      scores: [],
      uplifts: new Map(),
    });
    for (const isBrief of [false, true]) {
      const text = printScoreboard(records, { width: 80, paint: plain, isBrief });
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('paints standings and failures', () => {
    const styles = new Map<string, string>();
    printScoreboard(RECORDS, {
      width: 80,
      paint: (style, text) => {
        styles.set(text, style);
        return text;
      },
    });
    expect(styles.get('strong')).toBe('green');
    expect(styles.get('unmeasured')).toBe('dim');
    expect(styles.get('rejected')).toBe('red');
  });
});
