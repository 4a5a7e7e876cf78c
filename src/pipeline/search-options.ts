import { fileURLToPath } from 'node:url';
import type { ShardOptions } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { ConfigureRequest, ParsedRecipe } from '../core/executor.ts';
import type { PatternAids } from '../core/pattern.ts';
import type { Dictionary } from '../core/target.ts';
import type { SearchOptions, SearchPart } from '../fuzz/requests.ts';
import type { PreparedTarget } from './prepare-target.ts';

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
  { strings }: Pick<PatternAids, 'strings'> = { strings: [] },
): Omit<SearchOptions, 'shard' | 'shards'> {
  return {
    seed: options.seed,
    ladderMaxSteps: options.ladderMaxSteps,
    finalMaxSteps: options.maxSteps,
    maxSize: sizeLimit(prepared, options),
    dictionary: withStrings(prepared.loaded.dictionary, strings),
    without,
  };
}

/** Sorted, without duplicates, as it was. */
function withStrings(dictionary: Dictionary, strings: readonly string[]): Dictionary {
  if (strings.length === 0) return dictionary;
  return { ...dictionary, strings: [...new Set([...dictionary.strings, ...strings])].toSorted() };
}

/** @param recipes that the search has from the start. */
export function configureRequest(
  { model, loaded }: Pick<PreparedTarget, 'loaded' | 'model'>,
  recipes: readonly ParsedRecipe[] = [],
): ConfigureRequest {
  return {
    kind: 'configure',
    model: model.description,
    target: loaded.kind,
    dictionary: loaded.dictionary,
    ...(recipes.length === 0 ? {} : { recipes }),
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
