import type { ShardDeath, ShardOptions } from '../../harness/protocol.ts';
import { HarnessError } from '../core/errors.ts';
import type {
  ConfigureRequest,
  Executor,
  Measurement,
  MeasureOptions,
  MeasureRequest,
  ModelDescription,
} from '../core/executor.ts';
import type { LoadedTarget } from '../core/target.ts';
import { createShard, type Shard, type ShardSettings } from './shard.ts';

/** Inputs of one request: after a death no more than these are run again. */
const BATCH = 32;

export interface ExecutorOptions {
  readonly shard: ShardOptions;
  readonly settings?: ShardSettings;
  /** Size of an encoded input that killed its worker, see InputModel.sizeOf. Default: its length in characters. */
  readonly sizeOf?: (input: string) => number;
}

/**
 * An executor over a shard of its own. Every input is journalled before it runs, so a death is that input's outcome;
 * inputs before it in the same request are run again, because their measurements died with the worker.
 * @throws UsageError when the program cannot be loaded.
 */
export async function createExecutor(
  target: LoadedTarget,
  model: ModelDescription,
  options: ExecutorOptions,
): Promise<Executor> {
  const shard = await createShard(target.image, options.shard, options.settings);
  const configuration: ConfigureRequest = {
    kind: 'configure',
    model,
    target: target.kind,
    dictionary: target.dictionary,
  };
  try {
    await configure(shard, configuration);
  } catch (error) {
    await shard.close();
    throw error;
  }
  const revive = async (): Promise<void> => {
    await shard.restart();
    await configure(shard, configuration);
  };
  const sizeOf = options.sizeOf ?? ((input: string): number => Math.max(1, input.length));

  const measureBatch = async (
    inputs: readonly string[],
    measureOptions: MeasureOptions,
  ): Promise<readonly Measurement[]> => {
    if (inputs.length === 0) return [];
    const request: MeasureRequest = { kind: 'measure', journal: true, inputs, ...measureOptions };
    const reply = await shard.request(request);
    if (reply.kind === 'reply') return checkedMeasurements(reply.value, inputs.length);
    await revive();
    const { death } = reply;
    const culprit = culpritOf(death, inputs);
    // It died before any input ran: decoding or building one of them killed it.
    if (culprit === undefined) return oneByOne(inputs, measureOptions);
    const before = await measureBatch(inputs.slice(0, culprit), measureOptions);
    const after = await measureBatch(inputs.slice(culprit + 1), measureOptions);
    return [...before, deathMeasurement(death, sizeOf(inputs[culprit] ?? '')), ...after];
  };
  const oneByOne = async (
    inputs: readonly string[],
    measureOptions: MeasureOptions,
  ): Promise<readonly Measurement[]> => {
    const measurements: Measurement[] = [];
    for (const input of inputs) measurements.push(...(await measureBatch([input], measureOptions)));
    return measurements;
  };
  return {
    measure: async (inputs, measureOptions) => {
      const measurements: Measurement[] = [];
      for (let start = 0; start < inputs.length; start += BATCH) {
        const batch = inputs.slice(start, start + BATCH);
        measurements.push(...(await measureBatch(batch, measureOptions)));
      }
      return measurements;
    },
    close: () => shard.close(),
  };
}

async function configure(shard: Shard, request: ConfigureRequest): Promise<void> {
  const reply = await shard.request(request);
  if (reply.kind === 'reply') return;
  throw new HarnessError(
    `the worker died while it was configured (${reply.death.outcome}: ${reply.death.detail})`,
  );
}

/** Index of the input that was running; undefined when that is not known. */
function culpritOf(death: ShardDeath, inputs: readonly string[]): number | undefined {
  if (inputs.length === 1) return 0;
  const index = death.journal === undefined ? -1 : inputs.indexOf(death.journal);
  return index < 0 ? undefined : index;
}

/** The loop is our own code in our own process, so a count is check enough. */
function checkedMeasurements(value: unknown, count: number): readonly Measurement[] {
  if (!Array.isArray(value) || value.length !== count) {
    throw new HarnessError('the loop answered a measure request with something else');
  }
  return value as readonly Measurement[];
}

function deathMeasurement(death: ShardDeath, size: number): Measurement {
  return {
    outcome: death.outcome,
    steps: 0,
    allocUnits: 0,
    size,
    hits: undefined,
    error: death.detail,
    outputDigest: '',
  };
}
