import type { ResolvedOptions } from '../../config/options.ts';
import type { Finding } from '../../core/finding.ts';
import { confirm } from '../../execute/confirm.ts';
import { shardOptions } from '../search-options.ts';
import type { Contestant } from './contestants.ts';

/** What is assumed where nothing runs long enough to be timed. Steps. */
export const DEFAULT_PACE = 2 ** 27;
/** Cheaper runs show start-up and compilation, not the pace. Steps. */
const TIMED_STEPS = 2 ** 20;
const REPEATS = 3;
/** Milliseconds. */
const TIMEOUT_MS = 5000;
const NS_PER_SECOND = 1e9;

/**
 * Steps that the solutions of a problem make in a second of CPU time without instrumentation: of each solution its costliest
 * input that comes to an end, all steps over all seconds. Rounded to a power of two, which is as exact as such a figure is,
 * so that two machines of a kind, or one on two days, calibrate alike.
 * @param found by contestant
 * @returns undefined when no input is costly enough
 */
export async function measurePace(
  contestants: readonly Contestant[],
  found: readonly (readonly Finding[])[],
  options: ResolvedOptions,
): Promise<number | undefined> {
  let [steps, seconds] = [0, 0];
  for (const [k, { prepared }] of contestants.entries()) {
    const costliest = (found[k] ?? [])
      .filter((finding) => finding.outcome === 'ok' && finding.steps >= TIMED_STEPS)
      .toSorted((a, b) => b.steps - a.steps || a.provenance.id - b.provenance.id)[0];
    if (costliest === undefined) continue;
    const [timed] = await confirm({
      image: await prepared.plain(),
      model: prepared.model.description,
      inputs: [costliest.input],
      warmUp: prepared.seeds.slice(0, REPEATS),
      repeats: REPEATS,
      timeoutMs: TIMEOUT_MS,
      shard: shardOptions(options),
    });
    const sorted = (timed?.cpuNs ?? []).toSorted((a, b) => a - b);
    const middle = sorted[sorted.length >> 1];
    if (middle === undefined || middle <= 0) continue;
    steps += costliest.steps;
    seconds += middle / NS_PER_SECOND;
  }
  return seconds === 0 ? undefined : 2 ** Math.round(Math.log2(steps / seconds));
}
