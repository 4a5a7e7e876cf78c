import { compareComplexity } from '../core/complexity.ts';
import { type EvaluationMatrix, wasCutOff } from '../core/evaluation.ts';
import type { PreferencePair, RewardRow } from '../core/reward-rows.ts';
import { type EfficiencyScore, MIN_COST, scoreEfficiency } from './efficiency-score.ts';
import { cellOf, type CostKind, type MatrixView, viewMatrix } from './matrix-view.ts';
import { median } from './statistics.ts';

/** What a correct solution gets whatever it costs: a wrong one must never be preferred for its speed. */
const FOR_CORRECTNESS = 0.5;
/** Difference of efficiency under which two solutions are not worth a preference. */
const MIN_GAP = 0.1;
/** Ratio of costs from which a test is decisive. */
const DECISIVE = 2;
/** Decisive tests that a pair needs, if there are as many. */
const MIN_DECISIVE = 2;
/** Of the decisive tests, those that say the opposite are fewer than this share of the others. */
const MAX_OPPOSED = 0.25;

/** What rewards are made from. */
export interface RewardSource {
  readonly problem: string;
  readonly matrix: EvaluationMatrix;
  /** Fuel of an execution. */
  readonly maxSteps: number;
}

/** Scalar rewards, one for each solution of a matrix, in its order. */
export function rewardRows(source: RewardSource, cost: CostKind = 'steps'): readonly RewardRow[] {
  const { problem, matrix, maxSteps } = source;
  return scoreEfficiency(matrix, cost, maxSteps).map((score) => {
    const { solution, efficiency, tests, passRate, isCorrect: correct } = score;
    return {
      version: 1,
      problem,
      solution: matrix.solutions[solution]?.name ?? '',
      correct,
      passRate: passRate ?? null,
      efficiency: efficiency ?? null,
      reward: correct ? FOR_CORRECTNESS + (1 - FOR_CORRECTNESS) * (efficiency ?? 0) : 0,
      tests,
      cost,
    };
  });
}

/**
 * Preference pairs: two correct solutions of which one is clearly slower. Their efficiencies differ, at least two tests
 * cost the slow one twice as much, hardly any says the opposite, and the declared classes do not contradict. In the
 * matrix's order of the slow one, then of the fast one.
 */
export function preferencePairs(
  source: RewardSource,
  cost: CostKind = 'steps',
): readonly PreferencePair[] {
  const { matrix, maxSteps } = source;
  const view = viewMatrix(matrix, cost, maxSteps);
  const scores = scoreEfficiency(matrix, cost, maxSteps).filter(({ isCorrect }) => isCorrect);
  return scores.flatMap((slow) =>
    scores.flatMap((fast) => preferencePair(source, view, slow, fast) ?? []),
  );
}

function preferencePair(
  { problem, matrix }: RewardSource,
  view: MatrixView,
  slow: EfficiencyScore,
  fast: EfficiencyScore,
): PreferencePair | undefined {
  if (slow.efficiency === undefined || fast.efficiency === undefined) return undefined;
  if (fast.efficiency - slow.efficiency < MIN_GAP) return undefined;
  const [slowOne, fastOne] = [matrix.solutions[slow.solution], matrix.solutions[fast.solution]];
  if (slowOne === undefined || fastOne === undefined) return undefined;
  const declared = compareComplexity(slowOne.class, fastOne.class);
  if (declared < 0) return undefined;
  const contests = compareOnTests(view, slow.solution, fast.solution);
  const slower = contests.filter(({ ratio }) => ratio >= DECISIVE);
  const faster = contests.filter(({ ratio }) => ratio <= 1 / DECISIVE);
  const [clearest] = slower.toSorted((a, b) => b.ratio - a.ratio);
  if (clearest === undefined || slower.length < Math.min(MIN_DECISIVE, contests.length))
    return undefined;
  if (faster.length > MAX_OPPOSED * slower.length) return undefined;
  const { ratio: _, ...shown } = clearest;
  return {
    version: 1,
    problem,
    slow: slowOne.name,
    fast: fastOne.name,
    evidence: {
      cost: view.kind,
      tests: contests.length,
      slower: slower.length,
      faster: faster.length,
      medianRatio: median(slower.map(({ ratio }) => ratio)),
      clearest: shown,
      efficiency: { slow: slow.efficiency, fast: fast.efficiency },
      classes: { slow: slowOne.class, fast: fastOne.class, agree: declared > 0 },
    },
  };
}

/** A test on which two solutions can be compared. */
type Contest = PreferencePair['evidence']['clearest'] & {
  /** Cost of the slow one over that of the fast one. */
  readonly ratio: number;
};

/** Both were right, or the slow one was cut off, which bounds the ratio from below. */
function compareOnTests(view: MatrixView, slow: number, fast: number): readonly Contest[] {
  const { matrix, kind } = view;
  const canBeCompared = (s: number, t: number): boolean => {
    const { verdict, outcome, cpuMs = [] } = cellOf(matrix, s, t);
    if (verdict === 'wrong' || verdict === 'failed') return false;
    return kind === 'steps' || wasCutOff(outcome) || cpuMs.length > 0;
  };
  return [...view.testsOf('default'), ...view.testsOf('suite')].flatMap((t): readonly Contest[] => {
    if (!canBeCompared(slow, t) || !canBeCompared(fast, t)) return [];
    const [a, b] = [view.costOf(slow, t), view.costOf(fast, t)];
    // Of two that were cut off nobody knows which costs more; a fast one that was cut off may be any factor slower.
    if (a.isCutOff && b.isCutOff) return [];
    if (Math.max(a.cost, b.cost) < MIN_COST[kind]) return [];
    const { name = '', size = 0 } = matrix.tests[t] ?? {};
    return [
      {
        test: name,
        size,
        slow: a.cost,
        fast: b.cost,
        isCutOff: a.isCutOff,
        ratio: a.cost / b.cost,
      },
    ];
  });
}

/** Rows as JSON Lines: one document a line, a line break after the last. */
export function printJsonLines(rows: readonly (PreferencePair | RewardRow)[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
