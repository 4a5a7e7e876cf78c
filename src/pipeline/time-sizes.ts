import type { ProgramImage } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { ModelDescription } from '../core/executor.ts';
import type { TimedSize } from '../core/slow-path.ts';
import { confirm } from '../execute/confirm.ts';
import { shardOptions } from './search-options.ts';

/** Timed calls of each size and program, each in a process of its own. */
const REPEATS = 3;
/** Of one call. Milliseconds. */
export const TIMED_CALL_MS = 5000;

export interface TimeSizesOptions {
  /** Without counters. Each is timed on every input. */
  readonly images: readonly ProgramImage[];
  readonly model: ModelDescription;
  /** Ascending size, encoded. */
  readonly inputs: readonly { readonly input: string; readonly size: number }[];
  /** Encoded inputs that every process runs first. */
  readonly warmUp: readonly string[];
  readonly options: Pick<ResolvedOptions, 'hangTimeoutMs' | 'memoryMb' | 'realClock' | 'seed'>;
  readonly signal: AbortSignal;
}

/**
 * CPU time of programs on inputs, all in turn, so that a change of the machine's pace hits all alike.
 * @returns for each program one figure an input, same orders; nothing for all when there is no time left.
 */
export async function timeSizes(
  asked: TimeSizesOptions,
): Promise<readonly (readonly TimedSize[])[]> {
  const { images, inputs, model, warmUp, options, signal } = asked;
  const rows = images.map(() => inputs.map(({ size }) => new Row(size)));
  for (let round = 0; round < REPEATS; round++)
    for (const [k, { input }] of inputs.entries())
      for (const [j, image] of images.entries()) {
        const row = rows[j]?.[k];
        if (signal.aborted) return images.map(() => []);
        if (row === undefined || row.isDead) continue;
        const [timed] = await confirm({
          image,
          model,
          inputs: [input],
          warmUp,
          repeats: 1,
          timeoutMs: TIMED_CALL_MS,
          shard: shardOptions(options),
        });
        if (timed !== undefined) row.add(timed.outcome, timed.cpuNs);
      }
  return rows.map((row) => row.map((one) => one.result()));
}

class Row {
  readonly #size: number;
  readonly #cpuMs: number[] = [];
  #outcome: TimedSize['outcome'] = 'crashed';
  isDead = false;

  constructor(size: number) {
    this.#size = size;
  }

  add(outcome: TimedSize['outcome'], cpuNs: readonly number[]): void {
    this.#outcome = outcome;
    this.#cpuMs.push(...cpuNs.map((ns) => Math.round(ns / 1e3) / 1e3));
    // What does not end by itself would not do so in the next round.
    this.isDead = cpuNs.length === 0;
  }

  result(): TimedSize {
    return { size: this.#size, cpuMs: this.#cpuMs, outcome: this.#outcome };
  }
}
