import { describe, expect, it } from 'vitest';
import { metricsSchema } from '../../../src/core/evaluation-metrics.ts';
import { evaluateMatrix } from '../../../src/evaluate/evaluate-matrix.ts';
import { cutOff, sampleMatrix, WRONG } from './sample-matrix.ts';

const MAX_STEPS = 1e6;

describe('evaluateMatrix', () => {
  const matrix = sampleMatrix({
    solutions: {
      slow: { class: 'O(n^2)', default: [10, 20], suite: [40_000, cutOff(1e6 + 5)] },
      fast: { class: 'O(n)', default: [10, 20], suite: [1000, 2000] },
      other: { class: 'O(n log n)', default: [30, 20], suite: [3000, 2000] },
      broken: { class: 'O(1)', correct: false, default: [1, WRONG], suite: [1, 1] },
    },
  });
  const metrics = evaluateMatrix(matrix, 'steps', MAX_STEPS);
  const [weak, strong] = metrics.sets;

  it('fits its schema', () => {
    expect(metricsSchema.parse(metrics)).toEqual(metrics);
  });

  it('compares the correct solutions and says who is left out', () => {
    expect(metrics.compared).toEqual(['slow', 'fast', 'other']);
    expect(metrics.leftOut).toEqual([
      { solution: 'broken', reason: 'it is labelled as incorrect' },
    ]);
  });

  it('separates declared classes with the suite and not with the default tests', () => {
    // Default: slow and fast are equal; other is costlier than both, of which one is right.
    expect(weak?.byClass).toMatchObject({ pairs: 3, ordered: 1, tied: 1, reversed: 1 });
    expect(weak?.byClass?.separation).toBe(0.5);
    // Suite: totals 1,040,005 > 5,000 > 3,000; means sqrt(40000 · 1000005) > sqrt 6e6 > sqrt 2e6.
    expect(strong?.byClass).toMatchObject({ pairs: 3, ordered: 3, separation: 1, tau: 1 });
    expect(strong?.byBestKnown?.pairs).toBe(3);
  });

  it('counts a run that was cut off with what it used up, and says so', () => {
    expect(strong?.worst[0]).toEqual({ solution: 'slow', cost: 1e6 + 5, isCutOff: true });
  });

  it('takes the mean of ratios of costliest tests for the slowdown', () => {
    const [first] = metrics.slowdown;
    expect(first?.ratios.map(({ ratio }) => ratio)).toEqual([(1e6 + 5) / 20, 100, 100]);
    expect(first?.losses).toBe(0);
    expect(first?.interval).toHaveLength(2);
    expect(metrics.slowdown.map(({ k }) => k)).toEqual([1, 3, 5, 10]);
  });

  it('rates acceptance by correctness and by efficiency', () => {
    expect(weak?.correctness).toEqual({ good: 3, bad: 1, truePositive: 1, trueNegative: 1 });
    // What runs out of fuel is not accepted.
    expect(strong?.correctness.truePositive).toBe(2 / 3);
    // n log n is as efficient as n; quadratic is not, and costs 40 times the best.
    expect(strong?.efficiency).toEqual({ good: 2, bad: 1, truePositive: 1, trueNegative: 1 });
    expect(weak?.efficiency.trueNegative).toBe(0);
    expect(strong?.inefficientOverEfficient?.a12).toBe(1);
  });

  it('scores solutions as other benchmarks would', () => {
    const byName = new Map(strong?.scores.map((score) => [score.solution, score]));
    // Limit 2 · 2000; other: (4000 − 3000) / (4000 − 2000).
    expect(byName.get('fast')?.efficiency).toBe(1);
    expect(byName.get('other')?.efficiency).toBe(0.5);
    expect(byName.get('slow')?.efficiency).toBe(0);
    expect(byName.get('broken')).toEqual({
      solution: 'broken',
      efficiency: 0,
      dps: 0,
      dpsNorm: 0,
      beyond: 0,
    });
    // Mean of 0, 1, 0.5, 0.
    expect(strong?.effAt).toContainEqual({ k: 1, value: 0.375 });
  });

  it("applies EvalPerf's filters to the costliest test of each", () => {
    const cost = strong?.filters.find(({ name }) => name === 'cost');
    expect(cost).toEqual({ name: 'cost', isPassed: false, value: 2000, limit: 10_000 });
  });

  it('leaves out a test that most of the correct solutions fail', () => {
    const doubtful = sampleMatrix({
      solutions: {
        a: { suite: [5, WRONG] },
        b: { suite: [6, WRONG] },
        c: { suite: [7, 8] },
      },
    });
    const result = evaluateMatrix(doubtful, 'steps', MAX_STEPS);
    expect(result.contested).toEqual(['suite/2']);
    expect(result.compared).toEqual(['a', 'b', 'c']);
    expect(result.sets[0]?.tests).toBe(1);
  });

  it('says which solution is wrong and where', () => {
    const one = sampleMatrix({ solutions: { a: { suite: [5, WRONG] }, b: { suite: [6, 7] } } });
    expect(evaluateMatrix(one, 'steps', MAX_STEPS).leftOut).toEqual([
      { solution: 'a', reason: 'wrong on suite/2: token 1 is "2", not "1"' },
    ]);
  });

  it('orders nothing by classes that cannot be read', () => {
    const odd = sampleMatrix({
      solutions: { a: { class: 'O(?)', suite: [5] }, b: { class: '', suite: [6] } },
    });
    const result = evaluateMatrix(odd, 'steps', MAX_STEPS);
    expect(result.unreadClasses).toEqual(['', 'O(?)']);
    expect(result.sets[0]?.byClass).toBeNull();
    expect(result.sets[0]?.efficiency).toMatchObject({ good: 0, bad: 0 });
  });

  it('has nothing to compare where every solution fails', () => {
    const none = sampleMatrix({ solutions: { a: { correct: false, suite: [WRONG] } } });
    const result = evaluateMatrix(none, 'steps', MAX_STEPS);
    expect(metricsSchema.parse(result)).toEqual(result);
    expect(result.compared).toEqual([]);
    expect(result.sets[0]).toMatchObject({ worst: [], byClass: null, beyondAt1: null });
  });

  it('reads nanoseconds where a formula has instructions', () => {
    const timed = sampleMatrix({
      solutions: {
        a: { suite: [{ steps: 5, cpuMs: [300, 300] }] },
        b: { suite: [{ steps: 5, cpuMs: [3, 5] }] },
      },
    });
    const [suite] = evaluateMatrix(timed, 'cpuMs', MAX_STEPS).sets;
    expect(suite?.scores.map(({ dps }) => dps)).toEqual([50, 100]);
    const byName = new Map(suite?.filters.map((filter) => [filter.name, filter]));
    expect(byName.get('cost')).toMatchObject({ value: 4e6, isPassed: true });
    expect(byName.get('clusters')?.value).toBe(2);
    // 99th percentile of 0 and 0.25.
    expect(byName.get('variation')).toMatchObject({ value: 0.2475, isPassed: false });
  });

  it('takes CPU time where it was measured', () => {
    const timed = sampleMatrix({
      solutions: {
        a: { class: 'O(n^2)', suite: [{ steps: 5, cpuMs: [300, 100, 200] }, cutOff(1e6)] },
        b: {
          suite: [
            { steps: 5, cpuMs: [0.2] },
            { steps: 5, cpuMs: [50] },
          ],
        },
        c: { suite: [{ steps: 5 }, { steps: 5, cpuMs: [50] }] },
      },
    });
    const result = evaluateMatrix(timed, 'cpuMs', MAX_STEPS);
    expect(result.compared).toEqual(['a', 'b']);
    expect(result.leftOut).toEqual([{ solution: 'c', reason: 'not timed on suite/1' }]);
    expect(result.sets[0]?.worst).toEqual([
      { solution: 'a', cost: 400, isCutOff: true },
      { solution: 'b', cost: 50, isCutOff: false },
    ]);
  });
});
