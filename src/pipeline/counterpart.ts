import type { ResolvedOptions } from '../config/options.ts';
import { UsageError } from '../core/errors.ts';
import type { Executor } from '../core/executor.ts';
import type { Counterpart, TimedSize } from '../core/slow-path.ts';
import { fitGrowth } from '../evaluate/growth.ts';
import { median } from '../evaluate/statistics.ts';
import { createExecutor } from '../execute/executor.ts';
import { type LoadedProgram, loadProgram, type PreparedTarget } from './prepare-target.ts';
import { shardOptions } from './search-options.ts';
import { TIMED_CALL_MS } from './time-sizes.ts';
import type { ProgramImage } from '../../harness/protocol.ts';

/** A second version of the program, ready to run the inputs of the first. */
export interface SecondVersion {
  readonly target: string;
  readonly image: ProgramImage;
  readonly executor: Executor;
  close(): Promise<void>;
}

/** What is needed of the program that is searched. */
type First = Pick<PreparedTarget, 'loaded' | 'model'>;

/** Starts a process for the second version; inputs are made by the model of the program that is searched. */
export async function openSecondVersion(
  target: string,
  prepared: First,
  options: ResolvedOptions,
  cwd: string,
  signal: AbortSignal,
): Promise<SecondVersion> {
  const { loaded, plain } = await loadSecondVersion(target, prepared, options, cwd, signal);
  const executor = await createExecutor(loaded, prepared.model.description, {
    shard: shardOptions(options),
  });
  return { target, image: await plain(), executor, close: async () => await executor.close() };
}

/**
 * Loads what `--against` names.
 * @throws UsageError when it cannot be loaded, or is a program where the other is a function.
 */
export async function loadSecondVersion(
  target: string,
  prepared: Pick<First, 'loaded'>,
  options: Pick<ResolvedOptions, 'instrument' | 'stdin'>,
  cwd: string,
  signal: AbortSignal,
): Promise<LoadedProgram> {
  const program = await loadProgram(target, options, cwd, signal);
  const { loaded } = program;
  if (loaded.kind !== prepared.loaded.kind)
    throw new UsageError(`--against ${target} does not take the inputs of the target.`, {
      hint: 'Both have to be functions, or programs that read stdin.',
    });
  return program;
}

/** Fuel of one execution of the second version. Steps. */
const SECOND_STEPS = 2 ** 26;

/**
 * What a second version does on the inputs of a slow path.
 * @param inputs encoded, ascending size
 * @param timed CPU times of the program and of the second version on those of the inputs that were timed
 */
export async function compareVersions(
  { target, executor }: SecondVersion,
  inputs: readonly string[],
  timed: { readonly mine: readonly TimedSize[]; readonly others: readonly TimedSize[] },
): Promise<Counterpart> {
  const measured = await executor.measure(inputs, { maxSteps: SECOND_STEPS, fresh: true });
  const ended = measured.filter(({ outcome }) => outcome === 'ok' || outcome === 'threw');
  const growth = fitGrowth(ended.map(({ size, steps }) => ({ size, steps })));
  const last = measured.at(-1);
  const ratio = cpuRatio(timed.mine.at(-1), timed.others.at(-1));
  return {
    target,
    steps: last?.steps ?? 0,
    outcome: last?.outcome ?? 'crashed',
    timed: timed.others,
    ...(growth === undefined ? {} : { growth }),
    ...(ratio === undefined ? {} : { cpuRatio: ratio }),
  };
}

/** Less than this is not told from nothing. Milliseconds. */
const RESOLUTION_MS = 0.02;

function cpuRatio(mine: TimedSize | undefined, others: TimedSize | undefined): number | undefined {
  if (mine === undefined || others === undefined) return undefined;
  return msOf(mine) / Math.max(RESOLUTION_MS, msOf(others));
}

function msOf({ cpuMs, outcome }: TimedSize): number {
  if (cpuMs.length > 0) return median(cpuMs);
  return outcome === 'timed-out' ? TIMED_CALL_MS : 0;
}
