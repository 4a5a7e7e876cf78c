import type { Measurement } from '../../core/executor.ts';
import type { Sample } from './sample.ts';

/** Runs that came out otherwise with probes than without, as indices into the sample. */
export interface Changes {
  readonly outputs: readonly number[];
  readonly cost: readonly number[];
}

export const UNCHANGED: Changes = { outputs: [], cost: [] };

export function isUnchanged({ outputs, cost }: Changes): boolean {
  return outputs.length === 0 && cost.length === 0;
}

/**
 * What differs from the recorded runs: outcome or digest of the result, steps or allocation units.
 * @param unstable runs that differ without any probe, and so say nothing about one.
 */
export function changesOf(
  { runs }: Sample,
  observed: readonly Measurement[],
  unstable: ReadonlySet<number>,
): Changes {
  const stable = runs.map((_, i) => i).filter((i) => !unstable.has(i));
  return {
    outputs: stable.filter((i) => !sameOutput(runs[i], observed[i])),
    cost: stable.filter((i) => !sameCost(runs[i], observed[i])),
  };
}

function sameOutput(a: Measurement | undefined, b: Measurement | undefined): boolean {
  return a?.outcome === b?.outcome && a?.outputDigest === b?.outputDigest && a?.error === b?.error;
}

function sameCost(a: Measurement | undefined, b: Measurement | undefined): boolean {
  return a?.steps === b?.steps && a?.allocUnits === b?.allocUnits;
}
