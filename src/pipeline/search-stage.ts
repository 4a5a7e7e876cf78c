import { fileURLToPath } from 'node:url';
import type { ShardOptions } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { ConfigureRequest } from '../core/executor.ts';
import { createShard } from '../execute/shard.ts';
import type { SearchOptions, SearchPart } from '../fuzz/requests.ts';
import { type CampaignSink, type CampaignState, runCampaign } from './campaign.ts';
import type { PreparedTarget } from './prepare-target.ts';
import type { CampaignStop } from './schedule.ts';
import { type Killer, SearchShard } from './search-shard.ts';

export interface SearchStageOptions {
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  /** Time that is left of the budget, milliseconds; undefined for no limit. */
  readonly timeMs: number | undefined;
  /** Parts of the search to switch off, for ablations. */
  readonly without: readonly SearchPart[];
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly resume: CampaignState | undefined;
}

/** Starts the shards, runs the campaign, ends the shards. */
export async function runSearch(
  stage: SearchStageOptions,
  sink: CampaignSink & { killed(killer: Killer): void },
): Promise<{ readonly stop: CampaignStop; readonly execs: number }> {
  const { prepared, options, resume } = stage;
  const search = searchOptions(prepared, options, stage.without);
  const shards: SearchShard[] = [];
  try {
    for (let k = 0; k < options.workers; k++) {
      const shard = await createShard(prepared.loaded.image, shardOptions(options));
      const mine: SearchOptions = { ...search, shard: k, shards: options.workers };
      const quarantine = resume?.quarantine[k] ?? [];
      shards.push(
        new SearchShard(shard, configureRequest(prepared), mine, quarantine, (killer) =>
          sink.killed(killer),
        ),
      );
    }
    return await runCampaign(
      shards,
      {
        search,
        budget: { timeMs: stage.timeMs, execs: options.execs },
        seeds: prepared.seeds,
        clock: stage.clock,
        signal: stage.signal,
        resume,
      },
      sink,
    );
  } finally {
    await Promise.all(shards.map(async (shard) => await shard.close()));
  }
}

/** The largest size worth making: what the user allows and the model can hold. */
export function sizeLimit(
  prepared: PreparedTarget,
  options: Pick<ResolvedOptions, 'maxSize'>,
): number {
  return Math.max(1, Math.min(options.maxSize, prepared.local.maxSize));
}

export function searchOptions(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  without: readonly SearchPart[],
): Omit<SearchOptions, 'shard' | 'shards'> {
  return {
    seed: options.seed,
    ladderMaxSteps: options.ladderMaxSteps,
    finalMaxSteps: options.maxSteps,
    maxSize: sizeLimit(prepared, options),
    dictionary: prepared.loaded.dictionary,
    without,
  };
}

export function configureRequest({ model, loaded }: PreparedTarget): ConfigureRequest {
  return {
    kind: 'configure',
    model: model.description,
    target: loaded.kind,
    dictionary: loaded.dictionary,
  };
}

export function shardOptions(
  options: Pick<ResolvedOptions, 'hangTimeoutMs' | 'memoryMb' | 'realClock' | 'seed'>,
): ShardOptions {
  return {
    hangTimeoutMs: options.hangTimeoutMs,
    memoryMb: options.memoryMb,
    realClock: options.realClock,
    programSeed: options.seed,
    loopScript: loopScript(),
  };
}

/** The built loop script: beside the compiled engine, or in `dist` when the engine runs from its sources. */
function loopScript(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(
    new URL(
      isSource ? '../../dist/harness/js/loop.js' : '../../harness/js/loop.js',
      import.meta.url,
    ),
  );
}
