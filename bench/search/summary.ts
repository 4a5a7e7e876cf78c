import { median } from '../../src/evaluate/statistics.ts';
import { milestonesOf } from './curve.ts';
import type { TrialResult } from './trial.ts';
import { REFERENCE } from './variants.ts';

/** One variant on one case from one seed. */
export interface Outcome {
  /** Of the problem and the solution. */
  readonly caseId: string;
  readonly worstSteps: number;
  readonly variant: string;
  readonly seed: number;
  readonly result: TrialResult;
}

/** From this share of the stated worst case on, a case counts as solved. */
export const SOLVED = 0.95;
/** Best costs that differ by less than this share count as equal. */
const EQUAL = 0.01;

/** One variant on one case: the middle over its seeds. */
export interface CaseSummary {
  readonly caseId: string;
  readonly variant: string;
  readonly worstSteps: number;
  readonly bestSteps: number;
  /** bestSteps / worstSteps. */
  readonly share: number;
  readonly execs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** CPU time and executions to 90 % and 99 % of the run's own best; undefined when nothing was found. */
  readonly own90CpuMs: number | undefined;
  readonly own90Execs: number | undefined;
  readonly own99CpuMs: number | undefined;
  readonly own99Execs: number | undefined;
  /** To 95 % of the stated worst case; undefined when a seed did not get there. */
  readonly worst95CpuMs: number | undefined;
  readonly worst95Execs: number | undefined;
  readonly stops: readonly string[];
}

/** @param outcomes of one variant on one case, at least one. */
export function summariseCase(outcomes: readonly Outcome[]): CaseSummary {
  const [first] = outcomes;
  if (first === undefined) throw new RangeError('a case without outcomes');
  const marks = outcomes.map(({ result, worstSteps }) => milestonesOf(result.curve, worstSteps));
  const middle = (pick: (result: TrialResult) => number): number =>
    median(outcomes.map(({ result }) => pick(result)));
  const bestSteps = middle(({ best }) => best.steps);
  return {
    caseId: first.caseId,
    variant: first.variant,
    worstSteps: first.worstSteps,
    bestSteps,
    share: bestSteps / first.worstSteps,
    execs: middle(({ execs }) => execs),
    wallMs: middle(({ wallMs }) => wallMs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    own90CpuMs: medianOfAll(marks.map(({ own90 }) => own90?.cpuMs)),
    own90Execs: medianOfAll(marks.map(({ own90 }) => own90?.execs)),
    own99CpuMs: medianOfAll(marks.map(({ own99 }) => own99?.cpuMs)),
    own99Execs: medianOfAll(marks.map(({ own99 }) => own99?.execs)),
    worst95CpuMs: medianOfAll(marks.map(({ worst95 }) => worst95?.cpuMs)),
    worst95Execs: medianOfAll(marks.map(({ worst95 }) => worst95?.execs)),
    stops: [...new Set(outcomes.map(({ result }) => result.stop))],
  };
}

/** Undefined as soon as one is: a median over those that arrived would flatter. */
function medianOfAll(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 || known.length < values.length ? undefined : median(known);
}

/** One variant on all cases. */
export interface VariantSummary {
  readonly variant: string;
  readonly cases: number;
  /** Cases of which at least {@link SOLVED} was reached. */
  readonly solved: number;
  readonly medianShare: number;
  readonly lowestShare: number;
  /** Over the cases on which anything was found. */
  readonly medianOwn90CpuMs: number | undefined;
  readonly medianOwn90Execs: number | undefined;
  readonly cpuMs: number;
  /** Against the whole search on the same case, from the same seeds; undefined when that did not run. */
  readonly against:
    { readonly better: number; readonly equal: number; readonly worse: number } | undefined;
}

/** @param summaries of one variant, at least one case. @param all of all variants. */
export function summariseVariant(
  summaries: readonly CaseSummary[],
  all: readonly CaseSummary[],
): VariantSummary {
  const shares = summaries.map(({ share }) => share);
  const times = summaries.flatMap(({ own90CpuMs }) => own90CpuMs ?? []);
  const execs = summaries.flatMap(({ own90Execs }) => own90Execs ?? []);
  return {
    variant: summaries[0]?.variant ?? '',
    cases: summaries.length,
    solved: shares.filter((share) => share >= SOLVED).length,
    medianShare: median(shares),
    lowestShare: Math.min(...shares),
    medianOwn90CpuMs: times.length === 0 ? undefined : median(times),
    medianOwn90Execs: execs.length === 0 ? undefined : median(execs),
    cpuMs: summaries.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    against: compare(summaries, all),
  };
}

function compare(
  summaries: readonly CaseSummary[],
  all: readonly CaseSummary[],
): VariantSummary['against'] {
  const tally = { better: 0, equal: 0, worse: 0 };
  for (const { caseId, bestSteps } of summaries) {
    const rival = all.find((one) => one.variant === REFERENCE && one.caseId === caseId);
    if (rival === undefined) return undefined;
    tally[verdict(bestSteps, rival.bestSteps)]++;
  }
  return tally;
}

function verdict(steps: number, rival: number): 'better' | 'equal' | 'worse' {
  if (steps > rival * (1 + EQUAL)) return 'better';
  return steps < rival * (1 - EQUAL) ? 'worse' : 'equal';
}

/** Where the whole search falls short: of the worst case, or behind a variant. */
export interface Loss {
  readonly caseId: string;
  readonly share: number;
  /** Variants that found something costlier, costliest first. */
  readonly behind: readonly { readonly variant: string; readonly share: number }[];
}

export function lossesOf(all: readonly CaseSummary[]): readonly Loss[] {
  return all
    .filter(({ variant }) => variant === REFERENCE)
    .map(({ caseId, share, bestSteps }): Loss => ({
      caseId,
      share,
      behind: all
        .filter((one) => one.caseId === caseId && verdict(one.bestSteps, bestSteps) === 'better')
        .toSorted((a, b) => b.share - a.share)
        .map(({ variant, share: rival }) => ({ variant, share: rival })),
    }))
    .filter(({ share, behind }) => share < SOLVED || behind.length > 0);
}

/** Groups in order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): readonly T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
