import type { AcceptedRecord } from '../../src/core/synthesis.ts';
import { count, formatTable, percent, seconds } from '../support/table.ts';
import { acceptedOf, looksAtData, type Totals, type TrialSummary, WORTH } from './summary.ts';
import type { ConstraintTrial } from './trial.ts';

const HEADER = ['uplift', 'interval', 'of', 'on data', 'place', 'condition'];

/** Heading and constraints of one campaign. */
export function trialText(trial: ConstraintTrial, summary: TrialSummary): string {
  const { best, execs, synthesisMs, randomShare } = trial;
  const heading =
    `${trial.problem}/${trial.solution} ${trial.class}: ${count(execs)} execs, best ${count(best.steps)} steps at size ${count(best.size)}, ` +
    `drawn inputs ${percent(randomShare)} of it${summary.isDataDependent ? '' : ' (size leads there)'}, synthesis ${seconds(synthesisMs)} CPU s, ` +
    `${summary.accepted} accepted, ${summary.rejected} rejected`;
  const rows = acceptedOf(trial).map(rowOf);
  return rows.length === 0 ? heading : `${heading}\n${formatTable(HEADER, rows, HEADER.length)}`;
}

function rowOf(record: AcceptedRecord): readonly string[] {
  const { uplift, place, constraint } = record;
  return [
    uplift === undefined ? '–' : times(uplift.ratio),
    uplift === undefined ? '–' : uplift.interval.map(times).join(' to '),
    uplift === undefined ? '–' : `${uplift.satisfied}/${uplift.satisfied + uplift.unsatisfied}`,
    looksAtData(record) ? 'yes' : 'no',
    `${place.functionName} ${place.at} ${place.line}`,
    constraint.when,
  ];
}

/** One line for each campaign. */
export function overviewTable(summaries: readonly TrialSummary[]): string {
  const rows = summaries.map((one) => [
    `${one.problem}/${one.solution}`,
    one.isDataDependent ? 'yes' : 'no',
    one.best === undefined ? 'none' : one.best.constraint.when,
    one.best?.uplift === undefined ? '–' : times(one.best.uplift.ratio),
    count(one.strongOnData),
    count(one.strong),
    count(one.accepted),
    count(one.rejected),
  ]);
  return formatTable(
    ['case', 'data', 'strongest', 'uplift', 'on data', 'strong', 'accepted', 'rejected'],
    rows,
    3,
  );
}

export function totalsText({
  cases,
  dataDependent,
  withStrong,
  withStrongOnData,
  accepted,
  strong,
  rejected,
}: Totals): string {
  const share = (part: number): string =>
    `${part} (${percent(dataDependent === 0 ? undefined : part / dataDependent)})`;
  return [
    `${cases} cases, of which ${dataDependent} depend on data: ${share(withStrong)} have a constraint with an uplift of at least ${WORTH} at equal size, ${share(withStrongOnData)} one that looks at values`,
    `${count(accepted)} constraints accepted, ${count(strong)} of them strong; ${count(rejected)} candidates rejected`,
  ].join('\n');
}

function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : count(ratio)}×`;
}
