import type { ResolvedOptions } from '../config/options.ts';
import type { ConstraintScore, Synthesizer } from '../core/synthesis.ts';
import { createShard, type ShardFactory } from '../execute/shard.ts';
import type { SearchOptions, SearchPart } from '../fuzz/requests.ts';
import { type CampaignSink, type CampaignState, runCampaign } from './campaign.ts';
import { patternAids } from './pattern-aids.ts';
import type { PreparedTarget } from './prepare-target.ts';
import type { CampaignStop } from './schedule.ts';
import { searchOptions, shardOptions } from './search-options.ts';
import { type Killer, SearchShard } from './search-shard.ts';
import { SynthesisStage, type SynthesisStageOptions } from './synthesis-stage.ts';
import type { SynthesisState } from './synthesis-state.ts';
import { weaveAttentive } from './weave.ts';
import { weavingOf } from './weaving.ts';

export interface SearchStageOptions {
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  /** Time that is left of the budget, milliseconds; undefined for no limit. */
  readonly timeMs: number | undefined;
  /** Steps of the whole search; undefined for no limit. */
  readonly steps?: number | undefined;
  /** Parts of the search to switch off, for ablations. */
  readonly without: readonly SearchPart[];
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly resume: CampaignState | undefined;
  /** Who proposes constraints; empty for a search without. */
  readonly synthesizers: readonly Synthesizer[];
  /** Starts every process of the search, those of synthesis too. Default: createShard. */
  readonly openShard?: ShardFactory;
}

/** Where the news of a search go. */
export interface SearchSink extends CampaignSink {
  killed(killer: Killer): void;
  /** Says that a stage begins, and notes how long it took. */
  stage<T>(name: string, run: () => Promise<T>): Promise<T>;
}

export interface SearchEnd {
  readonly stop: CampaignStop;
  readonly execs: number;
  /** What became of the constraints; undefined when nobody was asked for any. */
  readonly synthesis: SynthesisState | undefined;
  /** How the campaign fared with each of them. */
  readonly scores: readonly ConstraintScore[];
}

/** Starts the shards, runs the campaign, ends the shards. */
export async function runSearch(stage: SearchStageOptions, sink: SearchSink): Promise<SearchEnd> {
  const { prepared, options, resume, clock, signal, openShard = createShard } = stage;
  const opened = clock();
  const announce = async <T>(work: () => Promise<T>): Promise<T> =>
    await sink.stage('patterns', work);
  const aids = await patternAids({ ...stage, openShard, announce });
  for (const text of aids.notes) sink.note(text);
  const search = searchOptions(prepared, options, stage.without, aids);
  const budget = {
    timeMs: leftOf(stage.timeMs, clock() - opened),
    execs: options.execs,
    steps: stage.steps,
  };
  const began = clock();
  const unwoven = weaveAttentive(prepared.loaded.image, prepared.modules);
  const synthesis = createSynthesis(stage, {
    image: unwoven,
    search,
    recipes: aids.recipes,
    budget,
    openShard,
    elapsed: () => clock() - began,
    stage: async (run) => await sink.stage('synthesis', run),
    note: (text) => sink.note(text),
  });
  const { image, configure, constraints } =
    synthesis?.weaving() ?? weavingOf(prepared, unwoven, [], aids.recipes);
  const shards: SearchShard[] = [];
  try {
    for (let k = 0; k < options.workers; k++) {
      const shard = await openShard(image, shardOptions(options));
      const mine: SearchOptions = { ...search, constraints, shard: k, shards: options.workers };
      const quarantine = resume?.quarantine[k] ?? [];
      shards.push(
        new SearchShard(shard, configure, mine, quarantine, (killer) => sink.killed(killer)),
      );
    }
    const { stop, execs } = await runCampaign(
      shards,
      {
        search,
        budget,
        seeds: prepared.seeds,
        clock,
        signal,
        resume,
        ...(synthesis === undefined ? {} : { synthesis }),
      },
      sink,
    );
    return { stop, execs, synthesis: synthesis?.state(), scores: synthesis?.scores ?? [] };
  } finally {
    await Promise.all(shards.map(async (shard) => await shard.close()));
  }
}

function leftOf(timeMs: number | undefined, spentMs: number): number | undefined {
  return timeMs === undefined ? undefined : Math.max(0, timeMs - spentMs);
}

function createSynthesis(
  { prepared, options, signal, resume, synthesizers }: SearchStageOptions,
  rest: Pick<
    SynthesisStageOptions,
    'budget' | 'elapsed' | 'image' | 'note' | 'openShard' | 'recipes' | 'search' | 'stage'
  >,
): SynthesisStage | undefined {
  // What an earlier process had woven in stays woven in.
  if (synthesizers.length === 0 && resume?.synthesis === undefined) return undefined;
  return new SynthesisStage({
    prepared,
    options,
    synthesizers,
    signal,
    resume: resume?.synthesis,
    ...rest,
  });
}
