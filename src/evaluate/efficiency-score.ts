import { type EvaluationMatrix, wasCutOff } from '../core/evaluation.ts';
import { cellOf, type CostKind, viewMatrix } from './matrix-view.ts';

/** Tests on which the known solutions differ by less than this factor tell nothing but noise. */
const MIN_SPREAD = 2;
/** Tests that cost even the costliest less than this show what it takes to begin (steps: the cost floor of EvalPerf). */
export const MIN_COST: Readonly<Record<CostKind, number>> = { steps: 10_000, cpuMs: 1 };
/** Share of the tests, the worst ones for a solution, that are taken for wrong or noisy. */
const TRIMMED = 1 / 8;
/** Fewer tests are all believed. */
const MIN_TRIMMED = 4;

/** Share of the judged outputs that a correct solution has right: a test in ten may be wrong itself. */
const MIN_PASS_RATE = 0.9;

/** What a solution is worth, by some tests. */
export interface EfficiencyScore {
  /** Index of the solution in the matrix. */
  readonly solution: number;
  /** 0 to 1; undefined when no test tells the solutions apart, or it was right on none that does. */
  readonly efficiency: number | undefined;
  /** Tests that it is made of. */
  readonly tests: number;
  /** Share of the judged outputs that were right; undefined when none was judged. */
  readonly passRate: number | undefined;
  /** Labelled so, and right on nine tenths of what was judged: what never finishes is not known to be correct. */
  readonly isCorrect: boolean;
}

/**
 * Efficiency of every solution of a matrix. On each test it stands between the cheapest and the costliest of the correct
 * solutions, on a scale of logarithms: 1 for the cheapest, 0 for the costliest. A solution is as good as the tests that it is
 * bad at, but for an eighth of them that may be mistaken: of its places in ascending order that share is dropped, and the mean taken
 * of the others up to the median. So one slow path among several shows, as it would not in a mean or a median over all tests, and a few
 * tests with wrong figures do not, as they would in a minimum. README.md has the figures.
 * @param maxSteps fuel of an execution
 */
export function scoreEfficiency(
  matrix: EvaluationMatrix,
  kind: CostKind,
  maxSteps: number,
): readonly EfficiencyScore[] {
  const view = viewMatrix(matrix, kind, maxSteps);
  const tests = [...view.testsOf('default'), ...view.testsOf('suite')];
  const costOn = (s: number, t: number): number | undefined => {
    const { verdict, outcome, cpuMs = [] } = cellOf(matrix, s, t);
    const isMeasured = kind === 'steps' || wasCutOff(outcome) || cpuMs.length > 0;
    const isSound = verdict !== 'wrong' && verdict !== 'failed';
    return isSound && isMeasured ? view.costOf(s, t).cost : undefined;
  };
  const passRates = matrix.solutions.map((_, s) => passRate(matrix, s, tests));
  const isCorrect = matrix.solutions.map(
    ({ correct }, s) => correct && (passRates[s] ?? 0) >= MIN_PASS_RATE,
  );
  const anchors = tests.flatMap((t) => {
    const costs = matrix.solutions.flatMap((_, s) =>
      isCorrect[s] === true ? (costOn(s, t) ?? []) : [],
    );
    const [best, worst] = [Math.min(...costs), Math.max(...costs)];
    return worst >= Math.max(MIN_COST[kind], MIN_SPREAD * best) ? [{ t, best, worst }] : [];
  });
  return matrix.solutions.map((_, s) => {
    const places = anchors.flatMap(({ t, best, worst }) => {
      const cost = costOn(s, t);
      if (cost === undefined) return [];
      const place = Math.log(worst / cost) / Math.log(worst / best);
      return [Math.min(1, Math.max(0, place))];
    });
    return {
      solution: s,
      efficiency: lowerTrimmedMean(places),
      tests: places.length,
      passRate: passRates[s],
      isCorrect: isCorrect[s] === true,
    };
  });
}

/** Mean of the lower half but for its lowest values; undefined for none. */
export function lowerTrimmedMean(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const dropped = n < MIN_TRIMMED ? 0 : Math.ceil(n * TRIMMED);
  const window = values.toSorted((a, b) => a - b).slice(dropped, Math.ceil(n / 2));
  return window.reduce((sum, value) => sum + value, 0) / window.length;
}

function passRate(
  matrix: EvaluationMatrix,
  s: number,
  tests: readonly number[],
): number | undefined {
  const verdicts = tests.map((t) => cellOf(matrix, s, t).verdict);
  const right = verdicts.filter((verdict) => verdict === 'right').length;
  const bad = verdicts.filter((verdict) => verdict === 'wrong' || verdict === 'failed').length;
  return right + bad === 0 ? undefined : right / (right + bad);
}
