import type { Outcome } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { Executor } from '../core/executor.ts';
import type { Confirmation } from '../core/run-record.ts';
import { confirm } from '../execute/confirm.ts';
import type { BuiltSuite } from '../suite/build-suite.ts';
import type { Suite } from '../suite/suite-schema.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { shardOptions } from './search-options.ts';

/** Tests that are timed: the costliest ones. */
const TIMED_TESTS = 3;
/** Seeds that every process runs first, so that the timed call is compiled code. */
const WARM_UP = 5;
/** Fresh processes for each input. */
const REPEATS = 3;
/** Of one call. Milliseconds. */
const TIMEOUT_MS = 5000;
/** Fuel in which an input ends that others may be compared with. Steps. */
const CALM_STEPS = 2 ** 24;

/**
 * Times the costliest tests of a suite without instrumentation, and the first seed to compare with.
 * Tells how long they take; decides nothing. What a test's own process cannot load is no confirmation.
 */
export async function confirmSuite(
  prepared: PreparedTarget,
  built: BuiltSuite,
  suite: Suite,
  options: ResolvedOptions,
  executor: Pick<Executor, 'measure'>,
  signal: AbortSignal,
): Promise<readonly Confirmation[]> {
  const tests = suite.tests
    .map(({ file, size, outcome }, i) => ({
      input: built.inputs[i] ?? '',
      name: file,
      size,
      isEndless: outcome === 'steps-exceeded',
    }))
    .filter((_, i) => suite.tests[i]?.outcome !== 'timed-out')
    .slice(0, TIMED_TESTS)
    // Of those that may never end, one tells enough: each takes its whole time-out.
    .filter(({ isEndless }, i, timed) => !isEndless || !timed[i - 1]?.isEndless);
  if (tests.length === 0 || signal.aborted) return [];
  const seeds = await calmOnes(prepared.seeds.slice(0, WARM_UP), executor);
  const [seed] = seeds;
  const baseline =
    seed === undefined ? [] : [{ input: seed, name: 'a seed', size: sizeOf(prepared, seed) }];
  const cases = [...tests, ...baseline];
  const light = built.inputs.filter((_, i) => i >= TIMED_TESTS && isCalm(suite.tests[i]?.outcome));
  const others = [...seeds, ...light.toReversed()];
  const timed = await confirm({
    image: await prepared.plain(),
    model: prepared.model.description,
    inputs: cases.map(({ input }) => input),
    warmUp: others.slice(0, WARM_UP),
    repeats: REPEATS,
    timeoutMs: TIMEOUT_MS,
    shard: shardOptions(options),
  });
  return timed.map(({ cpuNs, outcome }, i) => ({
    input: cases[i]?.name ?? '',
    size: cases[i]?.size ?? 0,
    cpuMs: cpuNs.map((ns) => Math.round(ns / 1e3) / 1e3),
    outcome,
  }));
}

/** Inputs that end by themselves: an endless one would only use up the time of the others. */
async function calmOnes(
  inputs: readonly string[],
  executor: Pick<Executor, 'measure'>,
): Promise<readonly string[]> {
  const measured = await executor.measure(inputs, { maxSteps: CALM_STEPS });
  return inputs.filter((_, i) => isCalm(measured[i]?.outcome));
}

function isCalm(outcome: Outcome | undefined): boolean {
  return outcome === 'ok' || outcome === 'threw' || outcome === 'exited';
}

function sizeOf({ local }: PreparedTarget, encoded: string): number {
  return local.sizeOf(local.decode(encoded));
}
