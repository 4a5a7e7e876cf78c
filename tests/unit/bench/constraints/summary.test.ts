import { describe, expect, it } from 'vitest';
import { summariseAll, summariseTrial } from '../../../../bench/constraints/summary.ts';
import { overviewTable, totalsText, trialText } from '../../../../bench/constraints/tables.ts';
import type { ConstraintTrial } from '../../../../bench/constraints/trial.ts';
import type { ConstraintRecord, Standing, Uplift } from '../../../../src/core/synthesis.ts';

function upliftOf(ratio: number): Uplift {
  return {
    ratio,
    interval: [ratio * 0.8, ratio * 1.3],
    pValue: 0.001,
    satisfied: 20,
    unsatisfied: 60,
  };
}

function acceptedOf(when: string, standing: Standing, ratio?: number): ConstraintRecord {
  return {
    verdict: 'accepted',
    constraint: {
      id: when,
      source: 'profile',
      description: 'slow',
      where: { file: 'a.js', function: 'f', at: 'entry' },
      when,
      expects: 'slower',
    },
    place: { at: 'entry', line: 3, column: 0, functionName: 'f' },
    round: 1,
    evidence: [],
    standing,
    ...(ratio === undefined ? {} : { uplift: upliftOf(ratio) }),
  };
}

const REJECTED: ConstraintRecord = {
  verdict: 'rejected',
  document: {},
  id: 'r',
  source: 'profile',
  round: 1,
  evidence: [],
};

function trialOf(
  problem: string,
  randomShare: number,
  records: readonly ConstraintRecord[],
): ConstraintTrial {
  return {
    problem,
    solution: 'slow.js',
    class: 'O(n^2)',
    execs: 60_000,
    best: { steps: 1_000_000, size: 2000 },
    randomShare,
    records,
    synthesisMs: 1500,
    notes: [],
  };
}

const SORT = trialOf('sort', 0.03, [
  acceptedOf('hits() > 9', 'strong', 20),
  acceptedOf('sortedness(a) > 0.9', 'strong', 3),
  acceptedOf('max(a) > 5', 'weak', 1.2),
  REJECTED,
]);
const WORK = trialOf('work', 0.5, [acceptedOf('hits() / len(a) > 9', 'strong', 4)]);
const WEAK = trialOf('weak', 0.1, [acceptedOf('max(a) > 5', 'weak', 2)]);
const SIZE = trialOf('size', 0.98, [acceptedOf('len(a) > 40', 'unmeasured')]);

describe('the summary of a campaign', () => {
  it('prefers conditions on data to stronger ones on how often code runs', () => {
    const summary = summariseTrial(SORT);
    expect(summary).toMatchObject({ accepted: 3, rejected: 1, strong: 2, strongOnData: 1 });
    expect(summary.best?.constraint.when).toBe('sortedness(a) > 0.9');
  });

  it('takes what there is', () => {
    expect(summariseTrial(WORK).best?.constraint.when).toBe('hits() / len(a) > 9');
    expect(summariseTrial(WEAK).best).toBeUndefined();
  });

  it('depends on data when drawn inputs are cheap', () => {
    expect(summariseTrial(WORK).isDataDependent).toBe(true);
    expect(summariseTrial(SIZE).isDataDependent).toBe(false);
  });
});

it('totals count data-dependent cases only', () => {
  const totals = summariseAll([SORT, WORK, WEAK, SIZE].map(summariseTrial));
  expect(totals).toEqual({
    cases: 4,
    dataDependent: 3,
    withStrong: 2,
    withStrongOnData: 1,
    accepted: 6,
    strong: 3,
    rejected: 1,
  });
  expect(totalsText(totals)).toContain('2 (66.6 %) have a constraint');
});

it('tables show every accepted constraint, and the strongest of each case', () => {
  const text = trialText(SORT, summariseTrial(SORT));
  expect(text).toContain('best 1,000,000 steps at size 2,000, drawn inputs 3.0 % of it');
  expect(text.split('\n')).toHaveLength(5);
  expect(text).toMatch(/3\.00× +2\.40× to 3\.90× +20\/80 +yes +f entry 3 +sortedness\(a\) > 0\.9/);
  expect(trialText(SIZE, summariseTrial(SIZE))).toContain('(size leads there)');
  expect(overviewTable([summariseTrial(WEAK)])).toMatch(/weak\/slow\.js +yes +none +– +0 +0 +1 +0/);
});
