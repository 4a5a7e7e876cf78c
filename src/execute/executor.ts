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
import type { Observation, ObserveRequest, Watch } from '../core/watch.ts';
import { createShard, type Shard, type ShardFactory, type ShardSettings } from './shard.ts';

/** Inputs of one request: after a death no more than these are run again. */
const BATCH = 32;

export interface ExecutorOptions {
  readonly shard: ShardOptions;
  readonly settings?: ShardSettings;
  /** Default: {@link createShard}. */
  readonly openShard?: ShardFactory;
  /** Size of an encoded input that killed its worker, see InputModel.sizeOf. Default: its length in characters. */
  readonly sizeOf?: (input: string) => number;
}

/**
 * An executor over a shard of its own. Every input is journalled before it runs, so a death is that input's outcome;
 * inputs before it in the same request are run again, because their measurements died with the worker.
 * @throws UsageError when the program cannot be loaded.
 */
export async function createExecutor(
  target: Program,
  model: ModelDescription,
  options: ExecutorOptions,
): Promise<Executor> {
  const { ask, close } = await createInquirer(target, model, options, {
    request: (inputs, asked): MeasureRequest => ({
      kind: 'measure',
      journal: true,
      inputs,
      ...asked,
    }),
    deathOf: deathMeasurement,
  });
  return { measure: ask, close };
}

/** Runs single inputs of a program that has probes, all of them armed, and says what they showed. */
export interface Observer {
  /** As {@link Executor.measure}. */
  observe(inputs: readonly string[], options: MeasureOptions): Promise<readonly Observation[]>;
  close(): Promise<void>;
}

/**
 * As {@link createExecutor}, over a program into which the probes of the watch are woven.
 * @throws UsageError when the program cannot be loaded.
 */
export async function createObserver(
  target: Program,
  model: ModelDescription,
  watch: Watch,
  options: ExecutorOptions,
): Promise<Observer> {
  const unseen = 2 * watch.expressions.length;
  const { ask, close } = await createInquirer(
    target,
    model,
    options,
    {
      request: (inputs, asked): ObserveRequest => ({
        kind: 'observe',
        journal: true,
        inputs,
        ...asked,
      }),
      deathOf: (death, size): Observation => ({
        ...deathMeasurement(death, size),
        readings: new Float64Array(unseen).fill(NaN),
      }),
    },
    watch,
  );
  return { observe: ask, close };
}

type Program = Pick<LoadedTarget, 'image' | 'kind' | 'dictionary'>;

/** What a shard is asked about inputs, one request a batch. */
interface Inquiry<M> {
  request(inputs: readonly string[], options: MeasureOptions): MeasureRequest | ObserveRequest;
  deathOf(death: ShardDeath, size: number): M;
}

interface Inquirer<M> {
  readonly ask: (inputs: readonly string[], options: MeasureOptions) => Promise<readonly M[]>;
  readonly close: () => Promise<void>;
}

async function createInquirer<M>(
  target: Program,
  model: ModelDescription,
  options: ExecutorOptions,
  inquiry: Inquiry<M>,
  watch?: Watch,
): Promise<Inquirer<M>> {
  const { openShard = createShard } = options;
  const shard = await openShard(target.image, options.shard, options.settings);
  const configuration: ConfigureRequest = {
    kind: 'configure',
    model,
    target: target.kind,
    dictionary: target.dictionary,
    ...(watch === undefined ? {} : { watch }),
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

  const askBatch = async (
    inputs: readonly string[],
    asked: MeasureOptions,
  ): Promise<readonly M[]> => {
    if (inputs.length === 0) return [];
    const reply = await shard.request(inquiry.request(inputs, asked));
    if (reply.kind === 'reply') return checked<M>(reply.value, inputs.length);
    await revive();
    const { death } = reply;
    const culprit = culpritOf(death, inputs);
    // It died before any input ran: decoding or building one of them killed it.
    if (culprit === undefined) return oneByOne(inputs, asked);
    const before = await askBatch(inputs.slice(0, culprit), asked);
    const after = await askBatch(inputs.slice(culprit + 1), asked);
    return [...before, inquiry.deathOf(death, sizeOf(inputs[culprit] ?? '')), ...after];
  };
  const oneByOne = async (
    inputs: readonly string[],
    asked: MeasureOptions,
  ): Promise<readonly M[]> => {
    const answers: M[] = [];
    for (const input of inputs) answers.push(...(await askBatch([input], asked)));
    return answers;
  };
  return {
    ask: async (inputs, asked) => {
      const answers: M[] = [];
      for (let start = 0; start < inputs.length; start += BATCH)
        answers.push(...(await askBatch(inputs.slice(start, start + BATCH), asked)));
      return answers;
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
function checked<M>(value: unknown, count: number): readonly M[] {
  if (!Array.isArray(value) || value.length !== count) {
    throw new HarnessError('the loop answered a request about inputs with something else');
  }
  return value as readonly M[];
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
