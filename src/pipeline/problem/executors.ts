import type { ResolvedOptions } from '../../config/options.ts';
import { AppError, HarnessError } from '../../core/errors.ts';
import { openExecutor } from '../work-up.ts';
import { type Contestant, oneLine, type RunningContestant, type SetAside } from './contestants.ts';

/** Runs work on contestants that are loaded, and tells which ones cannot be; ends their shards. */
export async function withLoaded<C extends Contestant, T>(
  contestants: readonly C[],
  options: ResolvedOptions,
  work: (running: readonly (C & RunningContestant)[], unusable: readonly SetAside[]) => Promise<T>,
): Promise<T> {
  const running: (C & RunningContestant)[] = [];
  const unusable: SetAside[] = [];
  try {
    for (const contestant of contestants) {
      try {
        running.push({ ...contestant, executor: await openExecutor(contestant.prepared, options) });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const reason = oneLine(error.message);
        unusable.push({ solution: contestant.name, why: 'unusable', reason });
      }
    }
    return await work(running, unusable);
  } finally {
    await Promise.all(running.map(async ({ executor }) => await executor.close()));
  }
}

/** Loads contestants that have been loaded before: when one of them cannot be now, that is our failure. */
export async function withExecutors<C extends Contestant, T>(
  contestants: readonly C[],
  options: ResolvedOptions,
  work: (running: readonly (C & RunningContestant)[]) => Promise<T>,
): Promise<T> {
  return await withLoaded(contestants, options, async (running, [unusable]) => {
    if (unusable !== undefined)
      throw new HarnessError(`${unusable.solution} could not be loaded again: ${unusable.reason}`);
    return await work(running);
  });
}
