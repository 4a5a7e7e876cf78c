import { effortOf } from './effort.ts';
import type { CampaignBudget } from './schedule.ts';

/** What decides whether synthesis is due. */
export interface SynthesisMoment {
  /** Rounds that are over. */
  readonly rounds: number;
  /** Effort of the search when the last round ended, see {@link effortOf}. */
  readonly effortThen: number;
  readonly execs: number;
  readonly steps: number;
  readonly shards: number;
  readonly elapsedMs: number;
  /** Time that the rounds before took, of which elapsedMs holds a part; 0 where no clock counts. */
  readonly spentMs: number;
  readonly budget: CampaignBudget;
}

export const MAX_ROUNDS = 2;
/** Effort of a shard before the first round: a second or so, in which slow and fast inputs turn up. */
const FIRST_EFFORT = 60_000_000;
/** The second round comes when the search has gone on for so many times the effort of the time before the first. */
const SECOND_FACTOR = 8;
/** … or, before the first round, at this share of the budget. */
const FIRST_SHARE = 0.2;
/** Rounds that come later have too little left of the budget to be worth their time. */
const LAST_SHARE = 0.6;
/** … and none comes where those before took more than this part of the time. */
const MOST_SPENT = 0.15;
/** What a round takes for its source alone, from packages of 50 to 400 thousand characters on one machine. */
const ROUND_MS_PER_CHARACTER = 0.04;
/** A round that would take more than this part of the time leaves too little for the search. */
const MOST_EXPECTED = 0.2;
/** Fewer executions are no sample. */
const LEAST_EXECS = 4_000;

/**
 * Why no round should come at all in so much time, or undefined: modules are woven and loaded several times in each.
 * @param sourceLength characters of the program's modules
 * @param timeMs of the search; undefined for no limit
 */
export function whyNoSynthesis(
  sourceLength: number,
  timeMs: number | undefined,
): string | undefined {
  const expectedMs = ROUND_MS_PER_CHARACTER * sourceLength;
  if (timeMs === undefined || expectedMs <= MOST_EXPECTED * timeMs) return undefined;
  const characters = sourceLength.toLocaleString('en');
  const needed = Math.ceil(expectedMs / MOST_EXPECTED / 1000);
  return `no constraints were asked for: with ${characters} characters of source that takes more than a fifth of this time; give --time ${needed}s`;
}

/** Whether a round of synthesis is due at the end of an epoch; depends on clocks only under a time budget. */
export function isSynthesisDue(now: SynthesisMoment): boolean {
  if (now.rounds >= MAX_ROUNDS) return false;
  const { timeMs, execs } = now.budget;
  const share = Math.max(
    execs === undefined ? 0 : now.execs / execs,
    timeMs === undefined ? 0 : now.elapsedMs / timeMs,
  );
  const effort = effortOf(now);
  if (now.rounds === 0) {
    if (effort >= FIRST_EFFORT * now.shards) return true;
    return share >= FIRST_SHARE && now.execs >= LEAST_EXECS;
  }
  if (timeMs !== undefined && now.spentMs > MOST_SPENT * timeMs) return false;
  return share < LAST_SHARE && effort >= SECOND_FACTOR * now.effortThen;
}
