import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Measurement, MeasureRequest } from '../../src/core/executor.ts';
import type { ShardFactory } from '../../src/execute/shard.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { configureRequest, shardOptions, sizeLimit } from '../../src/pipeline/search-options.ts';
import { type BlindSource, blindInputs } from '../search/blind-inputs.ts';
import type { CpuMeter } from '../support/cpu-meter.ts';
import { type CandidatePool, DEADLY_STEPS } from './candidates.ts';

export interface BlindRun {
  readonly source: BlindSource;
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  readonly meter: CpuMeter;
  readonly openShard: ShardFactory;
  readonly pool: CandidatePool;
  readonly signal: AbortSignal;
}

/** Inputs of one request. */
const BATCH = 16;

/** Runs inputs that do not depend on costs until the time is over, in the same kind of shard. @returns executions. */
export async function runBlind(run: BlindRun): Promise<number> {
  const { prepared, options, meter, pool } = run;
  const inputs = blindInputs(run.source, prepared, options.seed, sizeLimit(prepared, options));
  const shard = await run.openShard(prepared.loaded.image, shardOptions(options));
  let execs = 0;
  try {
    await shard.request(configureRequest(prepared));
    return await meter.during(async () => {
      while (!run.signal.aborted && meter.cpuMs() < (options.timeMs ?? 0)) {
        const batch = Array.from({ length: BATCH }, () => inputs.next().value);
        const { maxSteps } = options;
        const request: MeasureRequest = {
          kind: 'measure',
          inputs: batch,
          maxSteps,
          journal: true,
        };
        const reply = await shard.request(request);
        execs += BATCH;
        if (reply.kind === 'reply') {
          // The loop answers measure requests with measurements.
          for (const [k, { steps, size }] of (reply.value as readonly Measurement[]).entries())
            pool.add({ input: batch[k] ?? '', steps, size, reasons: [] }, meter.cpuMs());
          continue;
        }
        const { outcome, journal } = reply.death;
        if (outcome === 'timed-out' && journal !== undefined)
          pool.add(
            { input: journal, steps: DEADLY_STEPS, size: journal.length, reasons: [] },
            meter.cpuMs(),
          );
        await shard.restart();
        await shard.request(configureRequest(prepared));
      }
      return execs;
    });
  } finally {
    await shard.close();
  }
}
