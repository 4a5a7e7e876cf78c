import type { Outcome, ProgramImage, ShardOptions } from '../../harness/protocol.ts';
import { HarnessError } from '../core/errors.ts';
import type {
  ConfigureRequest,
  Measurement,
  MeasureRequest,
  ModelDescription,
} from '../core/executor.ts';
import { createShard, type ShardSettings } from './shard.ts';

/** Fuel is of no meaning without counters; the time-out ends what goes on for too long. Steps. */
const ANY_STEPS = 2 ** 30;
/** The tier of a regular expression depends on what ran before; without tiers a match costs the same each time. */
const STABLE_FLAGS: readonly string[] = ['--no-regexp-tier-up'];

export interface ConfirmOptions {
  /** The program without counters, see `loadPlainImage`. */
  readonly image: ProgramImage;
  readonly model: ModelDescription;
  /** Encoded inputs to time. */
  readonly inputs: readonly string[];
  /** Encoded inputs that every process runs once each before the timed call; the timed input is left out. */
  readonly warmUp: readonly string[];
  /** Timed calls of each input. */
  readonly repeats: number;
  /** Of one call, milliseconds of CPU time (or of waiting). */
  readonly timeoutMs: number;
  readonly shard: Omit<ShardOptions, 'hangTimeoutMs'>;
  readonly settings?: ShardSettings;
  readonly signal?: AbortSignal;
}

/** What an input costs without instrumentation. */
export interface ConfirmedInput {
  readonly input: string;
  /** Of the last call. */
  readonly outcome: Outcome;
  /** CPU time of each call that ended by itself, nanoseconds, in order of measurement. */
  readonly cpuNs: readonly number[];
  /** The same by the wall clock. */
  readonly wallNs: readonly number[];
  /** Digest of the output of the last call; empty when there was none. */
  readonly outputDigest: string;
  /** What the last call threw or died of. */
  readonly error: string;
}

/**
 * Times a program without instrumentation: one timed call per fresh process, warmed on other inputs, the inputs taken in
 * turn, so that a change of the machine's pace hits all of them alike. An input that does not end in time is not tried
 * again.
 * @throws UsageError when the program cannot be loaded; the signal's reason when it is aborted.
 */
export async function confirm(options: ConfirmOptions): Promise<readonly ConfirmedInput[]> {
  const cases = options.inputs.map((input) => new Case(input));
  for (let round = 0; round < options.repeats; round++) {
    for (const one of cases) {
      options.signal?.throwIfAborted();
      if (!one.isDead) await one.time(options);
    }
  }
  return cases.map((one) => one.result());
}

/** One input and its samples so far. */
class Case {
  readonly #input: string;
  readonly #cpuNs: number[] = [];
  readonly #wallNs: number[] = [];
  #last: Pick<Measurement, 'outcome' | 'outputDigest' | 'error'> = {
    outcome: 'crashed',
    outputDigest: '',
    error: 'not run',
  };
  isDead = false;

  constructor(input: string) {
    this.#input = input;
  }

  /** Runs it once in a process of its own. */
  async time(options: ConfirmOptions): Promise<void> {
    const { image, model, timeoutMs, settings } = options;
    const shard = await createShard(
      image,
      { ...options.shard, hangTimeoutMs: timeoutMs },
      {
        ...settings,
        isTimed: true,
        v8Flags: [...STABLE_FLAGS, ...(settings?.v8Flags ?? [])],
      },
    );
    try {
      const configuration: ConfigureRequest = {
        kind: 'configure',
        model,
        target: image.entry.kind,
        dictionary: { strings: [], numbers: [] },
      };
      await shard.request(configuration);
      const warmUp = options.warmUp.filter((input) => input !== this.#input);
      const request: MeasureRequest = {
        kind: 'measure',
        inputs: [...warmUp, this.#input],
        maxSteps: ANY_STEPS,
        journal: false,
      };
      const reply = await shard.request(request);
      if (reply.kind === 'died') {
        const { outcome, detail } = reply.death;
        this.#last = { outcome, outputDigest: '', error: detail };
        this.isDead = true;
        return;
      }
      // The loop is our own code and answers a measure request with one measurement an input.
      const measurement = (reply.value as readonly Measurement[]).at(-1);
      if (measurement === undefined || reply.timing === undefined) {
        throw new HarnessError('a timed call came back without its time');
      }
      this.#last = measurement;
      this.#cpuNs.push(reply.timing.cpuNs);
      this.#wallNs.push(reply.timing.wallNs);
    } finally {
      await shard.close();
    }
  }

  result(): ConfirmedInput {
    const { outcome, outputDigest, error } = this.#last;
    return {
      input: this.#input,
      outcome,
      cpuNs: this.#cpuNs,
      wallNs: this.#wallNs,
      outputDigest,
      error,
    };
  }
}
