import type { EpochReport, SearchOptions } from '../fuzz/requests.ts';
import { effortOf } from './effort.ts';

/** When a campaign ends. */
export interface CampaignBudget {
  /** Milliseconds of search; undefined for no limit. */
  readonly timeMs: number | undefined;
  /** Executions; undefined for no limit. */
  readonly execs: number | undefined;
  /** Steps that these executions may take together; undefined for no limit. */
  readonly steps?: number | undefined;
}

export type CampaignStop = 'flat-frontier' | 'execs' | 'time' | 'interrupt' | 'error';

/** Where a campaign is in its plan: plain data. */
export interface Plan {
  readonly stage: 'search' | 'final';
  /** Executions and steps used by the final stage. */
  readonly finalExecs: number;
  readonly finalSteps: number;
}

/** What of an epoch decides on the next: plain data. */
export type EpochSummary = Pick<EpochReport, 'execs' | 'totals' | 'frontier'>;

export interface Situation {
  readonly budget: CampaignBudget;
  readonly shards: number;
  readonly search: Pick<SearchOptions, 'ladderMaxSteps' | 'finalMaxSteps' | 'maxSize' | 'without'>;
  readonly epoch: number;
  readonly execs: number;
  readonly elapsedMs: number;
  readonly lastEpochMs: number;
  /** Of the last epoch; empty before the first. */
  readonly last: readonly EpochSummary[];
  readonly plan: Plan;
  readonly interrupted: boolean;
}

export type Next =
  | {
      readonly kind: 'epoch';
      readonly plan: Plan;
      /** Executions for each shard. */
      readonly execs: readonly number[];
      /** Steps for each shard. */
      readonly steps: number;
    }
  | { readonly kind: 'stop'; readonly reason: CampaignStop };

/** An epoch ends after so many executions or steps a shard, a tenth of a second or so. */
const EPOCH_EXECS = 8_000;
const EPOCH_STEPS = 25_000_000;
/** Under a time budget, epochs of slow programs are cut to about this long. Milliseconds. */
const LONGEST_EPOCH_MS = 400;
/** Share of the budget that the search has before the final stage begins, when there is need of one. */
const SEARCH_SHARE = 0.7;
/** Executions and steps of the whole final stage at most. */
const FINAL_EXECS = 400;
const FINAL_STEPS = 2 ** 34;
/** Executions of one epoch of the final stage: each may cost seconds. */
const FINAL_EPOCH_EXECS = 4;
/** Effort without any improvement after which the frontier counts as flat, see {@link effortOf}, and as a share of all. */
const FLAT_EFFORT = 1_500_000_000;
const FLAT_SHARE = 0.5;

/** What to do next; depends on clocks only through `elapsedMs` and `lastEpochMs`, under a time budget. */
export function nextEpoch(now: Situation): Next {
  if (now.interrupted) return { kind: 'stop', reason: 'interrupt' };
  const { execs: maxExecs, timeMs } = now.budget;
  if (maxExecs !== undefined && now.execs >= maxExecs) return { kind: 'stop', reason: 'execs' };
  if (stepsOf(now) >= (now.budget.steps ?? Infinity)) return { kind: 'stop', reason: 'execs' };
  if (timeMs !== undefined && now.elapsedMs >= timeMs) return { kind: 'stop', reason: 'time' };
  // No input may be run any more, or there is no pattern to be taken further.
  if (now.last.length > 0 && now.last.every((report) => report.execs === 0))
    return { kind: 'stop', reason: endOf(now) };
  const flat = isFlat(now.last);
  if (now.plan.stage === 'final') {
    const isUsedUp = now.plan.finalExecs >= FINAL_EXECS || now.plan.finalSteps >= FINAL_STEPS;
    if (isUsedUp || isAtItsMost(now)) return { kind: 'stop', reason: endOf(now) };
    return finalEpoch(now);
  }
  const searchIsOver = flat || budgetShare(now) >= SEARCH_SHARE;
  if (searchIsOver && needsFinal(now)) return finalEpoch(now);
  if (flat) return { kind: 'stop', reason: 'flat-frontier' };
  return searchEpoch(now);
}

function endOf(now: Situation): CampaignStop {
  return isFlat(now.last) || budgetShare(now) < SEARCH_SHARE
    ? 'flat-frontier'
    : now.budget.execs === undefined
      ? 'time'
      : 'execs';
}

function searchEpoch(now: Situation): Next {
  const { execs: maxExecs, timeMs } = now.budget;
  let perShard = EPOCH_EXECS;
  if (timeMs !== undefined && maxExecs === undefined && now.lastEpochMs > 0) {
    const made = Math.max(1, ...now.last.map(({ execs }) => execs));
    perShard = Math.max(
      16,
      Math.min(EPOCH_EXECS, Math.floor((made * LONGEST_EPOCH_MS) / now.lastEpochMs)),
    );
  }
  // The first epoch under a time budget finds out how fast the program is.
  if (timeMs !== undefined && maxExecs === undefined && now.lastEpochMs === 0) perShard = 64;
  return {
    kind: 'epoch',
    plan: now.plan,
    execs: divide(now, perShard),
    steps: EPOCH_STEPS,
  };
}

function finalEpoch(now: Situation): Next {
  return {
    kind: 'epoch',
    plan: { ...now.plan, stage: 'final' },
    execs: divide(now, FINAL_EPOCH_EXECS),
    // An epoch is over when its steps are: two of the costliest executions are enough.
    steps: now.search.finalMaxSteps,
  };
}

/** Executions for each shard, the remainder of the budget shared out from the first. */
function divide({ budget, shards, execs }: Situation, perShard: number): readonly number[] {
  const left =
    budget.execs === undefined
      ? perShard * shards
      : Math.min(perShard * shards, budget.execs - execs);
  return Array.from({ length: shards }, (_, k) => Math.floor((left + shards - 1 - k) / shards));
}

/** Share of the budget used, the greatest of executions, steps and time. */
function budgetShare(now: Situation): number {
  const { budget, execs, elapsedMs } = now;
  return Math.max(
    budget.execs === undefined ? 0 : execs / budget.execs,
    budget.steps === undefined ? 0 : stepsOf(now) / budget.steps,
    budget.timeMs === undefined ? 0 : elapsedMs / budget.timeMs,
  );
}

/** Of all shards since the search began. */
function stepsOf({ last }: Situation): number {
  return last.reduce((sum, { totals }) => sum + totals.steps, 0);
}

/** Nothing can cost more than all fuel. */
function isAtItsMost({ last, search }: Situation): boolean {
  return last.some(({ frontier }) => frontier.some(({ steps }) => steps >= search.finalMaxSteps));
}

/** Whether the ladder's fuel kept the search from the size limit. */
function needsFinal({ last, search }: Situation): boolean {
  // Without a frontier there are no patterns to take to the limit.
  if (last.every(({ frontier }) => frontier.length === 0)) return false;
  return last.every(({ frontier }) => {
    const top = frontier.at(-1);
    return (
      top === undefined || top.size < search.maxSize * 0.9 || top.steps >= search.ladderMaxSteps
    );
  });
}

function isFlat(reports: readonly EpochSummary[]): boolean {
  return reports.length > 0 && reports.every(({ totals }) => flatAfter(totals) < 0);
}

type Totals = Pick<
  EpochSummary['totals'],
  'execs' | 'frontierAgeExecs' | 'frontierAgeSteps' | 'steps'
>;

/** Further effort without any improvement after which a shard's frontier counts as flat; below 0 when it does. */
function flatAfter(totals: Totals): number {
  const all = effortOf(totals);
  const age = effortOf({ steps: totals.frontierAgeSteps, execs: totals.frontierAgeExecs });
  // What is added makes the whole grow, too, of which the age has to be a share.
  return Math.max(FLAT_EFFORT - age, (FLAT_SHARE * all - age) / (1 - FLAT_SHARE));
}

/**
 * When the frontier will count as flat if nothing new is found, at the pace of the search so far.
 * @param searchedMs that it took
 * @returns milliseconds; undefined before there is a pace
 */
export function flatInMs(
  reports: readonly { readonly totals: Totals }[],
  searchedMs: number,
): number | undefined {
  const waits = reports.map(({ totals }) => {
    const pace = effortOf(totals) / searchedMs;
    return Math.max(0, flatAfter(totals)) / pace;
  });
  const longest = Math.max(0, ...waits);
  return reports.length === 0 || !Number.isFinite(longest) ? undefined : longest;
}
