import { median } from '../../src/evaluate/statistics.ts';
import { reached } from './curve.ts';
import { DATA_DEPENDENT } from '../support/random-share.ts';
import { groupBy, type Outcome } from './summary.ts';
import type { TrialResult } from './trial.ts';
import { NO_CONSTRAINTS, REFERENCE } from './variants.ts';

/** Best costs that differ by less than this factor count as equal. */
const EQUAL_COST = 1.01;
/** As for efforts: they differ more from seed to seed. */
const EQUAL_EFFORT = 1.25;
/** Of the better one's best: what counts as having got there. */
const NEAR = 0.9;

/** One search of a comparison: the middle over its seeds. */
export interface Side {
  readonly bestSteps: number;
  /** To {@link NEAR} of the better one's best, or all that there was when a seed did not get there. */
  readonly execs: number;
  readonly cpuMs: number;
  readonly isThere: boolean;
}

/** The search with constraints against the search without, on one case. Ratios above 1 speak for constraints. */
export interface Comparison {
  readonly caseId: string;
  readonly worstSteps: number;
  /** See randomShare. */
  readonly randomShare: number;
  /** Random inputs of the size cost less than {@link DATA_DEPENDENT} of the worst case. */
  readonly isDataDependent: boolean;
  readonly with: Side;
  readonly without: Side;
  readonly cost: number;
  /** Executions to get near; a bound, on the side of 1, when one did not. */
  readonly execs: number;
  /** CPU time to get near; undefined when one did not. */
  readonly cpu: number | undefined;
}

/** @param randomShares by case. @returns cases on which both ran, in order of appearance. */
export function compareConstraints(
  outcomes: readonly Outcome[],
  randomShares: ReadonlyMap<string, number>,
): readonly Comparison[] {
  return groupBy(outcomes, ({ caseId }) => caseId).flatMap((ofCase) => {
    const resultsOf = (variant: string): readonly TrialResult[] =>
      ofCase.filter((one) => one.variant === variant).map(({ result }) => result);
    const [first] = ofCase;
    const both = [resultsOf(REFERENCE), resultsOf(NO_CONSTRAINTS)] as const;
    if (first === undefined || both.some((results) => results.length === 0)) return [];
    const { caseId, worstSteps } = first;
    const goal = NEAR * Math.max(...both.map(bestOf));
    const [one, other] = [sideOf(both[0], goal), sideOf(both[1], goal)];
    const share = randomShares.get(caseId) ?? NaN;
    return {
      caseId,
      worstSteps,
      randomShare: share,
      isDataDependent: share < DATA_DEPENDENT,
      with: one,
      without: other,
      cost: ratio(one.bestSteps, other.bestSteps),
      execs: ratio(other.execs, one.execs),
      cpu: one.isThere && other.isThere ? ratio(other.cpuMs, one.cpuMs) : undefined,
    };
  });
}

/** Nothing at all, of anything, counts as one. */
function ratio(a: number, b: number): number {
  return Math.max(1, a) / Math.max(1, b);
}

function bestOf(results: readonly TrialResult[]): number {
  return median(results.map(({ best }) => best.steps));
}

function sideOf(results: readonly TrialResult[], goal: number): Side {
  const points = results.map(({ curve }) => reached(curve, goal));
  const middle = (pick: (spent: Pick<TrialResult, 'cpuMs' | 'execs'>) => number): number =>
    median(results.map((result, k) => pick(points[k] ?? result)));
  return {
    bestSteps: bestOf(results),
    execs: middle(({ execs }) => execs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    isThere: !points.includes(undefined),
  };
}

/** Where constraints help and where they lose, best and worst first. */
export interface Verdicts {
  readonly costlier: readonly Comparison[];
  readonly cheaper: readonly Comparison[];
  /** Near the better one's best with fewer executions, or with more. */
  readonly sooner: readonly Comparison[];
  readonly later: readonly Comparison[];
}

export function verdictsOf(comparisons: readonly Comparison[]): Verdicts {
  const beyond = (key: 'cost' | 'execs', factor: number): readonly Comparison[] =>
    comparisons.filter((one) => one[key] > factor).toSorted((a, b) => b[key] - a[key]);
  const below = (key: 'cost' | 'execs', factor: number): readonly Comparison[] =>
    comparisons.filter((one) => one[key] < 1 / factor).toSorted((a, b) => a[key] - b[key]);
  return {
    costlier: beyond('cost', EQUAL_COST),
    cheaper: below('cost', EQUAL_COST),
    sooner: beyond('execs', EQUAL_EFFORT),
    later: below('execs', EQUAL_EFFORT),
  };
}
