import type { CellCost, CostKind, MatrixView } from './matrix-view.ts';
import { type Order, orderOf } from './metrics/rank-agreement.ts';

/** Costs that differ by less than this factor are no difference in efficiency. */
export const TIE = 1.05;

/**
 * What costs are multiplied by where a formula has a threshold in instructions: a step or a nanosecond stands for one,
 * which is right within a factor of a few, and the thresholds are no finer.
 */
export const AS_INSTRUCTIONS: Readonly<Record<CostKind, number>> = { steps: 1, cpuMs: 1e6 };

/** What some tests cost a solution, in their order. */
export function costsOn(view: MatrixView, s: number, tests: readonly number[]): readonly number[] {
  return tests.map((t) => view.costOf(s, t).cost);
}

/** The costliest of some tests for a solution, the first of equal ones. */
export function worstOn(
  view: MatrixView,
  s: number,
  tests: readonly number[],
): CellCost & { readonly test: number } {
  return tests
    .map((test) => ({ ...view.costOf(s, test), test }))
    .reduce((worst, one) => (one.cost > worst.cost ? one : worst));
}

/**
 * The order of the compared solutions by what some tests cost them: one comes before another when it costs less both in total
 * and in the geometric mean, so that neither one big test nor many small ones decide alone; else they are tied.
 */
export function costOrder(view: MatrixView, tests: readonly number[]): Order {
  const costs = view.compared.map((s) => costsOn(view, s, tests));
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const totals = orderOf(costs.map(sum), TIE);
  const means = orderOf(
    costs.map((row) => Math.exp(sum(row.map(Math.log)) / row.length)),
    TIE,
  );
  return (i, j) => (totals(i, j) === means(i, j) ? totals(i, j) : 0);
}
