import type { ProgramImage } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { Executor, MeasureOptions } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import type { ProfiledRun, ProgramSource, SynthesisContext } from '../core/synthesis.ts';
import type { ProbePlace, Watch } from '../core/watch.ts';
import { createExecutor, createObserver, type ExecutorOptions } from '../execute/executor.ts';
import { createShard, type ShardFactory } from '../execute/shard.ts';
import { locatePlace } from '../instrument/probe-places.ts';
import { hotPlaces } from '../profile/hot-places.ts';
import { minePairs } from '../profile/pairs.ts';
import { sampleRuns } from '../profile/sample.ts';
import { inputPlaces } from './input-places.ts';
import { nameFile } from './name-file.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { shardOptions, sizeLimit } from './search-options.ts';
import { coverProgram, placesOf, weaveProbes } from './weave.ts';

/** Fuel of one execution that synthesis makes: it makes hundreds. Steps. */
export const OBSERVE_MAX_STEPS = 2 ** 24;

export interface SynthesisEvidence {
  readonly context: SynthesisContext;
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

/**
 * Gathers what synthesizers look at: runs of slow inputs and of fast ones of like size, pairs of them, the places where
 * they differ. Deterministic for equal findings, options and program.
 */
export async function gatherEvidence(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  findings: readonly Finding[],
  { signal, openShard }: { readonly signal: AbortSignal; readonly openShard: ShardFactory },
): Promise<SynthesisEvidence> {
  const { loaded, modules } = prepared;
  const runs = await sampleOf(prepared, options, findings, openShard);
  const show = (input: string): string => showInput(prepared, input);
  const { pairs, notes } = await minePairs(
    runs,
    async (inputs) =>
      await withExecutor(
        { ...loaded, image: coverProgram(loaded.image, modules) },
        prepared,
        executorOptions(prepared, options, openShard),
        async (executor) =>
          (
            await executor.measure(inputs, {
              maxSteps: OBSERVE_MAX_STEPS,
              coverage: true,
              fresh: true,
            })
          ).map(({ coverage }) => coverage ?? []),
      ),
    loaded.sites,
    { show },
  );
  const places = placesOf(modules);
  const sources = sourcesOf(prepared);
  const context: SynthesisContext = {
    target: { specifier: loaded.specifier, kind: loaded.kind },
    sources,
    places: hotPlaces(places, {
      runs,
      sites: loaded.sites,
      sources,
      ...entryName(loaded.image),
    }),
    locate: (where) => locatePlace(places, where, (file) => nameOf(sources, file) === where.file),
    inputs: inputPlaces(prepared),
    runs,
    pairs,
    observe: async (watch, inputs, asked) =>
      await observeWatch(prepared, options, watch, inputs, asked, openShard),
    show,
    seed: options.seed,
    signal,
  };
  return { context, notes };
}

/** The name that the target's function goes by, unless it is a default export or there is none. */
function entryName({ entry }: ProgramImage): { readonly entryName?: string } {
  const name = entry.exportPath.at(-1);
  return name === undefined || name === 'default' ? {} : { entryName: name };
}

/** Slow inputs and others of like size, measured; see sampleRuns. */
export async function sampleOf(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  findings: readonly Finding[],
  openShard: ShardFactory = createShard,
): Promise<readonly ProfiledRun[]> {
  return await withExecutor(
    prepared.loaded,
    prepared,
    executorOptions(prepared, options, openShard),
    async (executor) =>
      await sampleRuns(
        { findings, seeds: prepared.seeds },
        {
          model: prepared.local,
          executor,
          seed: options.seed,
          maxSize: sizeLimit(prepared, options),
          maxSteps: OBSERVE_MAX_STEPS,
        },
      ),
  );
}

/** Runs inputs of the program with a watch woven in. */
export async function observeWatch(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  watch: Watch,
  inputs: readonly string[],
  asked: MeasureOptions,
  openShard: ShardFactory = createShard,
): ReturnType<SynthesisContext['observe']> {
  const { loaded, model, modules } = prepared;
  const image = weaveProbes(loaded.image, modules, watch);
  const observer = await createObserver(
    { ...loaded, image },
    model.description,
    watch,
    executorOptions(prepared, options, openShard),
  );
  try {
    return await observer.observe(inputs, asked);
  } finally {
    await observer.close();
  }
}

async function withExecutor<T>(
  program: PreparedTarget['loaded'],
  { model }: Pick<PreparedTarget, 'model'>,
  options: ExecutorOptions,
  work: (executor: Executor) => Promise<T>,
): Promise<T> {
  const executor = await createExecutor(program, model.description, options);
  try {
    return await work(executor);
  } finally {
    await executor.close();
  }
}

function executorOptions(
  { local }: Pick<PreparedTarget, 'local'>,
  options: ResolvedOptions,
  openShard: ShardFactory,
): ExecutorOptions {
  return {
    shard: shardOptions(options),
    openShard,
    sizeOf: (input) => local.sizeOf(local.decode(input)),
  };
}

function sourcesOf({ modules, loaded }: PreparedTarget): readonly ProgramSource[] {
  return modules.map(({ source }) => ({
    file: source.id,
    name: nameFile(source.id, loaded.entryFile),
    code: source.code,
  }));
}

function nameOf(sources: readonly ProgramSource[], file: ProbePlace['file']): string | undefined {
  return sources.find((source) => source.file === file)?.name;
}

/** An encoded input as a test file shows it: JSON of the arguments, or the text of stdin. */
function showInput(prepared: PreparedTarget, input: string): string {
  const rendered = prepared.render(input);
  return rendered.kind === 'stdin' ? rendered.text : (JSON.stringify(rendered.args) ?? '');
}
