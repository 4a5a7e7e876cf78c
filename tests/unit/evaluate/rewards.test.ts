import { describe, expect, it } from 'vitest';
import { preferencePairSchema, rewardRowSchema } from '../../../src/core/reward-rows.ts';
import { preferencePairs, printJsonLines, rewardRows } from '../../../src/evaluate/rewards.ts';
import {
  type CellSketch,
  cutOff,
  type MatrixSketch,
  sampleMatrix,
  WRONG,
} from './sample-matrix.ts';

function source(solutions: MatrixSketch['solutions']): Parameters<typeof rewardRows>[0] {
  return { problem: 'p', matrix: sampleMatrix({ solutions }), maxSteps: 1e9 };
}

const times = (cost: CellSketch, n: number): CellSketch[] => Array.from({ length: n }, () => cost);

const FOUR = source({
  slow: { class: 'O(n^2)', suite: [...times(1e6, 3), cutOff(1e9)] },
  middle: { class: 'O(n^2)', suite: times(1e5, 4) },
  fast: { class: 'O(n)', suite: times(1e3, 4) },
  wrong: { class: 'O(1)', suite: [10, 10, WRONG, WRONG] },
  labelled: { class: 'O(1)', correct: false, suite: times(10, 4) },
});

describe('rewardRows', () => {
  it('rewards correctness first, then efficiency', () => {
    const rows = rewardRows(FOUR);
    expect(rows.map((row) => rewardRowSchema.parse(row))).toEqual(rows);
    const [slow, middle, fast, wrong, labelled] = rows;
    expect(slow).toMatchObject({
      correct: true,
      passRate: 1,
      efficiency: 0,
      reward: 0.5,
      tests: 4,
    });
    expect(middle?.reward).toBeGreaterThan(0.5);
    expect(middle?.reward).toBeLessThan(1);
    expect(fast).toMatchObject({ reward: 1 });
    expect(wrong).toMatchObject({ correct: false, passRate: 0.5, reward: 0 });
    expect(labelled).toMatchObject({ correct: false, passRate: 1, reward: 0 });
  });

  it('forgives one wrong test in ten, which may be wrong itself', () => {
    const rows = rewardRows(
      source({
        a: { suite: [WRONG, ...times(1e3, 9)] },
        b: { suite: times(1e6, 10) },
      }),
    );
    expect(rows[0]).toMatchObject({ correct: true, passRate: 0.9, efficiency: 1, reward: 1 });
  });

  it('knows no efficiency where no test tells solutions apart', () => {
    expect(rewardRows(source({ a: { default: [5] }, b: { default: [9] } }))).toMatchObject([
      { efficiency: null, reward: 0.5, tests: 0 },
      { efficiency: null, reward: 0.5, tests: 0 },
    ]);
  });
});

describe('preferencePairs', () => {
  it('prefers the faster of two correct solutions, with evidence', () => {
    const pairs = preferencePairs(FOUR);
    expect(pairs.map((pair) => preferencePairSchema.parse(pair))).toEqual(pairs);
    expect(pairs.map(({ slow, fast }) => `${slow} < ${fast}`)).toEqual([
      'slow < middle',
      'slow < fast',
      'middle < fast',
    ]);
    expect(pairs[1]?.evidence).toMatchObject({
      cost: 'steps',
      tests: 4,
      slower: 4,
      faster: 0,
      medianRatio: 1000,
      clearest: { test: 'suite/4', slow: 1e9, fast: 1e3, isCutOff: true },
      classes: { slow: 'O(n^2)', fast: 'O(n)', agree: true },
    });
    expect(pairs[0]?.evidence.classes.agree).toBe(false);
  });

  it('makes none against the declared classes', () => {
    const against = source({
      a: { class: 'O(n)', suite: times(1e6, 4) },
      b: { class: 'O(n^2)', suite: times(1e3, 4) },
    });
    expect(preferencePairs(against)).toEqual([]);
  });

  it('makes none where tests disagree about who is slower', () => {
    const mixed = source({
      a: { suite: [...times(1e6, 6), ...times(1e3, 4)] },
      b: { suite: [...times(1e3, 6), ...times(1e6, 4)] },
      c: { suite: times(1e6, 10) },
    });
    expect(preferencePairs(mixed).filter(({ slow, fast }) => slow !== 'c' && fast !== 'c')).toEqual(
      [],
    );
  });

  it('makes none of two that were both cut off', () => {
    const both = source({
      a: { default: [10], suite: times(cutOff(1e9), 3) },
      b: { default: [10], suite: times(cutOff(1e9), 3) },
      c: { default: [10], suite: times(10, 3) },
    });
    expect(preferencePairs(both).map(({ slow, fast }) => `${slow} < ${fast}`)).toEqual([
      'a < c',
      'b < c',
    ]);
  });
});

describe('printJsonLines', () => {
  it('writes one document a line', () => {
    const text = printJsonLines(rewardRows(FOUR));
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => rewardRowSchema.parse(JSON.parse(line)))).toEqual(rewardRows(FOUR));
    expect(printJsonLines([])).toBe('');
  });
});
