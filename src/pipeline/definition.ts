import type { Draw } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { InputSpec } from '../core/input-spec.ts';
import type { LoadedTarget } from '../core/target.ts';
import { createBlockingShard } from '../execute/blocking-shard.ts';
import { createShard } from '../execute/shard.ts';
import { parseChoices } from '../inputs/choices/choice-genotype.ts';
import { parseInputSpec } from '../inputs/spec/schema.ts';
import { fromTaggedJson } from '../suite/tagged-json.ts';
import type { DrawnInput, DrawRequest } from './draw-input.ts';
import { shardOptions } from './search-options.ts';

/** What a `*.slowpath` definition says about its inputs. */
export type DefinitionInput =
  | { readonly kind: 'spec'; readonly spec: InputSpec }
  /** Arbitraries, which live in the program's realm. */
  | { readonly kind: 'choices' };

/** The arbitraries of a definition, out of reach in a worker, as if they were here. */
export interface RemoteArbitrary {
  /** As `Host.draw`, but without arguments. */
  draw(choices: readonly number[], seed: number, cap: number): Draw | undefined;
  /** The arguments that an encoded input stands for, in this realm; undefined when they cannot be written down. */
  render(encoded: string): readonly unknown[] | undefined;
  close(): Promise<void>;
}

type WorkerOptions = Pick<ResolvedOptions, 'hangTimeoutMs' | 'memoryMb' | 'realClock' | 'seed'>;

/**
 * Reads the `input` of a definition. Only running it tells, so it is loaded in a worker, like any program under test.
 * @throws UsageError when it cannot be loaded or has no input; DataError when its InputSpec is none.
 */
export async function readDefinition(
  loaded: LoadedTarget,
  options: WorkerOptions,
): Promise<DefinitionInput> {
  const shard = await createShard(loaded.image, shardOptions(options));
  try {
    const { inputSpec } = shard;
    if (inputSpec === undefined) return { kind: 'choices' };
    return { kind: 'spec', spec: parseInputSpec(inputSpec, `input of ${loaded.specifier}`) };
  } finally {
    await shard.close();
  }
}

/** Of a tail that is never drawn: choice sequences are complete. */
const TAIL_SEED = 1;

/** Starts a worker that draws; see {@link BlockingShard} for why it blocks: input models are not asynchronous. */
export async function openArbitrary(
  loaded: LoadedTarget,
  options: WorkerOptions,
): Promise<RemoteArbitrary> {
  const shard = await createBlockingShard(loaded.image, shardOptions(options));
  const ask = (
    choices: readonly number[],
    rest: Omit<DrawRequest, 'choices' | 'kind'>,
  ): DrawnInput | null => {
    const request: DrawRequest = { kind: 'draw', choices: Float64Array.from(choices), ...rest };
    // The loop is our own code and answers a draw request so.
    return shard.request(request) as DrawnInput | null;
  };
  return {
    draw(choices, seed, cap) {
      const drawn = ask(choices, { seed, cap, render: false });
      if (drawn === null) return undefined;
      return {
        args: [],
        choices: Array.from(drawn.choices),
        lows: Array.from(drawn.lows),
        highs: Array.from(drawn.highs),
      };
    },
    render(encoded) {
      const choices = parseChoices(encoded);
      const drawn = ask(choices, { seed: TAIL_SEED, cap: choices.length, render: true });
      return drawn?.args?.map(fromTaggedJson);
    },
    close: async () => await shard.close(),
  };
}
