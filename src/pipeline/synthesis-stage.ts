import { OUTCOMES, type ProgramImage } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { ParsedRecipe } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import type { ConstraintScore, Synthesizer } from '../core/synthesis.ts';
import type { ShardFactory } from '../execute/shard.ts';
import type { SearchOptions } from '../fuzz/requests.ts';
import type { EntryState } from '../fuzz/state.ts';
import type { CampaignProgress, CampaignSynthesis } from './campaign.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { effortOf } from './effort.ts';
import type { CampaignBudget } from './schedule.ts';
import type { SearchShard } from './search-shard.ts';
import { shardOptions } from './search-options.ts';
import { synthesizeRound } from './synthesis-round.ts';
import { isSynthesisDue, whyNoSynthesis } from './synthesis-schedule.ts';
import { NO_SYNTHESIS, type SynthesisState } from './synthesis-state.ts';
import { type Weaving, weavingOf } from './weaving.ts';

export interface SynthesisStageOptions {
  readonly prepared: PreparedTarget;
  /** What the search's shards run before anything is woven in. */
  readonly image: ProgramImage;
  readonly options: ResolvedOptions;
  readonly synthesizers: readonly Synthesizer[];
  readonly search: Omit<SearchOptions, 'shard' | 'shards'>;
  /** That the search has from the start. */
  readonly recipes: readonly ParsedRecipe[];
  readonly budget: CampaignBudget;
  readonly resume: SynthesisState | undefined;
  readonly signal: AbortSignal;
  /** Starts the search's shards anew, and processes of its own. */
  readonly openShard: ShardFactory;
  /** Milliseconds since the campaign began. */
  readonly elapsed: () => number;
  /** Tells that a round begins and runs it. */
  readonly stage: <T>(run: () => Promise<T>) => Promise<T>;
  readonly note: (text: string) => void;
}

/** Synthesis between the epochs of a campaign: evidence from the search, constraints woven in, and on. */
export class SynthesisStage implements CampaignSynthesis {
  readonly #stage: SynthesisStageOptions;
  #state: SynthesisState;
  #scores: readonly ConstraintScore[] = [];
  #spentMs = 0;
  /** Why there are no rounds. */
  readonly #obstacle: string | undefined;

  constructor(stage: SynthesisStageOptions) {
    this.#stage = stage;
    const lengths = stage.prepared.modules.map(({ source }) => source.code.length);
    const length = lengths.reduce((sum, one) => sum + one, 0);
    // Whoever asks a model, or for constraints of their own, gets them whatever they take.
    const isUsual = stage.synthesizers.every(({ name }) => name === 'profile');
    this.#obstacle = isUsual ? whyNoSynthesis(length, stage.budget.timeMs) : undefined;
    this.#state = stage.resume ?? NO_SYNTHESIS;
    if (this.#obstacle !== undefined) stage.note(this.#obstacle);
  }

  state(): SynthesisState {
    return this.#state;
  }

  /** How the campaign fared with each constraint, summed over the shards. */
  get scores(): readonly ConstraintScore[] {
    return this.#scores;
  }

  /** What shards run now. */
  weaving(): Weaving {
    const { prepared, image, recipes: given } = this.#stage;
    const { accepted, recipes } = this.#state;
    return weavingOf(prepared, image, accepted, [...given, ...recipes.map(({ parsed }) => parsed)]);
  }

  async consider(progress: CampaignProgress, shards: readonly SearchShard[]): Promise<void> {
    const { budget, elapsed, stage, signal } = this.#stage;
    this.#scores = sumScores(progress.reports.map(({ constraints }) => constraints));
    const { rounds, effortThen } = this.#state;
    const { execs, steps } = progress;
    const isDue = isSynthesisDue({
      rounds,
      effortThen,
      execs,
      steps,
      shards: shards.length,
      elapsedMs: elapsed(),
      spentMs: this.#spentMs,
      budget,
    });
    if (!isDue || this.#obstacle !== undefined || signal.aborted) return;
    const began = elapsed();
    await stage(async () => {
      const changed = await this.#round(await findingsOf(shards), effortOf({ steps, execs }));
      if (changed && !signal.aborted) await this.#rebuild(shards);
    });
    this.#spentMs += elapsed() - began;
  }

  /** @returns whether there is anything new to weave in */
  async #round(findings: readonly Finding[], effortThen: number): Promise<boolean> {
    const { prepared, options, synthesizers, signal, openShard, note } = this.#stage;
    const before = this.#state;
    const outcome = await synthesizeRound({
      prepared,
      options,
      synthesizers,
      findings,
      before,
      scores: this.#scores,
      signal,
      openShard,
    });
    for (const text of outcome.notes) if (!before.notes.includes(text)) note(text);
    this.#state = {
      rounds: before.rounds + 1,
      lastRound: outcome.lastRound,
      effortThen,
      accepted: [...before.accepted, ...outcome.accepted],
      rejected: [...before.rejected, ...outcome.rejected],
      recipes: [...before.recipes, ...outcome.recipes],
      notes: [...new Set([...before.notes, ...outcome.notes])],
    };
    return outcome.accepted.length > 0 || outcome.recipes.length > 0;
  }

  async #rebuild(shards: readonly SearchShard[]): Promise<void> {
    const { options, search, openShard } = this.#stage;
    const { image, configure, constraints } = this.weaving();
    for (const [k, shard] of shards.entries())
      await shard.rebuild(async () => await openShard(image, shardOptions(options)), configure, {
        ...search,
        constraints,
        shard: k,
        shards: shards.length,
      });
  }
}

/** What the shards know, as findings: every entry alive, in order of shards. */
export async function findingsOf(shards: readonly SearchShard[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const shard of shards) {
    const { entries } = await shard.snapshot();
    findings.push(...entries.map(findingOf));
  }
  return findings;
}

function findingOf(entry: EntryState): Finding {
  const { input, steps, allocUnits, size, reasons, number, parents, op, execs } = entry;
  return {
    input,
    outcome: OUTCOMES[entry.outcome] ?? 'crashed',
    steps,
    allocUnits,
    size,
    reasons,
    provenance: { id: number, parents, op, execs },
  };
}

/** The figures of several shards about the same constraints. */
function sumScores(reports: readonly (readonly ConstraintScore[])[]): readonly ConstraintScore[] {
  const sums = new Map<string, ConstraintScore>();
  for (const score of reports.flat()) {
    const known = sums.get(score.id);
    sums.set(
      score.id,
      known === undefined
        ? score
        : {
            id: score.id,
            bestMargin: Math.min(known.bestMargin, score.bestMargin),
            satisfied: known.satisfied + score.satisfied,
            observed: known.observed + score.observed,
            finds: known.finds + score.finds,
            stepsGained: known.stepsGained + score.stepsGained,
          },
    );
  }
  return [...sums.values()];
}
