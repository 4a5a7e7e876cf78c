import type { Host } from '../../harness/protocol.ts';
import { OUTCOMES } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import type { Entry } from './archive.ts';
import { Level } from './archive.ts';
import { type Goals, NO_GOAL, REACHED } from './constraints/goals.ts';
import type { Feedback } from './feedback/feedback.ts';
import { costFeedbacks, goalFeedbacks } from './feedback/registry.ts';
import { findingOf, isTold, parentIds } from './findings.ts';
import { Hearing, type HearingState } from './hearing.ts';
import type { LevelEffort } from './levels.ts';
import { createLevelEffort, effortOf, levelCap, levelOf } from './levels.ts';
import type { SearchOptions } from './requests.ts';
import { firstOfItsKind, type Prize } from './prizes.ts';
import type { Run, Runner, Verdict } from './run.ts';
import { createRun, observe } from './run.ts';
import type { Vocabulary } from './vocabulary.ts';
import { createTotals, type SearchTotals } from './totals.ts';

/** Inputs whose parent cost more than this are journalled before they run: a microsecond is nothing to them. Steps. */
const JOURNAL_STEPS = 20_000;
/** One execution in eight may take a place by an equal cost. */
const TIE_MASK = 7;
/** A level's best that grows by less than one part in so many counts as stale, the frontier as flat. */
const LEVEL_CREEP = 50_000;
const FRONTIER_CREEP = 10_000;

const DEPTH_EXCEEDED = OUTCOMES.indexOf('depth-exceeded');

/**
 * The state of a search and the two halves of an execution: {@link SearchCore.prepare} before the yield,
 * {@link SearchCore.settle} after it.
 */
export class SearchCore {
  readonly host: Host;
  readonly model: InputModel;
  readonly runner: Runner;
  readonly options: SearchOptions;
  readonly run: Run = createRun();
  readonly levels: Level[];
  readonly efforts: LevelEffort[];
  readonly totals: SearchTotals;
  /** The constraints of the search, if it has any. */
  readonly goals: Goals | undefined;
  /** Largest size that is made: the smaller of the model's and the option's. */
  readonly maxSize: number;
  /** What the executions have shown of the texts that the program reads. */
  readonly vocabulary: Vocabulary;
  /** What the executions have shown that were listened to. */
  readonly hearing: Hearing;
  readonly prizeKeys = new Set<string>();
  prizes: Prize[] = [];
  readonly siteHit: Uint8Array;
  quarantine: ReadonlySet<string> = new Set();
  journalAll = false;
  /** Shard whose corpus numbers are given out. */
  teller: number;
  /** The journal names an input that is over. */
  #journalIsStale = false;
  /** Executions and steps that the running epoch may still make. */
  execsLeft = 0;
  stepsLeft = 0;
  /** Attempts at making an input that the epoch may still make: ends it when nothing can be made any more. */
  attemptsLeft = 0;
  readonly #feedbacks: readonly Feedback[];
  /** Those of them that are about constraints. */
  readonly #goalFeedbacks: readonly Feedback[];
  readonly #verdict: Verdict = { entry: undefined, gain: 0, covered: false };

  constructor(
    host: Host,
    model: InputModel,
    runner: Runner,
    options: SearchOptions,
    goals: Goals | undefined,
    vocabulary: Vocabulary,
    hearing?: HearingState,
  ) {
    this.host = host;
    this.model = model;
    this.runner = runner;
    this.options = options;
    this.vocabulary = vocabulary;
    this.hearing = new Hearing(host.counts.length, hearing);
    this.teller = options.shard;
    this.maxSize = Math.max(1, Math.min(options.maxSize, model.maxSize));
    this.goals = goals;
    this.levels = [];
    for (let k = 0; k <= levelOf(this.maxSize); k++) this.levels.push(this.#emptyLevel(k));
    this.efforts = this.levels.map(createLevelEffort);
    this.siteHit = new Uint8Array(host.counts.length);
    this.totals = createTotals();
    this.#goalFeedbacks = goalFeedbacks(goals);
    this.#feedbacks = [...costFeedbacks(options), ...this.#goalFeedbacks];
  }

  #emptyLevel(k: number): Level {
    return new Level(this.host.counts.length, this.goals?.ids.length, this.levels[k - 2]);
  }

  get topLevel(): number {
    return this.levels.length - 1;
  }

  /** Largest size of a level under the size limit. */
  capOf(level: number): number {
    return Math.min(levelCap(level), this.maxSize);
  }

  /** Whether the running epoch has budget left. */
  get mayGoOn(): boolean {
    return this.execsLeft > 0 && this.stepsLeft > 0 && this.attemptsLeft > 0;
  }

  /** Whether the running epoch has budget for one more attempt, which is then charged. */
  goOn(): boolean {
    return this.execsLeft > 0 && this.stepsLeft > 0 && --this.attemptsLeft > 0;
  }

  /**
   * Puts the genotype before the program.
   * @param sake the constraint for whose sake it runs, see {@link Goals.arm}.
   * @param manner put before its name in the journal when what will run is not quite this input.
   * @returns false when it must not run: too big, or known to kill.
   */
  prepare(genotype: unknown, expectedSteps: number, sake = NO_GOAL, manner = ''): boolean {
    const size = this.model.sizeOf(genotype);
    if (size > this.maxSize) return false;
    const journals = this.journalAll || expectedSteps > JOURNAL_STEPS;
    if (journals || this.quarantine.size > 0) {
      const name = manner + this.model.encode(genotype);
      if (this.quarantine.has(name)) return false;
      if (journals) this.host.journal(name);
    }
    // Nobody may be blamed for what a later input does.
    if (!journals && this.#journalIsStale) this.host.journal('');
    this.#journalIsStale = journals;
    this.run.size = size;
    this.run.level = levelOf(size);
    this.runner.input = this.model.build(genotype, this.host.realm);
    this.goals?.arm(this.run.level, sake);
    return true;
  }

  /** Reads the observation of the last execution and books it. */
  account(): void {
    const { run, totals } = this;
    observe(this.host, run, run.size, run.level);
    this.goals?.read(run);
    this.execsLeft--;
    this.stepsLeft -= run.steps;
    totals.execs++;
    run.mayTie = (totals.execs & TIE_MASK) === 0;
    totals.steps += run.steps;
    totals.outcomes[run.outcome] = (totals.outcomes[run.outcome] ?? 0) + 1;
    const effort = this.efforts[run.level] as LevelEffort;
    effort.execs++;
    effort.steps += run.steps;
    effort.scalars += run.size;
  }

  /** Takes in what the executions have shown; called at the same points of every run of a search. */
  learn(): void {
    this.vocabulary.learn(this.host.takeHints());
  }

  /** Books the execution and keeps the genotype if any feedback wants it. The verdict is reused: read it at once. */
  settle(
    genotype: unknown,
    op: string,
    parent: Entry | undefined,
    donor: Entry | undefined,
  ): Verdict {
    const { run, totals } = this;
    this.account();
    const verdict = this.#verdict;
    verdict.entry = undefined;
    verdict.gain = 0;
    verdict.covered = false;
    if (run.outcome !== 0) this.#keepPrize(genotype, op, parent, donor);
    // How deep the stack goes depends on the engine's mood: such a run scores nothing.
    if (run.outcome === DEPTH_EXCEEDED) return verdict;
    const level = this.levels[run.level] as Level;
    const lineage = parent?.lineage ?? totals.nextLineage;
    if (!this.#interests(level, lineage)) return verdict;
    const entry = this.#entry(genotype, op, parent, donor);
    verdict.gain = this.#admit(entry, level);
    if (entry.claims > 0) verdict.entry = entry;
    return verdict;
  }

  #interests(level: Level, lineage: number): boolean {
    for (const feedback of this.#feedbacks)
      if (feedback.interesting(this.run, this.host, level, lineage)) return true;
    return false;
  }

  #entry(
    genotype: unknown,
    op: string,
    parent: Entry | undefined,
    donor: Entry | undefined,
  ): Entry {
    const { run, totals } = this;
    return {
      id: totals.nextId++,
      genotype,
      steps: run.steps,
      allocUnits: run.allocUnits,
      size: run.size,
      level: run.level,
      outcome: run.outcome,
      op,
      parents: parentIds(parent, donor),
      execs: totals.execs - 1,
      lineage: parent?.lineage ?? totals.nextLineage++,
      reasons: [],
      goalReasons: [],
      margins: this.goals?.isWhole === true ? this.goals.margins.slice() : undefined,
      claims: 0,
      number: -1,
      parts: undefined,
    };
  }

  /** Gives the entry its places. @returns the steps gained on the best of the size band. */
  #admit(entry: Entry, level: Level): number {
    const before = level.best?.steps ?? 0;
    const covered = this.#cover();
    this.#verdict.covered = covered;
    this.goals?.beginClaims();
    for (const feedback of this.#feedbacks) feedback.claim(entry, this.run, this.host, level);
    const gain = Math.max(0, entry.steps - before);
    if (gain > 0) this.#improved(entry.level, gain, before);
    if (covered) this.#moved();
    if (this.goals?.isRewarded === true) this.#bookGoals(this.goals, entry, gain);
    return gain;
  }

  /** What an entry that was given its places means to the constraints. */
  #bookGoals(goals: Goals, entry: Entry, gain: number): void {
    goals.book(entry, gain);
    if (goals.isFirst) this.#moved();
    if (goals.progress === REACHED) this.#promote(entry.level);
  }

  /** After one more execution of an entry, which was looked at: gives it the places that constraints have for it. */
  look(entry: Entry): void {
    const { goals, run, host } = this;
    if (goals?.isWhole !== true) return;
    const level = this.levels[run.level] as Level;
    entry.margins = goals.margins.slice();
    goals.beginClaims();
    for (const feedback of this.#goalFeedbacks) feedback.claim(entry, run, host, level);
    this.#bookGoals(goals, entry, 0);
  }

  #improved(level: number, gain: number, before: number): void {
    const effort = this.efforts[level] as LevelEffort;
    if (gain * LEVEL_CREEP >= before) effort.improvedAt = effortOf(effort);
    if (gain * FRONTIER_CREEP < before) return;
    this.#moved();
    this.#promote(level);
  }

  /** The level has something that is worth being tried one size up. */
  #promote(level: number): void {
    const above = this.efforts[level + 1];
    if (above !== undefined) above.promotionDue = true;
  }

  #moved(): void {
    this.totals.movedAtExecs = this.totals.execs;
    this.totals.movedAtSteps = this.totals.steps;
  }

  /** Marks the sites of the last execution as hit. @returns whether any was new to the whole search. */
  #cover(): boolean {
    const { counts, touched, functionStart, cells } = this.host;
    let covered = false;
    for (let k = 0; k < (cells[1] as number); k++) {
      const f = touched[k] as number;
      const end = functionStart[f + 1] as number;
      for (let site = functionStart[f] as number; site < end; site++) {
        if (counts[site] === 0 || this.siteHit[site] === 1) continue;
        this.siteHit[site] = 1;
        covered = true;
      }
    }
    return covered;
  }

  #keepPrize(
    genotype: unknown,
    op: string,
    parent: Entry | undefined,
    donor: Entry | undefined,
  ): void {
    const { run } = this;
    const error = firstOfItsKind(this.prizeKeys, run, this.host);
    if (error === undefined) return;
    this.prizes.push({
      input: this.model.encode(genotype),
      outcome: OUTCOMES[run.outcome] ?? 'crashed',
      steps: run.steps,
      allocUnits: run.allocUnits,
      size: run.size,
      reasons: [`+${OUTCOMES[run.outcome] ?? ''}`],
      provenance: {
        id: this.#nextNumber(),
        parents: parentIds(parent, donor),
        op,
        execs: this.totals.execs - 1,
      },
      error,
    });
  }

  #nextNumber(): number {
    return this.totals.told++ * this.options.shards + this.teller;
  }

  /** Entries that are alive and not yet told, which is then noted. */
  takeFinds(): Finding[] {
    const untold: Entry[] = [];
    for (const level of this.levels) {
      for (const entry of level.entries()) {
        if (entry.number < 0 && isTold(entry)) untold.push(entry);
      }
    }
    untold.sort((a, b) => a.id - b.id);
    return untold.map((entry) => {
      entry.number = this.#nextNumber();
      return findingOf(entry, this.model);
    });
  }

  /** Forgets every cost, keeping the counters: used when costs turn out to depend on earlier calls. */
  resetLevels(): void {
    for (let k = 0; k < this.levels.length; k++) this.levels[k] = this.#emptyLevel(k);
    if (this.goals !== undefined) this.goals.unseen = [];
  }
}
