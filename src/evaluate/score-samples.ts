import { type EvaluationMatrix, type TestSet, wasCutOff } from '../core/evaluation.ts';
import type { SetMetrics } from '../core/evaluation-metrics.ts';
import { cellOf, type MatrixView } from './matrix-view.ts';
import { beyond } from './metrics/beyond.ts';
import { type EfficiencyLevel, sampleEfficiency } from './metrics/eff-at-k.ts';
import { clusterCosts, performanceScore } from './metrics/performance-score.ts';
import { AS_INSTRUCTIONS, costsOn, worstOn } from './set-costs.ts';

/**
 * What other benchmarks would say of each solution, were it a sample and the tests theirs. References are the compared solutions
 * themselves: the cheapest cost of each test for ENAMEL, the clusters of their costliest tests for EvalPerf, their totals
 * for Mercury. Samples are all solutions, those that are wrong or fail included: they score nothing.
 * ENAMEL's levels: default tests decide on correctness alone where the set is a suite; the set's own tests are one level.
 */
export function scoreSamples(view: MatrixView, set: TestSet): SetMetrics['scores'] {
  const { matrix, compared } = view;
  const tests = view.testsOf(set);
  const gate = set === 'suite' ? view.testsOf('default') : [];
  const scale = AS_INSTRUCTIONS[view.kind];
  const clusters = clusterCosts(compared.map((s) => scale * worstOn(view, s, tests).cost));
  const totals = compared.map((s) => total(view, s, tests));
  const level = (s: number, of: readonly number[], hardness: number): EfficiencyLevel => ({
    hardness,
    reference: of.map((t) => Math.min(...compared.map((c) => view.costOf(c, t).cost))),
    sample: of.map((t) => {
      const { cost, isCutOff } = view.costOf(s, t);
      return isCutOff ? Infinity : cost;
    }),
  });
  return matrix.solutions.map(({ name }, s) => {
    const isSample = hasCosts(view, s, [...gate, ...tests]);
    const levels =
      compared.length === 0 || !isSample ? [] : [level(s, gate, 0), level(s, tests, 1)];
    const isCutOff = isSample && tests.some((t) => view.costOf(s, t).isCutOff);
    const worst = isSample && !isCutOff ? worstOn(view, s, tests).cost : Infinity;
    const sum = isSample && !isCutOff ? total(view, s, tests) : Infinity;
    return {
      solution: name,
      efficiency: isSample ? (sampleEfficiency(levels, true) ?? null) : 0,
      ...performanceScore(clusters, scale * worst),
      beyond: compared.length === 0 ? null : (beyond(totals, sum) ?? null),
    };
  });
}

function total(view: MatrixView, s: number, tests: readonly number[]): number {
  return costsOn(view, s, tests).reduce((sum, cost) => sum + cost, 0);
}

/** It is right, or cut off, on all of the tests, and was measured. */
function hasCosts({ matrix, kind }: MatrixView, s: number, tests: readonly number[]): boolean {
  return tests.every((t) => {
    const { verdict, outcome, cpuMs } = cellOf(matrix, s, t);
    if (verdict === 'wrong' || verdict === 'failed') return false;
    return kind === 'steps' || wasCutOff(outcome) || (cpuMs?.length ?? 0) > 0;
  });
}

/** Whether no test rejects a solution: those that nobody can judge do not. */
export function isAccepted(matrix: EvaluationMatrix, s: number, tests: readonly number[]): boolean {
  return tests.every((t) => {
    const { verdict } = cellOf(matrix, s, t);
    return verdict === 'right' || verdict === 'unchecked';
  });
}
