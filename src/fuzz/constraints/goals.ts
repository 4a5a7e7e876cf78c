import type { ConstraintScore } from '../../core/synthesis.ts';
import { type Entry, UNKNOWN, UNREACHED } from '../archive.ts';
import { type ArmState, Bandit } from '../bandit.ts';
import type { SearchOptions } from '../requests.ts';
import type { Run } from '../run.ts';
import { Credit } from './credit.ts';
import type { Watcher } from './watcher.ts';

/** Constraints that make up the signature: the first ones. */
const SIGNATURE_BITS = 16;
/** Units after which one execution is looked at no more. */
const MAX_UNITS = 400_000;

/** What it is worth to satisfy a constraint in a size band for the first time, when gaining a twentieth of cost is worth 1. */
export const REACHED = 0.25;
/** … and to come nearer. */
export const NEARER = 0.02;

/** For whose sake an execution is made: not to be looked at, of nobody in particular, of all constraints, or (from 0) of one. */
export const UNSEEN = -3;
export const NO_GOAL = -2;
export const ALL_GOALS = -1;

/** How a search fared with a constraint; plain data. */
interface GoalScore {
  bestMargin: number;
  satisfied: number;
  observed: number;
  finds: number;
  stepsGained: number;
}

/** What a search knows of its constraints, besides what levels and entries hold; plain data. */
export interface GoalsState {
  readonly ids: readonly string[];
  /** See {@link Credit}. */
  readonly credit: readonly number[];
  readonly scores: readonly Readonly<GoalScore>[];
  readonly arms: readonly ArmState[];
}

type GoalsOptions = Pick<SearchOptions, 'without' | 'constraints'>;

/** The constraints of a search: what the last execution showed of them, and how they fare. */
export class Goals {
  readonly ids: readonly string[];
  /** False: they are looked at and told of, and nothing is done about them. */
  readonly isRewarded: boolean;
  /** Whether the last execution was looked at, for some or for all constraints: what follows says nothing otherwise. */
  observed = false;
  isWhole = false;
  /** `margins[k]` of constraint k in the last execution; {@link UNREACHED}, {@link UNKNOWN}. */
  readonly margins: Float64Array;
  /** Bit k: constraint k is known to hold. */
  signature = 0;
  /** The last execution is the first of all that satisfies some constraint. */
  isFirst = false;
  /** Constraints for whose sake the last entry was kept. */
  readonly reached: number[] = [];
  /** What the last entry was worth to the constraints, 0 to 1. */
  progress = 0;
  /** Which constraint is worked on. */
  readonly arms: Bandit;
  /** Entries that no execution was looked at of for all constraints, in order of id. */
  unseen: Entry[] = [];
  readonly #watcher: Watcher;
  /** The probe that alone was armed, unless all were. */
  #armed = -1;
  readonly #credit: Credit;
  readonly #scores: GoalScore[];

  /**
   * @param watcher its first expressions are the margins of the constraints.
   * @param state of an earlier search: what it knew of constraints that are still there.
   */
  constructor(
    { constraints: ids = [], without }: GoalsOptions,
    watcher: Watcher,
    state: GoalsState | undefined,
  ) {
    if (ids.length > watcher.least.length)
      throw new TypeError(`${ids.length} constraints, but ${watcher.least.length} are watched`);
    this.ids = ids;
    this.isRewarded = !without.includes('constraints');
    this.#watcher = watcher;
    this.margins = new Float64Array(ids.length).fill(UNREACHED);
    const known = ids.map((id) => state?.ids.indexOf(id) ?? -1);
    this.#scores = known.map((k) => ({ ...(state?.scores[k] ?? createScore()) }));
    this.arms = new Bandit(ids, {
      uniform: without.includes('bandit'),
      arms: known.map((k) => state?.arms[k]),
    });
    this.#credit = new Credit(state?.credit);
  }

  /** Before an execution at a level, for the sake of a constraint, or {@link ALL_GOALS}, {@link NO_GOAL}, {@link UNSEEN}. */
  arm(level: number, sake: number): void {
    this.observed = sake !== UNSEEN && this.#credit.affords(level, sake !== NO_GOAL);
    this.isWhole = this.observed && sake < 0;
    if (!this.observed) return;
    this.#armed = sake < 0 ? -1 : (this.#watcher.probeOf[sake] as number);
    this.#watcher.arm(MAX_UNITS, this.isWhole ? undefined : this.#armed);
  }

  /** After an execution: reads what it showed. */
  read({ level, steps, size }: Run): void {
    this.isFirst = false;
    this.signature = 0;
    if (!this.observed) return this.#credit.book(level, steps, size, undefined);
    const { least, probeOf, units } = this.#watcher;
    this.#watcher.disarm();
    this.#credit.book(level, steps, size, units);
    for (let k = 0; k < this.margins.length; k++) {
      if (!this.isWhole && probeOf[k] !== this.#armed) {
        this.margins[k] = UNKNOWN;
        continue;
      }
      const reading = least[k] as number;
      const margin = reading <= 1 ? reading : UNREACHED;
      this.margins[k] = margin;
      this.#score(k, margin);
      if (margin === 0 && k < SIGNATURE_BITS) this.signature |= 1 << k;
    }
  }

  #score(goal: number, margin: number): void {
    const score = this.#scores[goal] as GoalScore;
    score.observed++;
    if (margin === 0) {
      score.satisfied++;
      if (score.bestMargin > 0) this.isFirst = true;
    }
    if (margin < score.bestMargin) score.bestMargin = margin;
  }

  /** Whether an execution at that level for the sake of a constraint would be looked at. */
  affords(level: number): boolean {
    return this.#credit.affords(level, true);
  }

  /** Before an entry is given its places: nothing was reached yet. */
  beginClaims(): void {
    this.reached.length = 0;
    this.progress = 0;
  }

  /** The entry in hand is kept for the sake of a constraint; `progress` from 0 to 1 says how much that is worth. */
  reach(goal: number, progress: number): void {
    this.reached.push(goal);
    if (progress > this.progress) this.progress = progress;
  }

  /** After an entry was given its places. */
  book(entry: Entry, stepsGained: number): void {
    if (!this.isWhole) this.unseen.push(entry);
    for (const goal of this.reached) this.bookFind(goal, stepsGained);
  }

  /** A find that the constraint brought, and the steps it gained. */
  bookFind(goal: number, stepsGained: number): void {
    const score = this.#scores[goal] as GoalScore;
    score.finds++;
    score.stepsGained += stepsGained;
  }

  /** `0101`: which of the first constraints hold, the first one leftmost. */
  signatureText(): string {
    let text = '';
    for (let k = 0; k < Math.min(SIGNATURE_BITS, this.ids.length); k++)
      text += (this.signature >> k) & 1;
    return text;
  }

  report(): readonly ConstraintScore[] {
    return this.#scores.map((score, k) => ({
      id: this.ids[k] ?? '',
      ...score,
      bestMargin: Math.min(1, score.bestMargin),
    }));
  }

  state(): GoalsState {
    return {
      ids: [...this.ids],
      credit: this.#credit.state(),
      scores: this.#scores.map((score) => ({ ...score })),
      arms: this.arms.state(),
    };
  }
}

/** @returns undefined for a search without constraints. */
export function createGoals(
  options: GoalsOptions,
  watcher: Watcher | undefined,
  state: GoalsState | undefined,
): Goals | undefined {
  if (options.constraints === undefined || options.constraints.length === 0) return undefined;
  if (watcher === undefined) throw new TypeError('constraints need a watch that is woven in');
  return new Goals(options, watcher, state);
}

function createScore(): GoalScore {
  return { bestMargin: UNREACHED, satisfied: 0, observed: 0, finds: 0, stepsGained: 0 };
}
