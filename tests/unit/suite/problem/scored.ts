import type { Measurement } from '../../../../src/core/executor.ts';
import type { Finding } from '../../../../src/core/finding.ts';
import { type ScoredInput, scoreInput } from '../../../../src/suite/problem/scored-input.ts';

/** An input that costs each solution so much; `hits` of the site that all of them spend their steps at. */
export function scored(
  input: string,
  costs: readonly number[],
  extra: {
    readonly op?: string;
    readonly size?: number;
    readonly site?: number;
    readonly outcomes?: readonly Measurement['outcome'][];
  } = {},
): ScoredInput {
  const { op = 'pump', size = input.length, site = 0, outcomes = [] } = extra;
  const runs = costs.map((steps, k): Measurement => ({
    outcome: outcomes[k] ?? 'ok',
    steps,
    allocUnits: 0,
    size,
    hits: Int32Array.from([site, steps]),
    error: '',
    outputDigest: 'same',
  }));
  return scoreInput(finding(input, { op, size, steps: Math.max(...costs) }), 0, runs);
}

export function finding(
  input: string,
  {
    op = 'pump',
    size = input.length,
    steps = 1,
    id = 1,
  }: Partial<{
    op: string;
    size: number;
    steps: number;
    id: number;
  }> = {},
): Finding {
  return {
    input,
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size,
    reasons: [],
    provenance: { id, parents: [], op, execs: 0 },
  };
}
