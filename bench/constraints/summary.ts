import { usesCall } from '../../constraints/language/expression-facts.ts';
import { parseExpression } from '../../constraints/language/parse.ts';
import type { AcceptedRecord } from '../../src/core/synthesis.ts';
import { DATA_DEPENDENT } from '../support/random-share.ts';
import type { ConstraintTrial } from './trial.ts';

/** Uplift that makes a constraint worth having. */
export const WORTH = 1.5;

/** What the constraints of one campaign come to. */
export interface TrialSummary {
  readonly problem: string;
  readonly solution: string;
  /** Drawn inputs cost less than {@link DATA_DEPENDENT} of the costliest find of their size. */
  readonly isDataDependent: boolean;
  readonly accepted: number;
  readonly rejected: number;
  /** Uplift of at least {@link WORTH} at equal size, beyond doubt. */
  readonly strong: number;
  /** Of these, those that look at values, not at how often code runs. */
  readonly strongOnData: number;
  /** The one whose uplift is greatest beyond doubt, on data where there is one. */
  readonly best: AcceptedRecord | undefined;
}

export interface Totals {
  readonly cases: number;
  readonly dataDependent: number;
  /** Of the data-dependent ones: those with a strong constraint, and with one on data. */
  readonly withStrong: number;
  readonly withStrongOnData: number;
  readonly accepted: number;
  readonly strong: number;
  readonly rejected: number;
}

export function summariseTrial(trial: ConstraintTrial): TrialSummary {
  const accepted = acceptedOf(trial);
  const strong = accepted.filter(isStrong);
  const onData = strong.filter(looksAtData);
  const byStrength = (onData.length > 0 ? onData : strong).toSorted((a, b) => lowOf(b) - lowOf(a));
  return {
    problem: trial.problem,
    solution: trial.solution,
    isDataDependent: trial.randomShare < DATA_DEPENDENT,
    accepted: accepted.length,
    rejected: trial.records.length - accepted.length,
    strong: strong.length,
    strongOnData: onData.length,
    best: byStrength[0],
  };
}

export function summariseAll(summaries: readonly TrialSummary[]): Totals {
  const dependent = summaries.filter(({ isDataDependent }) => isDataDependent);
  const total = (count: (one: TrialSummary) => number): number =>
    summaries.reduce((sum, one) => sum + count(one), 0);
  return {
    cases: summaries.length,
    dataDependent: dependent.length,
    withStrong: dependent.filter(({ strong }) => strong > 0).length,
    withStrongOnData: dependent.filter(({ strongOnData }) => strongOnData > 0).length,
    accepted: total(({ accepted }) => accepted),
    strong: total(({ strong }) => strong),
    rejected: total(({ rejected }) => rejected),
  };
}

/** The strongest first, as the scoreboard has them. */
export function acceptedOf({ records }: ConstraintTrial): readonly AcceptedRecord[] {
  return records.flatMap((record) => (record.verdict === 'accepted' ? [record] : []));
}

/** Its uplift is measured among inputs of like size, so size has no part in it. */
function isStrong({ standing, uplift }: AcceptedRecord): boolean {
  return standing === 'strong' && (uplift?.ratio ?? 0) >= WORTH;
}

/** Whether no part of the condition asks how often code ran, or how deep. */
export function looksAtData({ constraint: { when, let: lets } }: AcceptedRecord): boolean {
  const parsed = parseExpression(when, lets === undefined ? {} : { lets });
  return parsed.ok && !['hits', 'callDepth'].some((callee) => usesCall(parsed.expression, callee));
}

function lowOf({ uplift }: AcceptedRecord): number {
  return uplift?.interval[0] ?? 0;
}
