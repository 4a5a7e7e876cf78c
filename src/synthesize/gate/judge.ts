import type { GateCheck, GateEvidence } from '../../core/synthesis.ts';
import { describePlace } from './candidate.ts';
import { judgeDirection } from './direction.ts';
import { counted, failed, figure, listed, passed, shown } from './evidence.ts';
import type { Observed } from './observe-candidates.ts';
import type { RankCorrelation, Sample } from './sample.ts';
import { judgeSeparation } from './separation.ts';

/** What a candidate is judged by. */
export interface Case extends Observed {
  readonly sample: Sample;
  readonly unstable: ReadonlySet<number>;
  /** What was seen in its parts; undefined as long as nobody looked. */
  readonly diagnosis: Diagnosis | undefined;
  readonly correlate: RankCorrelation;
  /** See GateOptions.allowSizeOnly. */
  readonly allowSizeOnly: boolean;
}

/** What was seen in the parts of a condition that failed a check. */
export interface Diagnosis {
  /** Whether the condition had a value in any run. */
  readonly hasValue: boolean;
  /** Parts that were undefined whenever they were looked at, innermost ones, as text. */
  readonly undefinedParts: readonly string[];
  /** Operands of comparisons with their least and greatest value, for a slow and a fast run: for people. */
  readonly values: string;
}

/** The checks that observation decides, in order; equivalence is asked when all others are through. */
const JUDGEMENTS: readonly ((one: Case) => GateEvidence)[] = [
  judgeValue,
  judgeOutputs,
  judgeCost,
  judgeSeparation,
  judgeVariety,
  judgeReach,
  judgeDirection,
];

/** All evidence up to the first check that fails. */
export function judge(one: Case): readonly GateEvidence[] {
  const evidence: GateEvidence[] = [...one.candidate.evidence];
  for (const check of JUDGEMENTS) {
    const found = check(one);
    evidence.push(found);
    if (!found.passed) break;
  }
  return evidence;
}

function judgeValue({ candidate, margins, diagnosis }: Case): GateEvidence {
  const reached = count(margins.reached, (flag) => flag === 1);
  const runs = margins.reached.length;
  const figures = { runs, reached };
  if (reached === 0) {
    const where = describePlace(candidate);
    return failed(
      'compiles',
      `never evaluated: none of ${counted(runs, 'run')} gets to ${where}`,
      figures,
    );
  }
  // What has no value is as far from holding as can be, and so is a comparison with what has none.
  const isSuspect = margins.least.every((margin) => margin === 1);
  const parts = diagnosis?.undefinedParts ?? [];
  if (isSuspect && (diagnosis?.hasValue !== true || parts.length > 0)) {
    const why =
      parts.length === 0
        ? 'compares what cannot be compared'
        : `${listed(parts)} ${parts.length === 1 ? 'is' : 'are'} undefined`;
    const text = `has no value: ${why} in all ${counted(reached, 'run')} that evaluate it`;
    return failed('compiles', text, figures);
  }
  return passed('compiles', `has a value in ${reached} of ${counted(runs, 'run')}`, figures);
}

function judgeOutputs({ changes, sample, unstable }: Case): GateEvidence {
  return judgeSame('outputs-unchanged', 'outputs', changes.outputs, sample, unstable);
}

function judgeCost({ changes, sample, unstable }: Case): GateEvidence {
  return judgeSame('cost-unchanged', 'costs', changes.cost, sample, unstable);
}

function judgeSame(
  check: GateCheck,
  what: string,
  changed: readonly number[],
  { runs }: Sample,
  unstable: ReadonlySet<number>,
): GateEvidence {
  const compared = runs.length - unstable.size;
  const figures = { compared, changed: changed.length, unstable: unstable.size };
  if (compared === 0) {
    return failed(
      check,
      'cannot be told: no run comes out the same twice, even without probes',
      figures,
    );
  }
  const leftOut =
    unstable.size === 0
      ? ''
      : `; ${counted(unstable.size, 'run')} that differ without any probe left out`;
  return changed.length === 0
    ? passed(
        check,
        `same ${what} with the probe in all ${counted(compared, 'run')}${leftOut}`,
        figures,
      )
    : failed(
        check,
        `other ${what} with the probe in ${changed.length} of ${counted(compared, 'run')}${leftOut}`,
        figures,
      );
}

/** A condition that holds wherever it is looked at divides nothing. */
function judgeVariety({ candidate, margins }: Case): GateEvidence {
  const reached = count(margins.reached, (flag) => flag === 1);
  const held = count(margins.least, (margin) => margin === 0);
  const figures = { reached, held };
  return held === reached
    ? failed(
        'not-tautological',
        `holds in all ${counted(reached, 'run')} that get to ${describePlace(candidate)}`,
        figures,
      )
    : passed(
        'not-tautological',
        `does not hold in ${reached - held} of ${counted(reached, 'run')} that evaluate it`,
        figures,
      );
}

function judgeReach({ margins, diagnosis }: Case): GateEvidence {
  const held = count(margins.least, (margin) => margin === 0);
  const closest = margins.least.reduce((least, margin) => Math.min(least, margin), 1);
  const figures = { held, closest: figure(closest) };
  const values = diagnosis === undefined || diagnosis.values === '' ? '' : `; ${diagnosis.values}`;
  return held === 0
    ? failed(
        'reachable',
        `holds in no run; the closest has a margin of ${shown(closest)}${values}`,
        figures,
      )
    : passed('reachable', `holds in ${held} of ${counted(margins.least.length, 'run')}`, figures);
}

function count(values: Float64Array | Uint8Array, wanted: (value: number) => boolean): number {
  let found = 0;
  for (const value of values) if (wanted(value)) found++;
  return found;
}
