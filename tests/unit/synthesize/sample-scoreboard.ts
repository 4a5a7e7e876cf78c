import type {
  ConstraintScore,
  GatedConstraint,
  RejectedConstraint,
  Uplift,
} from '../../../src/core/synthesis.ts';

export function sampleGated(id: string, changes: Partial<GatedConstraint> = {}): GatedConstraint {
  return {
    constraint: {
      id,
      source: 'profile',
      description: 'many equal keys degrade partition to one side',
      where: { file: 'quicksort.js', function: 'partition', line: 12, at: 'loop' },
      let: { u: 'distinct(a)' },
      when: 'len(a) > 50 && u < len(a) / 10',
      expects: 'slower',
    },
    place: {
      file: '/project/quicksort.js',
      at: 'loop',
      line: 12,
      column: 2,
      functionName: 'partition',
      functionAt: '10:0',
      variables: ['a', 'lo', 'hi'],
    },
    round: 1,
    evidence: [
      { check: 'parses', passed: true, text: 'a constraint of the language' },
      {
        check: 'direction',
        passed: true,
        text: 'runs that come nearer cost more at equal size: rank correlation 0.72, p < 0.001, 120 runs',
        figures: { nearness: { r: 0.72, pValue: 1e-9, runs: 120 }, holding: null },
      },
    ],
    ...changes,
  };
}

export function sampleRejected(
  id: string,
  changes: Partial<RejectedConstraint> = {},
): RejectedConstraint {
  return {
    document: {
      id,
      where: { file: 'quicksort.js', function: 'sort', at: 'entry' },
      when: 'len(a) > 10',
    },
    id,
    source: 'llm',
    round: 2,
    evidence: [
      { check: 'parses', passed: true, text: 'a constraint of the language' },
      {
        check: 'separates-its-pair',
        passed: false,
        text: 'separates none of 3 pairs: holds on both runs of p1, p2, p3',
      },
    ],
    ...changes,
  };
}

export const STRONG: Uplift = {
  ratio: 4.2,
  interval: [3.1, 5.6],
  pValue: 0.00001,
  satisfied: 23,
  unsatisfied: 97,
};

export function sampleScore(id: string): ConstraintScore {
  return { id, bestMargin: 0, satisfied: 12_000, observed: 400_000, finds: 12, stepsGained: 9000 };
}
