import type { ProgramImage } from '../../harness/protocol.ts';
import type { CheckTiming, TimedCalls } from '../check/result.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { ModelDescription } from '../core/executor.ts';
import { median } from '../evaluate/statistics.ts';
import { confirm } from '../execute/confirm.ts';
import { shardOptions } from './search-options.ts';

/** Timed calls of each version, each in a process of its own. */
const REPEATS = 5;
/** Of one call. Milliseconds. */
const TIMEOUT_MS = 5000;

export interface TimeTestOptions {
  /** Encoded. */
  readonly input: string;
  /** Encoded inputs that every process runs first. */
  readonly warmUp: readonly string[];
  readonly model: ModelDescription;
  readonly options: ResolvedOptions;
  /** Without counters. */
  readonly after: ProgramImage;
  /** Undefined when only figures are known of the earlier program. */
  readonly before: ProgramImage | undefined;
  readonly signal: AbortSignal;
}

/**
 * Times one test on both versions in turn, so that a change of the machine's pace hits both alike.
 * @returns undefined when no call of the version of now came to its end.
 */
export async function timeTest(options: TimeTestOptions): Promise<CheckTiming | undefined> {
  const samples: { readonly before: number[]; readonly after: number[] } = {
    before: [],
    after: [],
  };
  for (let round = 0; round < REPEATS; round++) {
    for (const side of ['before', 'after'] as const) {
      const image = options[side];
      if (image === undefined) continue;
      const [timed] = await confirm({
        image,
        model: options.model,
        inputs: [options.input],
        warmUp: options.warmUp,
        repeats: 1,
        timeoutMs: TIMEOUT_MS,
        shard: shardOptions(options.options),
        signal: options.signal,
      });
      samples[side].push(...(timed?.cpuNs ?? []).map((ns) => ns / 1e6));
    }
    // One that does not end in time is not tried again.
    if (samples.after.length === 0) return undefined;
  }
  const after = summarise(samples.after);
  return after && { before: summarise(samples.before), after };
}

/** The range of five calls holds the median with 94 % confidence (sign test, any distribution). */
function summarise(samples: readonly number[]): TimedCalls | undefined {
  if (samples.length === 0) return undefined;
  const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;
  return {
    median: rounded(median(samples)),
    low: rounded(Math.min(...samples)),
    high: rounded(Math.max(...samples)),
    calls: samples.length,
  };
}
