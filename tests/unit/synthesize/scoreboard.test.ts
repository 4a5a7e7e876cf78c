import { describe, expect, it } from 'vitest';
import {
  scoreboardJson,
  scoreboardJsonSchema,
  scoreboardRecords,
  scoreboardSchema,
  standingOf,
} from '../../../src/synthesize/scoreboard.ts';
import { gate, atEntry } from './gate/gate-trial.ts';
import { sampleGated, sampleRejected, sampleScore, STRONG } from './sample-scoreboard.ts';

describe('the standing of a constraint', () => {
  it.each([
    ['strong', STRONG],
    ['weak', { ...STRONG, ratio: 1.4, interval: [1.2, 1.7] }],
    ['weak', { ...STRONG, interval: [0.9, 20] }],
    ['weak', { ...STRONG, pValue: 0.2 }],
    ['weak', { ...STRONG, ratio: 0.5, interval: [0.2, 0.8], pValue: 0.2 }],
    ['wrong-way', { ...STRONG, ratio: 0.5, interval: [0.2, 0.8] }],
    ['unmeasured', undefined],
  ] as const)('is %s', (standing, uplift) => {
    expect(standingOf(uplift)).toBe(standing);
  });
});

describe('the scoreboard', () => {
  const records = scoreboardRecords({
    accepted: [sampleGated('unknown'), sampleGated('weak'), sampleGated('strong')],
    rejected: [sampleRejected('r2'), sampleRejected('r1')],
    scores: [sampleScore('strong')],
    uplifts: new Map([
      ['strong', STRONG],
      ['weak', { ...STRONG, ratio: 1.2, interval: [1.1, 1.3] }],
    ]),
  });

  it('has the strongest on top and the rejected ones at the end', () => {
    const ids = records.map((one) => (one.verdict === 'accepted' ? one.constraint.id : one.id));
    expect(ids).toEqual(['strong', 'weak', 'unknown', 'r2', 'r1']);
    expect(records[0]).toMatchObject({
      standing: 'strong',
      uplift: STRONG,
      score: sampleScore('strong'),
    });
    expect(records[2]).toMatchObject({ standing: 'unmeasured' });
    expect(Object.keys(records[2] ?? {})).not.toContain('score');
  });

  it('survives being written and read', () => {
    const text = JSON.stringify(scoreboardJson('lib.js#sort', records));
    expect(scoreboardSchema.parse(JSON.parse(text))).toEqual({
      version: 1,
      target: 'lib.js#sort',
      constraints: records,
    });
  });

  it('survives being written and read with what the gate says of anything', async () => {
    const { accepted, rejected } = await gate([
      atEntry('inversions(a) > 0.7'),
      atEntry('max(a) > 1000'),
      atEntry('a.x > 1'),
      JSON.parse('{"__proto__": 1}'),
      [[1]],
      null,
      undefined,
    ]);
    const judged = scoreboardRecords({ accepted, rejected, scores: [], uplifts: new Map() });
    expect(judged).toHaveLength(7);
    const text = JSON.stringify(scoreboardJson('sort.js', judged));
    expect(JSON.stringify(scoreboardSchema.parse(JSON.parse(text)))).toBe(text);
  });

  it('is refused when a field is wrong', () => {
    const good = scoreboardJson('x', records);
    expect(scoreboardSchema.safeParse({ ...good, version: 2 }).success).toBe(false);
    expect(
      scoreboardSchema.safeParse({ ...good, constraints: [{ ...records[0], standing: 'great' }] })
        .success,
    ).toBe(false);
  });

  it('has a published schema', () => {
    const schema = JSON.stringify(scoreboardJsonSchema());
    expect(schema).toContain('"wrong-way"');
    expect(schema).toContain('separates-its-pair');
  });
});
