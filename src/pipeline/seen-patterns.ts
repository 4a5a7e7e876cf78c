import type { SeenPattern } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { MeasureRequest, PatternsRequest } from '../core/executor.ts';
import type { PatternText } from '../core/pattern.ts';
import { createRng } from '../core/rng.ts';
import type { Shard, ShardFactory } from '../execute/shard.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { configureRequest, shardOptions } from './search-options.ts';

/** Seeds that are run, and generated inputs of up to so many scalars. */
const SEEDS = 16;
const GENERATED = 16;
const MAX_SIZE = 64;
/** Steps of each. */
const MAX_STEPS = 2 ** 20;

/**
 * The regular expressions that a few inputs make the program use, those among them that its text does not show. None when one
 * of the inputs ends the program's process: the search will find that out.
 */
export async function seenPatterns(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  openShard: ShardFactory,
): Promise<readonly PatternText[]> {
  const shard = await openShard(prepared.loaded.image, shardOptions(options));
  try {
    const measure: MeasureRequest = {
      kind: 'measure',
      inputs: sampleInputs(prepared, options.seed),
      maxSteps: MAX_STEPS,
      journal: false,
    };
    const patterns: PatternsRequest = { kind: 'patterns' };
    for (const request of [configureRequest(prepared), measure])
      if ((await ask(shard, request)) === undefined) return [];
    // The loop is our own code and answers so.
    return ((await ask(shard, patterns)) ?? []) as readonly SeenPattern[];
  } finally {
    await shard.close();
  }
}

/** @returns undefined when the program has ended its worker. */
async function ask(shard: Shard, request: unknown): Promise<unknown> {
  const reply = await shard.request(request);
  return reply.kind === 'reply' ? reply.value : undefined;
}

function sampleInputs({ seeds, local }: PreparedTarget, seed: number): readonly string[] {
  const rng = createRng(seed);
  const generated = Array.from({ length: GENERATED }, (_, k) =>
    local.encode(local.generate(rng, 1 + Math.floor((k * MAX_SIZE) / GENERATED))),
  );
  return [...seeds.slice(0, SEEDS), ...generated];
}
