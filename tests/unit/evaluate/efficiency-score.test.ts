import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.ts';
import { lowerTrimmedMean, scoreEfficiency } from '../../../src/evaluate/efficiency-score.ts';
import { type CellSketch, cutOff, sampleMatrix, WRONG } from './sample-matrix.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const MAX_STEPS = 1e9;

function efficiencies(
  rows: Readonly<Record<string, readonly CellSketch[]>>,
): readonly (number | undefined)[] {
  const solutions = Object.fromEntries(
    Object.entries(rows).map(([name, suite]) => [name, { suite }]),
  );
  return scoreEfficiency(sampleMatrix({ solutions }), 'steps', MAX_STEPS).map(
    ({ efficiency }) => efficiency,
  );
}

describe('lowerTrimmedMean', () => {
  it('drops the lowest eighth and averages up to the median, by hand', () => {
    // Ten values: two dropped, then the third to the fifth.
    expect(lowerTrimmedMean([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])).toBe(3);
    // Three values are all believed: the lower two.
    expect(lowerTrimmedMean([0, 1, 5])).toBe(0.5);
    expect(lowerTrimmedMean([4])).toBe(4);
    expect(lowerTrimmedMean([])).toBeUndefined();
  });
});

describe('scoreEfficiency', () => {
  it('places costs between the cheapest and the costliest, by logarithms', () => {
    expect(efficiencies({ slow: [1e6, 1e6], middle: [1e4, 1e4], fast: [100, 100] })).toEqual([
      0, 0.5, 1,
    ]);
  });

  it('shows a slow path that only some of the tests take', () => {
    const fast = Array.from({ length: 10 }, () => 1000);
    const half = fast.map((cost, i) => (i < 5 ? 1e6 : cost));
    const other = fast.map((cost, i) => (i < 5 ? cost : 1e6));
    expect(efficiencies({ half, other, fast })).toEqual([0, 0, 1]);
  });

  it('does not take what is slow on four tests of ten for fast, as a median would', () => {
    const [, partly = 1, fast = 0] = efficiencies({
      slow: Array.from({ length: 10 }, () => 1e7),
      partly: Array.from({ length: 10 }, (_, t) => (t < 4 ? 3e6 : 4e4)),
      fast: Array.from({ length: 10 }, () => 3e4),
      fastest: Array.from({ length: 10 }, () => 1e4),
    });
    // Of (0.174, 0.174, 0.174, 0.174, 0.799 …) the third to the fifth.
    expect(partly).toBeCloseTo(0.38, 2);
    expect(fast).toBeCloseTo(0.84, 2);
  });

  it('counts what was cut off as the fuel', () => {
    expect(efficiencies({ slow: [1e3, cutOff(0, 'timed-out')], fast: [1e3, 1e3] })).toEqual([0, 1]);
  });

  it('leaves out tests that tell nothing: near ties, and what costs next to nothing', () => {
    expect(efficiencies({ a: [19_000, 50, 1e6], b: [10_000, 1, 1e4] })).toEqual([0, 1]);
    expect(efficiencies({ a: [19_000], b: [10_000] })).toEqual([undefined, undefined]);
    expect(efficiencies({ a: [50], b: [1] })).toEqual([undefined, undefined]);
  });

  it('takes no credit for what a wrong output cost', () => {
    const scores = efficiencies({ cheat: [WRONG, 1e6], slow: [1e6, 1e6], fast: [1e3, 1e3] });
    expect(scores[0]).toBe(0);
  });

  it('tells how many tests and outputs it rests on', () => {
    const matrix = sampleMatrix({
      solutions: {
        a: { suite: [WRONG, 1e6, 1e6] },
        b: { suite: [10, 10, { verdict: 'unchecked' }] },
        c: { suite: [1e6, 1e6, 1e6] },
      },
    });
    expect(scoreEfficiency(matrix, 'steps', MAX_STEPS)).toMatchObject([
      { tests: 2, passRate: 2 / 3 },
      { tests: 3, passRate: 1 },
      { tests: 3, passRate: 1 },
    ]);
  });
});

/** Ten tests of four solutions: two fast ones, a slow one, and one that is slow on six tests. */
const CLEAN: Readonly<Record<string, readonly number[]>> = {
  slow: Array.from({ length: 10 }, (_, t) => 1e7 + t),
  partly: Array.from({ length: 10 }, (_, t) => (t < 6 ? 3e6 : 4e4)),
  fast: Array.from({ length: 10 }, (_, t) => 3e4 + t),
  fastest: Array.from({ length: 10 }, (_, t) => 1e4 + t),
};

/** Multiplies the costs of some tests by factors from 1/1000 to 1000, each solution's by its own. */
function corrupt(tests: number, seed: number): Readonly<Record<string, readonly number[]>> {
  const rng = createRng(TEST_SEED, seed);
  const chosen = new Set<number>();
  while (chosen.size < tests) chosen.add(rng.int(0, 9));
  return Object.fromEntries(
    Object.entries(CLEAN).map(([name, costs]) => [
      name,
      costs.map((cost, t) => (chosen.has(t) ? cost * 10 ** (6 * rng.unit() - 3) : cost)),
    ]),
  );
}

/** What a score by total cost would make of it. */
function totalPlaces(rows: Readonly<Record<string, readonly number[]>>): readonly number[] {
  const totals = Object.values(rows).map((costs) => costs.reduce((sum, cost) => sum + cost, 0));
  const [low, high] = [Math.min(...totals), Math.max(...totals)];
  return totals.map((total) => (high - total) / (high - low));
}

function largestShift(
  score: (rows: Readonly<Record<string, readonly number[]>>) => readonly (number | undefined)[],
  tests: number,
): number {
  const clean = score(CLEAN);
  const shifts = Array.from({ length: 200 }, (_, seed) =>
    Math.max(
      ...score(corrupt(tests, seed)).map((value, s) => Math.abs((value ?? 0) - (clean[s] ?? 0))),
    ),
  );
  return shifts.reduce((a, b) => Math.max(a, b), 0);
}

describe('under injected noise', () => {
  it('keeps the order of solutions when one or two tests of ten are a thousandfold wrong', () => {
    for (let seed = 0; seed < 200; seed++) {
      for (const tests of [1, 2]) {
        const [slow = 0, partly = 0, fast = 0, fastest = 0] = efficiencies(corrupt(tests, seed));
        expect(slow).toBeLessThan(partly);
        expect(partly).toBeLessThan(fast);
        expect(fast).toBeLessThan(fastest);
      }
    }
  });

  it('moves little where a score by total cost moves by all there is', () => {
    expect(largestShift(efficiencies, 1)).toBeLessThan(0.001);
    expect(largestShift(efficiencies, 2)).toBeLessThan(0.2);
    expect(largestShift(totalPlaces, 1)).toBeGreaterThan(0.9);
  });

  it('does not notice a few per cent on every test', () => {
    const rng = createRng(TEST_SEED);
    const noisy = Object.fromEntries(
      Object.entries(CLEAN).map(([name, costs]) => [
        name,
        costs.map((cost) => cost * (0.95 + 0.1 * rng.unit())),
      ]),
    );
    const clean = efficiencies(CLEAN);
    efficiencies(noisy).forEach((value, s) => {
      expect(Math.abs((value ?? 0) - (clean[s] ?? 0))).toBeLessThan(0.02);
    });
  });
});
