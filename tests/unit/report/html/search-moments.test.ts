import { describe, expect, it } from 'vitest';
import {
  constraintMoments,
  improvements,
  type SearchHistory,
  timeAt,
} from '../../../../src/report/html/search-moments.ts';
import { sampleFinding } from '../sample-record.ts';

function kept(
  execs: number,
  steps: number,
  reasons: readonly string[] = [],
): SearchHistory['kept'][number] {
  return sampleFinding(execs, {
    steps,
    reasons,
    provenance: { id: execs, parents: [], op: `op${execs}`, execs },
  });
}

const history: SearchHistory = {
  name: '',
  kept: [
    kept(30, 100, ['+sat:long', '+margin:other']),
    kept(10, 50),
    kept(20, 50),
    kept(40, 90, ['+margin:long']),
    kept(50, 300, ['+total', '+max:site3']),
  ],
  plot: [100, 200].map((execs) => ({
    execs,
    wallMs: 7 * execs,
    epoch: 1,
    bestSteps: 1,
    bestSize: 1,
    corpus: 1,
    sitesHit: 1,
    frontierAgeExecs: 0,
  })),
};

describe('the moments of a search', () => {
  it('are the inputs that cost more than all before, in order of discovery', () => {
    expect(improvements(history).map(({ execs, steps, op }) => [execs, steps, op])).toEqual([
      [10, 50, 'op10'],
      [30, 100, 'op30'],
      [50, 300, 'op50'],
    ]);
  });

  it('name the constraints that an input was kept for', () => {
    expect(improvements(history).map(({ constraints }) => constraints)).toEqual([
      [],
      ['long', 'other'],
      [],
    ]);
    expect(constraintMoments(history).map(({ execs }) => execs)).toEqual([30, 40]);
  });

  it('have the time at which their epoch ended, where it is known', () => {
    expect(timeAt(50, history)).toBe(700);
    expect(timeAt(101, history)).toBe(1400);
    expect(timeAt(201, history)).toBeUndefined();
  });
});
