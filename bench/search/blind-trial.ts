import type { Measurement, MeasureRequest } from '../../src/core/executor.ts';
import type { Shard } from '../../src/execute/shard.ts';
import { configureRequest, shardOptions, sizeLimit } from '../../src/pipeline/search-options.ts';
import { type BlindSource, blindInputs } from './blind-inputs.ts';
import { createCpuMeter } from '../support/cpu-meter.ts';
import { type CurvePoint, extendCurve } from './curve.ts';
import type { Trial, TrialResult } from './trial.ts';

/** Inputs of a request: it should take about this long, so that budgets in time are kept. Milliseconds. */
const BATCH_MS = 200;
const FIRST_BATCH = 16;
const LARGEST_BATCH = 1024;

/** Runs inputs that do not depend on costs, in the same shard and with the fuel of the search's last stage. */
export async function runBlindTrial(trial: Trial, source: BlindSource): Promise<TrialResult> {
  const { prepared, options } = trial;
  const inputs = blindInputs(source, prepared, options.seed, sizeLimit(prepared, options));
  const meter = createCpuMeter();
  const shard = await meter.openShard(prepared.loaded.image, shardOptions(options));
  try {
    await shard.request(configureRequest(prepared));
    return await meter.during(async () => await runAll(trial, inputs, shard, () => meter.cpuMs()));
  } finally {
    await shard.close();
  }
}

async function runAll(
  trial: Trial,
  inputs: Iterator<string, never>,
  shard: Shard,
  cpuMs: () => number,
): Promise<TrialResult> {
  const { prepared, options, maxSteps = Infinity, clock, until, budgetClock } = trial;
  const { timeMs = Infinity, execs: maxExecs = Infinity } = options;
  const notes: string[] = [];
  const curve: CurvePoint[] = [];
  let best: TrialResult['best'] = { steps: 0, size: 0, input: undefined };
  let execs = 0;
  let steps = 0;
  const began = clock();
  const elapsedMs = budgetClock === 'cpu' ? cpuMs : (): number => clock() - began;
  // The seeds are what a search has, too.
  let batch: readonly string[] = prepared.seeds.slice(0, maxExecs);
  let size = FIRST_BATCH;
  while (execs < maxExecs && steps < maxSteps && elapsedMs() < timeMs && best.steps < until) {
    const before = clock();
    if (batch.length === 0) batch = take(inputs, Math.min(size, maxExecs - execs));
    const measured = await measure(shard, batch, options.maxSteps, notes);
    if (measured === undefined) await revive(shard, trial);
    const spent = { wallMs: clock() - began, cpuMs: cpuMs() };
    for (const [k, one] of (measured ?? []).entries()) {
      steps += one.steps;
      // As in the search: how deep the stack goes depends on the engine's mood.
      if (one.outcome === 'depth-exceeded') continue;
      if (one.steps > best.steps) best = { steps: one.steps, size: one.size, input: batch[k] };
      extendCurve(curve, { execs: execs + k + 1, ...spent, best: best.steps });
    }
    execs += batch.length;
    batch = [];
    const tookMs = Math.max(1, clock() - before);
    size = Math.max(1, Math.min(LARGEST_BATCH, size * 2, Math.floor((size * BATCH_MS) / tookMs)));
  }
  const isUsedUp = execs >= maxExecs || steps >= maxSteps;
  const stop = best.steps >= until ? 'reached' : isUsedUp ? 'execs' : 'time';
  return { best, execs, steps, wallMs: clock() - began, cpuMs: cpuMs(), stop, curve, notes };
}

function take(inputs: Iterator<string, never>, count: number): readonly string[] {
  return Array.from({ length: count }, () => inputs.next().value);
}

/** @returns undefined when an input of the batch ended the worker: the batch counts as executed and shows nothing. */
async function measure(
  shard: Shard,
  inputs: readonly string[],
  maxSteps: number,
  notes: string[],
): Promise<readonly Measurement[] | undefined> {
  const request: MeasureRequest = {
    kind: 'measure',
    inputs,
    maxSteps,
    fresh: true,
    journal: false,
  };
  const reply = await shard.request(request);
  // The loop answers measure requests with measurements.
  if (reply.kind === 'reply') return reply.value as readonly Measurement[];
  notes.push(`an input ended its worker: ${reply.death.outcome} ${reply.death.detail}`);
  return undefined;
}

async function revive(shard: Shard, { prepared }: Trial): Promise<void> {
  await shard.restart();
  await shard.request(configureRequest(prepared));
}
