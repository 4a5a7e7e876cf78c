import { OUTCOMES } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import type { EpochReport, SearchOptions, SeedReport } from '../fuzz/requests.ts';
import type { SearchState } from '../fuzz/state.ts';
import type { SearchShard } from './search-shard.ts';
import type { SynthesisState } from './synthesis-state.ts';
import {
  type CampaignBudget,
  type CampaignStop,
  type EpochSummary,
  type Next,
  nextEpoch,
  type Plan,
} from './schedule.ts';

/** Everything that a campaign knows at the end of an epoch: plain data. */
export interface CampaignState {
  readonly epoch: number;
  readonly execs: number;
  readonly steps: number;
  readonly shards: readonly SearchState[];
  /** What each shard found in the last epoch, for the others. */
  readonly offers: readonly (readonly Offer[])[];
  readonly quarantine: readonly (readonly string[])[];
  readonly plan: Plan;
  /** What the last epoch of each shard came to. */
  readonly last: readonly EpochSummary[];
  readonly seedBest?: SeedReport['seedBest'];
  readonly notes: readonly string[];
  /** See {@link CampaignSynthesis.state}. */
  readonly synthesis?: SynthesisState;
}

interface Offer {
  readonly input: string;
  readonly id: number;
}

/** What an epoch of all shards came to. */
export interface CampaignProgress {
  readonly epoch: number;
  readonly stage: 'search' | 'final';
  readonly execs: number;
  readonly steps: number;
  readonly best: { readonly steps: number; readonly size: number };
  readonly frontier: readonly { readonly size: number; readonly steps: number }[];
  readonly frontierAgeExecs: number;
  readonly sitesHit: number;
  readonly corpus: number;
  /** Executions by outcome, indexed as OUTCOMES. */
  readonly outcomes: readonly number[];
  readonly costRange: readonly [number, number] | undefined;
  readonly reports: readonly EpochReport[];
  readonly seedBest: SeedReport['seedBest'];
}

export type Prize = Finding & { readonly error: string };

/** Where a campaign's news go; called in a deterministic order. */
export interface CampaignSink {
  found(finding: Finding): void;
  prize(prize: Prize): void;
  note(text: string): void;
  progress(progress: CampaignProgress): void;
  /** Wants a checkpoint now? Asked at the end of every epoch; the answer may look at a clock. */
  wantsCheckpoint(): boolean;
  checkpoint(state: CampaignState): void;
}

/** Synthesis of constraints between epochs; may rebuild the programs of the shards. */
export interface CampaignSynthesis {
  /**
   * Asked at the end of every epoch of the search.
   * @param shards what each of them knows
   */
  consider(progress: CampaignProgress, shards: readonly SearchShard[]): Promise<void>;
  /** What a checkpoint keeps of it: plain data. */
  state(): SynthesisState;
}

export interface CampaignOptions {
  readonly search: Omit<SearchOptions, 'shard' | 'shards'>;
  readonly budget: CampaignBudget;
  readonly seeds: readonly string[];
  /** Milliseconds, monotonic. Decides only when a time budget is over. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly resume: CampaignState | undefined;
  /** Absent for none. */
  readonly synthesis?: CampaignSynthesis;
}

/** Finds that a shard offers to the others at the end of an epoch. */
const MAX_OFFERS = 16;

/**
 * Runs the search in epochs over all shards until the budget is used or the frontier is flat.
 * Deterministic unless a time budget ends it: shards exchange finds at epoch ends, in shard order.
 */
export async function runCampaign(
  shards: readonly SearchShard[],
  options: CampaignOptions,
  sink: CampaignSink,
): Promise<{ readonly stop: CampaignStop; readonly execs: number }> {
  const campaign = new Campaign(shards, options, sink);
  await campaign.start();
  return { stop: await campaign.run(), execs: campaign.execs };
}

class Campaign {
  readonly #shards: readonly SearchShard[];
  readonly #options: CampaignOptions;
  readonly #sink: CampaignSink;
  #epoch = 0;
  #execs = 0;
  #steps = 0;
  #offers: readonly (readonly Offer[])[];
  #plan: Plan = { stage: 'search', finalExecs: 0, finalSteps: 0 };
  #last: readonly EpochSummary[] = [];
  #seedBest: SeedReport['seedBest'];
  readonly #notes = new Set<string>();

  constructor(shards: readonly SearchShard[], options: CampaignOptions, sink: CampaignSink) {
    this.#shards = shards;
    this.#options = options;
    this.#sink = sink;
    this.#offers = shards.map(() => []);
  }

  get execs(): number {
    return this.#execs;
  }

  async start(): Promise<void> {
    const { resume, seeds } = this.#options;
    if (resume !== undefined) {
      this.#epoch = resume.epoch;
      this.#execs = resume.execs;
      this.#steps = resume.steps;
      this.#offers = resume.offers;
      this.#plan = resume.plan;
      this.#last = resume.last;
      this.#seedBest = resume.seedBest;
      for (const text of resume.notes) this.#note(text);
      await Promise.all(
        resume.shards.map(async (state, k) => await this.#shards[k]?.restore(state)),
      );
      return;
    }
    const reports = await Promise.all(this.#shards.map(async (shard) => await shard.begin(seeds)));
    reports.forEach((report, k) => {
      this.#execs += report.execs;
      this.#steps += report.steps;
      for (const text of report.notes) this.#note(text);
      // Every shard ran the same seeds, and one of them tells; what was generated is each one's own.
      if (k > 0 && seeds.length > 0) return;
      for (const finding of report.finds) this.#sink.found(finding);
      for (const prize of report.prizes) this.#sink.prize(prize);
    });
    this.#seedBest = reports[0]?.seedBest;
  }

  async run(): Promise<CampaignStop> {
    const { clock, budget, signal } = this.#options;
    const began = clock();
    const isOver = (): boolean =>
      signal.aborted || (budget.timeMs !== undefined && clock() - began >= budget.timeMs);
    let lastMs = 0;
    for (;;) {
      const next = this.#shards.some(({ isGivenUp }) => isGivenUp)
        ? this.#giveUp()
        : nextEpoch({
            budget,
            shards: this.#shards.length,
            search: this.#options.search,
            epoch: this.#epoch,
            execs: this.#execs,
            elapsedMs: clock() - began,
            lastEpochMs: lastMs,
            last: this.#last,
            plan: this.#plan,
            // The first epoch is begun in any case, and ends at once: it tells what the starting inputs came to.
            interrupted: signal.aborted && this.#epoch > 0,
          });
      if (next.kind === 'stop') {
        this.#sink.checkpoint(await this.#state());
        return next.reason;
      }
      this.#plan = next.plan;
      const before = clock();
      await this.#runEpoch(next.execs, next.steps, isOver);
      lastMs = clock() - before;
      if (this.#sink.wantsCheckpoint()) this.#sink.checkpoint(await this.#state());
    }
  }

  #giveUp(): Next {
    this.#note(
      'too many inputs end the process of the program: the search was stopped; see --memory and --hang-timeout',
    );
    return { kind: 'stop', reason: 'error' };
  }

  async #runEpoch(execs: readonly number[], steps: number, isOver: () => boolean): Promise<void> {
    const { stage } = this.#plan;
    const base = this.#execs;
    const reports = await Promise.all(
      this.#shards.map(
        async (shard, k) =>
          await shard.epoch(
            {
              epoch: this.#epoch,
              stage,
              execs: execs[k] ?? 0,
              steps,
              imports: this.#offers.flatMap((offers, from) => (from === k ? [] : offers)),
            },
            isOver,
          ),
      ),
    );
    this.#epoch++;
    for (const report of reports) this.#takeIn(report, base);
    if (stage === 'final') this.#chargeFinal(reports);
    this.#offers = reports.map(offersOf);
    this.#last = reports.map(({ execs: made, totals, frontier }) => ({
      execs: made,
      totals,
      frontier,
    }));
    const progress = this.#progress(reports);
    this.#sink.progress(progress);
    if (stage === 'search') await this.#options.synthesis?.consider(progress, this.#shards);
  }

  #chargeFinal(reports: readonly EpochReport[]): void {
    this.#plan = {
      ...this.#plan,
      finalExecs: this.#plan.finalExecs + sum(reports.map((report) => report.execs)),
      finalSteps: this.#plan.finalSteps + sum(reports.map((report) => report.steps)),
    };
  }

  /** Execution numbers become those of the whole campaign: they were counted within the shard. */
  #takeIn(report: EpochReport, base: number): void {
    const shardBase = report.totals.execs - report.execs;
    const global = <T extends Finding>(finding: T): T => {
      const { provenance } = finding;
      const execs = base + Math.max(0, provenance.execs - shardBase);
      return { ...finding, provenance: { ...provenance, execs } };
    };
    for (const finding of report.finds) this.#sink.found(global(finding));
    for (const prize of report.prizes) this.#sink.prize(global(prize));
    for (const text of report.notes) this.#note(text);
    this.#execs += report.execs;
    this.#steps += report.steps;
  }

  #note(text: string): void {
    if (this.#notes.has(text)) return;
    this.#notes.add(text);
    this.#sink.note(text);
  }

  #progress(reports: readonly EpochReport[]): CampaignProgress {
    const best = reports.reduce((a, { best: b }) => (b.steps > a.steps ? b : a), {
      steps: 0,
      size: 0,
    });
    return {
      epoch: this.#epoch,
      stage: this.#plan.stage,
      execs: this.#execs,
      steps: this.#steps,
      best,
      frontier: mergeFrontiers(reports.map(({ frontier }) => frontier)),
      frontierAgeExecs: Math.min(...reports.map(({ totals }) => totals.frontierAgeExecs)),
      sitesHit: Math.max(...reports.map(({ totals }) => totals.sitesHit)),
      corpus: Math.max(...reports.map(({ totals }) => totals.corpus)),
      outcomes: OUTCOMES.map((_, code) =>
        sum(reports.map(({ totals }) => totals.outcomes[code] ?? 0)),
      ),
      costRange: reports.find(({ totals }) => totals.costRange !== undefined)?.totals.costRange,
      reports,
      seedBest: this.#seedBest,
    };
  }

  async #state(): Promise<CampaignState> {
    return {
      epoch: this.#epoch,
      execs: this.#execs,
      steps: this.#steps,
      shards: await Promise.all(this.#shards.map(async (shard) => await shard.snapshot())),
      offers: this.#offers,
      quarantine: this.#shards.map(({ quarantine }) => quarantine),
      plan: this.#plan,
      last: this.#last,
      ...(this.#seedBest === undefined ? {} : { seedBest: this.#seedBest }),
      notes: [...this.#notes],
      ...(this.#options.synthesis === undefined
        ? {}
        : { synthesis: this.#options.synthesis.state() }),
    };
  }
}

/** The finds that other shards cannot do without: new bests and new coverage, costliest first. */
function offersOf(report: EpochReport): readonly Offer[] {
  return report.finds
    .filter(({ reasons }) =>
      reasons.some((reason) => reason === '+total' || reason.startsWith('+new')),
    )
    .toSorted((a, b) => b.steps - a.steps || a.provenance.id - b.provenance.id)
    .slice(0, MAX_OFFERS)
    .map(({ input, provenance }) => ({ input, id: provenance.id }));
}

/** The costliest of each size band over all shards, ascending size. */
function mergeFrontiers(frontiers: readonly EpochReport['frontier'][]): EpochReport['frontier'] {
  const byBand = new Map<number, { readonly size: number; readonly steps: number }>();
  for (const point of frontiers.flat()) {
    const band = Math.ceil(Math.log2(Math.max(8, point.size)));
    const known = byBand.get(band);
    if (known === undefined || point.steps > known.steps) byBand.set(band, point);
  }
  return [...byBand.values()].sort((a, b) => a.size - b.size);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
