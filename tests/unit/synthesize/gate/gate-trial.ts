import type {
  GateCheck,
  GatedConstraint,
  GateEvidence,
  RejectedConstraint,
} from '../../../../src/core/synthesis.ts';
import { partialRankCorrelation } from '../../../../src/evaluate/size-control.ts';
import {
  gateCandidates,
  type GateOptions,
  type GateVerdicts,
} from '../../../../src/synthesize/gate/gate.ts';
import type { RankCorrelation } from '../../../../src/synthesize/gate/sample.ts';
import {
  type FakeSynthesis,
  fakeSynthesis,
  INSERTION_SORT,
} from '../../../helpers/fake-synthesis.ts';
import { sortingInputs } from '../sorting-inputs.ts';

/** A constraint at the entry of the fake insertion sort, as a model would write it. */
export function atEntry(when: string, changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: 'c1',
    source: 'llm',
    description: 'far from sorted',
    where: { file: 'sort.js', at: 'entry', line: 1 },
    when,
    expects: 'slower',
    ...changes,
  };
}

/** Insertion sort over lists of three sizes, from ascending to descending. */
export function sortingContext(): FakeSynthesis {
  return fakeSynthesis(INSERTION_SORT, sortingInputs());
}

export async function gate(
  documents: readonly unknown[],
  context: FakeSynthesis = sortingContext(),
  options: Partial<GateOptions> = {},
  correlate: RankCorrelation = partialRankCorrelation,
): Promise<GateVerdicts> {
  return await gateCandidates(
    documents,
    context,
    { correlate },
    {
      source: 'llm',
      round: 1,
      measure: { maxSteps: 1_000_000 },
      accepted: [],
      takenIds: new Set(),
      allowSizeOnly: false,
      ...options,
    },
  );
}

/** The check that decided, and what it saw. */
export function lastOf(
  verdict: GatedConstraint | RejectedConstraint | undefined,
): GateEvidence | undefined {
  return verdict?.evidence.at(-1);
}

export function evidenceOf(
  verdict: GatedConstraint | RejectedConstraint | undefined,
  check: GateCheck,
): GateEvidence | undefined {
  return verdict?.evidence.find((one) => one.check === check);
}
