import { type EvaluationMatrix, TEST_SETS, type TestSet } from '../core/evaluation.ts';
import type { EvaluationMetrics, SetMetrics } from '../core/evaluation-metrics.ts';
import { areEfficient, classOrder, isReadable } from './class-order.ts';
import { type CostKind, type MatrixView, viewMatrix } from './matrix-view.ts';
import { acceptanceRates, type LabelledVerdict } from './metrics/acceptance.ts';
import { beyondAtK } from './metrics/beyond.ts';
import { rankDifference } from './metrics/effect-size.ts';
import { effAtK } from './metrics/eff-at-k.ts';
import { kendallTau, type Order, orderOf, separation } from './metrics/rank-agreement.ts';
import { slowdown } from './metrics/slowdown.ts';
import { evalPerfFilters } from './metrics/suite-filters.ts';
import { AS_INSTRUCTIONS, costsOn, costOrder, TIE, worstOn } from './set-costs.ts';
import { isAccepted, scoreSamples } from './score-samples.ts';

/** Costliest tests that slowdowns are taken of: WEDGE reports 10, 5, 3, 1. */
const TOP_TESTS = [1, 3, 5, 10];
/** Fewer solutions give an interval that says nothing. */
const MIN_FOR_INTERVAL = 3;
/** Samples of which eff@k takes the best. */
const BEST_OF = [1, 2, 5, 10];
/** Of the cheapest known cost of a test: what a solution may cost there and still count as efficient. */
const EFFICIENCY_LIMIT = 10;

/**
 * All metrics of a matrix; the formulas, with their sources, are in `metrics/`.
 * @param maxSteps fuel of an execution
 */
export function evaluateMatrix(
  matrix: EvaluationMatrix,
  kind: CostKind,
  maxSteps: number,
): EvaluationMetrics {
  const view = viewMatrix(matrix, kind, maxSteps);
  const sets = TEST_SETS.filter((set) => view.testsOf(set).length > 0);
  const classes = matrix.solutions.map((solution) => solution.class);
  return {
    cost: kind,
    compared: view.compared.map((s) => nameOf(view, s)),
    leftOut: [...view.leftOut],
    contested: view.contested.map((t) => matrix.tests[t]?.name ?? ''),
    unreadClasses: [...new Set(classes)].filter((one) => !isReadable(one)).toSorted(),
    sets: sets.map((set) => evaluateSet(view, set, sets)),
    ...(sets.length === TEST_SETS.length ? compareSets(view) : { slowdown: [], costlier: [] }),
  };
}

function nameOf({ matrix }: MatrixView, s: number): string {
  return matrix.solutions[s]?.name ?? '';
}

function evaluateSet(view: MatrixView, set: TestSet, sets: readonly TestSet[]): SetMetrics {
  const { matrix, compared } = view;
  const tests = view.testsOf(set);
  const classes = compared.map((s) => matrix.solutions[s]?.class ?? '');
  const measured = costOrder(view, tests);
  const bestKnown = orderOf(
    compared.map((s) => worstOn(view, s, sets.flatMap(view.testsOf)).cost),
    TIE,
  );
  const worst = compared.map((s) => worstOn(view, s, tests));
  const samples = scoreSamples(view, set);
  const solved = matrix.solutions.filter((_, s) => isAccepted(matrix, s, tests));
  return {
    set,
    tests: tests.length,
    solved: { solutions: solved.length, of: matrix.solutions.length },
    worst: compared.map((s, i) => ({
      solution: nameOf(view, s),
      cost: worst[i]?.cost ?? 0,
      isCutOff: worst[i]?.isCutOff === true,
    })),
    byClass: agreement(compared.length, classOrder(classes), measured),
    byBestKnown: agreement(compared.length, bestKnown, measured),
    correctness: rates(
      matrix.solutions.map(({ correct }, s) => ({
        isGood: correct,
        isAccepted: isAccepted(matrix, s, tests),
      })),
    ),
    ...efficiencyOf(view, tests, classes),
    effAt: BEST_OF.flatMap((k) => {
      const efficiencies = samples.flatMap(({ efficiency }) => efficiency ?? []);
      const value = effAtK(efficiencies, k);
      return value === undefined ? [] : [{ k, value }];
    }),
    beyondAt1: meanOf(samples.flatMap(({ beyond }) => beyond ?? [])),
    scores: samples.map((sample) => ({ ...sample })),
    filters: evalPerfFilters(
      worst.map(({ cost }) => AS_INSTRUCTIONS[view.kind] * cost),
      compared.map((s, i) => matrix.cells[s]?.[worst[i]?.test ?? 0]?.cpuMs ?? []),
    ).map(({ value, ...filter }) => ({ ...filter, value: value ?? null })),
  };
}

/** Beyond@1 of a problem with several samples is the mean over them. */
function meanOf(scores: readonly number[]): number | null {
  return beyondAtK(scores, scores.length) ?? null;
}

function agreement(n: number, known: Order, measured: Order): SetMetrics['byClass'] {
  const found = separation(n, known, measured);
  return found === undefined ? null : { ...found, tau: kendallTau(n, known, measured) ?? null };
}

function rates(verdicts: readonly LabelledVerdict[]): SetMetrics['correctness'] {
  const { good, bad, truePositive, trueNegative } = acceptanceRates(verdicts);
  return { good, bad, truePositive: truePositive ?? null, trueNegative: trueNegative ?? null };
}

/** How well the tests tell solutions of the best class from others. */
function efficiencyOf(
  view: MatrixView,
  tests: readonly number[],
  classes: readonly string[],
): Pick<SetMetrics, 'efficiency' | 'efficiencyLimit' | 'inefficientOverEfficient'> {
  const { compared } = view;
  const isGood = areEfficient(classes);
  const cheapest = tests.map((t) => Math.min(...compared.map((s) => view.costOf(s, t).cost)));
  const verdicts = compared.flatMap((s, i): readonly LabelledVerdict[] => {
    const label = isGood[i];
    if (label === undefined) return [];
    const isWithin = tests.every(
      (t, at) => view.costOf(s, t).cost <= EFFICIENCY_LIMIT * (cheapest[at] ?? 0),
    );
    return [{ isGood: label, isAccepted: isWithin }];
  });
  const worstOf = (label: boolean): readonly number[] =>
    compared.flatMap((s, i) => (isGood[i] === label ? [worstOn(view, s, tests).cost] : []));
  const [bad, good] = [worstOf(false), worstOf(true)];
  return {
    efficiency: rates(verdicts),
    efficiencyLimit: EFFICIENCY_LIMIT,
    inefficientOverEfficient: bad.length === 0 || good.length === 0 ? null : effect(bad, good),
  };
}

function effect(
  a: readonly number[],
  b: readonly number[],
): NonNullable<SetMetrics['inefficientOverEfficient']> {
  const { p, a12, cliffsDelta } = rankDifference(a, b);
  return { p, a12, cliffsDelta };
}

/** What the suite adds to the default tests. */
function compareSets(view: MatrixView): Pick<EvaluationMetrics, 'slowdown' | 'costlier'> {
  const solutions = view.compared.map((s) => ({
    suite: costsOn(view, s, view.testsOf('suite')),
    baseline: costsOn(view, s, view.testsOf('default')),
  }));
  return {
    slowdown: TOP_TESTS.flatMap((k) => {
      const found = slowdown(solutions, k);
      if (found === undefined) return [];
      const { ratios, geometric, ...rest } = found;
      return [
        {
          ...rest,
          ratios: ratios.map((ratio, i) => ({
            solution: nameOf(view, view.compared[i] ?? 0),
            ratio,
          })),
          geometricMean: geometric.mean,
          interval:
            ratios.length < MIN_FOR_INTERVAL
              ? null
              : [geometric.interval[0], geometric.interval[1]],
        },
      ];
    }),
    costlier: solutions.map(({ suite, baseline }, i) => ({
      solution: nameOf(view, view.compared[i] ?? 0),
      ...effect(suite, baseline),
    })),
  };
}
