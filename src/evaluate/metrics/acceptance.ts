/** A solution with a label, and what the tests say. */
export interface LabelledVerdict {
  /** What is known: correct, or efficient. */
  readonly isGood: boolean;
  /** It passed all tests. */
  readonly isAccepted: boolean;
}

/** How well tests tell good solutions from others. */
export interface AcceptanceRates {
  readonly good: number;
  readonly bad: number;
  /** Share of the good solutions that are accepted; undefined when there are none. */
  readonly truePositive: number | undefined;
  /** Share of the others that at least one test rejects; undefined when there are none. */
  readonly trueNegative: number | undefined;
}

/** True-positive and true-negative rate of the tests of one problem (CodeContests+ and CodeContests-O, `analyze_results.py`). */
export function acceptanceRates(verdicts: readonly LabelledVerdict[]): AcceptanceRates {
  const good = verdicts.filter(({ isGood }) => isGood);
  const bad = verdicts.filter(({ isGood }) => !isGood);
  const share = (part: readonly LabelledVerdict[], isAccepted: boolean): number | undefined =>
    part.length === 0
      ? undefined
      : part.filter((verdict) => verdict.isAccepted === isAccepted).length / part.length;
  return {
    good: good.length,
    bad: bad.length,
    truePositive: share(good, true),
    trueNegative: share(bad, false),
  };
}
