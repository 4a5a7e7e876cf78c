import type { Host } from '../../harness/protocol.ts';
import { OUTCOMES } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import type { Entry } from './archive.ts';
import { Level } from './archive.ts';
import type { Feedback } from './feedback/feedback.ts';
import { allocation, stepsPerSize, totalSteps } from './feedback/cost.ts';
import { siteMaxima } from './feedback/site-max.ts';
import type { LevelEffort } from './levels.ts';
import { createLevelEffort, effortOf, levelCap, levelOf } from './levels.ts';
import type { SearchOptions } from './requests.ts';
import type { Run, Runner } from './run.ts';
import { createRun, observe } from './run.ts';
import type { SearchTotals } from './state.ts';

/** Inputs whose parent cost more than this are journalled before they run: a microsecond is nothing to them. Steps. */
const JOURNAL_STEPS = 20_000;
/** One execution in eight may take a place by an equal cost. */
const TIE_MASK = 7;
const NO_PARENTS: readonly number[] = [];
/** Distinct errors kept as prizes. */
const MAX_PRIZES = 64;

/** A level's best that grows by less than one part in so many counts as stale, the frontier as flat. */
const LEVEL_CREEP = 50_000;
const FRONTIER_CREEP = 10_000;

const DEPTH_EXCEEDED = OUTCOMES.indexOf('depth-exceeded');
const STEPS_EXCEEDED = OUTCOMES.indexOf('steps-exceeded');
const THREW = OUTCOMES.indexOf('threw');
const EXITED = OUTCOMES.indexOf('exited');

/** What an execution was worth. */
export interface Verdict {
  /** The new entry, when any feedback wanted it. */
  entry: Entry | undefined;
  /** Steps gained on the best of the size band; 0 when it was not beaten. */
  gain: number;
}

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
  /** Largest size that is made: the smaller of the model's and the option's. */
  readonly maxSize: number;
  readonly prizeKeys: Set<string>;
  prizes: (Finding & { readonly error: string })[] = [];
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
  readonly #verdict: Verdict = { entry: undefined, gain: 0 };

  constructor(host: Host, model: InputModel, runner: Runner, options: SearchOptions) {
    this.host = host;
    this.model = model;
    this.runner = runner;
    this.options = options;
    this.teller = options.shard;
    this.maxSize = Math.max(1, Math.min(options.maxSize, model.maxSize));
    const top = levelOf(this.maxSize);
    this.levels = Array.from({ length: top + 1 }, () => new Level(host.counts.length));
    this.efforts = this.levels.map(createLevelEffort);
    this.siteHit = new Uint8Array(host.counts.length);
    this.prizeKeys = new Set();
    this.totals = {
      execs: 0,
      steps: 0,
      nextId: 0,
      nextLineage: 0,
      told: 0,
      movedAtExecs: 0,
      movedAtSteps: 0,
      outcomes: OUTCOMES.map(() => 0),
      fresh: false,
      costRange: undefined,
    };
    this.#feedbacks = feedbacksOf(options);
  }

  get topLevel(): number {
    return this.levels.length - 1;
  }

  /** Largest size of a level under the size limit. */
  capOf(level: number): number {
    return Math.min(levelCap(level), this.maxSize);
  }

  /** Whether the running epoch has budget for one more attempt, which is then charged. */
  goOn(): boolean {
    return this.execsLeft > 0 && this.stepsLeft > 0 && --this.attemptsLeft > 0;
  }

  /** Puts the genotype before the program. @returns false when it must not run: too big, or known to kill. */
  prepare(genotype: unknown, expectedSteps: number): boolean {
    const size = this.model.sizeOf(genotype);
    if (size > this.maxSize) return false;
    const journals = this.journalAll || expectedSteps > JOURNAL_STEPS;
    if (journals || this.quarantine.size > 0) {
      const encoded = this.model.encode(genotype);
      if (this.quarantine.has(encoded)) return false;
      if (journals) this.host.journal(encoded);
    }
    // Nobody may be blamed for what a later input does.
    if (!journals && this.#journalIsStale) this.host.journal('');
    this.#journalIsStale = journals;
    this.run.size = size;
    this.run.level = levelOf(size);
    this.runner.input = this.model.build(genotype, this.host.realm);
    return true;
  }

  /** Reads the observation of the last execution and books it. */
  account(): void {
    const { run, totals } = this;
    observe(this.host, run, run.size, run.level);
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
      claims: 0,
      number: -1,
      parts: undefined,
    };
  }

  /** Gives the entry its places. @returns the steps gained on the best of the size band. */
  #admit(entry: Entry, level: Level): number {
    const before = level.best?.steps ?? 0;
    const covered = this.#cover();
    for (const feedback of this.#feedbacks) feedback.claim(entry, this.run, this.host, level);
    const gain = Math.max(0, entry.steps - before);
    if (gain > 0) this.#improved(entry.level, gain, before);
    if (covered) this.#moved();
    return gain;
  }

  #improved(level: number, gain: number, before: number): void {
    const effort = this.efforts[level] as LevelEffort;
    if (gain * LEVEL_CREEP >= before) effort.improvedAt = effortOf(effort);
    if (gain * FRONTIER_CREEP < before) return;
    this.#moved();
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
    const { run, host } = this;
    const error = run.outcome === THREW ? host.errorText() : '';
    const detail =
      run.outcome === STEPS_EXCEEDED ? String(run.level) : error.replaceAll(/\d+/g, '#');
    const worthIt = [THREW, EXITED, DEPTH_EXCEEDED, STEPS_EXCEEDED].includes(run.outcome);
    const key = `${run.outcome}:${detail}`;
    if (!worthIt || this.prizeKeys.has(key) || this.prizeKeys.size >= MAX_PRIZES) return;
    this.prizeKeys.add(key);
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
        if (entry.number < 0 && entry.reasons.length > 0) untold.push(entry);
      }
    }
    untold.sort((a, b) => a.id - b.id);
    return untold.map((entry) => {
      entry.number = this.#nextNumber();
      return this.#finding(entry);
    });
  }

  #finding(entry: Entry): Finding {
    const { steps, allocUnits, size, reasons, number, parents, op, execs } = entry;
    return {
      input: this.model.encode(entry.genotype),
      outcome: OUTCOMES[entry.outcome] ?? 'crashed',
      steps,
      allocUnits,
      size,
      reasons: [...reasons],
      provenance: { id: number, parents, op, execs },
    };
  }

  /** Forgets every cost, keeping the counters: used when costs turn out to depend on earlier calls. */
  resetLevels(): void {
    const siteCount = this.host.counts.length;
    for (let k = 0; k < this.levels.length; k++) this.levels[k] = new Level(siteCount);
  }
}

/** Corpus numbers of the nearest ancestors that have one. */
function parentIds(parent: Entry | undefined, donor: Entry | undefined): readonly number[] {
  const first = parent === undefined ? NO_PARENTS : numberOf(parent);
  return donor === undefined ? first : [...new Set([...first, ...numberOf(donor)])];
}

function numberOf(entry: Entry): readonly number[] {
  return entry.number >= 0 ? [entry.number] : entry.parents;
}

function feedbacksOf(options: SearchOptions): readonly Feedback[] {
  const without = new Set(options.without);
  return [
    ...(without.has('cost') ? [] : [totalSteps, stepsPerSize, allocation]),
    ...(without.has('sites') ? [] : [siteMaxima]),
  ];
}
