import type { Executor, Measurement } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import { hitProfile } from './hit-profile.ts';
import type { Candidate } from './select.ts';

export interface Measured extends Candidate {
  /** With hits, in fresh state. */
  readonly measurement: Measurement;
}

export interface MeasureCandidatesOptions {
  readonly executor: Pick<Executor, 'measure'>;
  /** Fuel of one execution, steps. */
  readonly maxSteps: number;
  /** Steps that all of them together may take; the costliest is always measured. */
  readonly totalSteps: number;
}

/** Inputs of one request. */
const BATCH = 16;
/** An input that ran out of a small fuel may cost this many times as much with a larger one. */
const OVER_FUEL = 4;

/**
 * Measures findings in full: what the search saw may rest on earlier executions, a smaller fuel or a sampled regex.
 * Costliest first; those that would pass the limit by what the search knew of them are left out.
 * @returns in order of measurement, with cost and outcome as measured now
 */
export async function measureCandidates(
  findings: readonly Finding[],
  { executor, maxSteps, totalSteps }: MeasureCandidatesOptions,
): Promise<readonly Measured[]> {
  const expected = ({ outcome, steps }: Finding): number =>
    Math.min(maxSteps, outcome === 'steps-exceeded' ? OVER_FUEL * steps : steps);
  const queue = findings.toSorted(
    (a, b) => expected(b) - expected(a) || a.size - b.size || a.provenance.id - b.provenance.id,
  );
  const measured: Measured[] = [];
  let spent = 0;
  while (queue.length > 0) {
    const batch: Finding[] = [];
    let planned = spent;
    while (batch.length < BATCH) {
      const isFirst = measured.length + batch.length === 0;
      const at = queue.findIndex((one) => isFirst || planned + expected(one) <= totalSteps);
      const [next] = at < 0 ? [] : queue.splice(at, 1);
      if (!next) break;
      batch.push(next);
      planned += expected(next);
      // How far its cost is from what was expected decides who comes next.
      if (next.outcome === 'steps-exceeded') break;
    }
    if (batch.length === 0) break;
    const options = { maxSteps, hits: true, fresh: true };
    const inputs = batch.map(({ input }) => input);
    for (const [i, measurement] of (await executor.measure(inputs, options)).entries()) {
      const finding = batch[i];
      if (!finding) continue;
      spent += measurement.steps;
      measured.push(candidateOf(finding, measurement));
    }
  }
  return measured;
}

function candidateOf(finding: Finding, measurement: Measurement): Measured {
  const { outcome, steps, allocUnits, size, hits } = measurement;
  return {
    finding: { ...finding, outcome, steps, allocUnits, size },
    profile: hitProfile(hits ?? new Int32Array()),
    measurement,
  };
}
