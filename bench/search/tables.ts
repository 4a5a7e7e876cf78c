import { count, formatTable, percent, seconds } from '../support/table.ts';
import {
  type CaseSummary,
  lossesOf,
  type Outcome,
  SOLVED,
  type VariantSummary,
} from './summary.ts';
import { REFERENCE } from './variants.ts';

const CASE_HEADER = [
  'variant',
  'of worst',
  'best steps',
  '90 % CPU s',
  '90 % execs',
  '99 % CPU s',
  '99 % execs',
  '95 % of worst CPU s',
  'execs',
  'CPU s',
  'wall s',
  'end',
];

/** All variants on one case. */
export function caseTable(summaries: readonly CaseSummary[]): string {
  return formatTable(
    CASE_HEADER,
    summaries.map((one) => [one.variant, ...figures(one)]),
  );
}

/** One variant on all cases. */
export function overviewTable(summaries: readonly CaseSummary[]): string {
  return formatTable(
    ['case', ...CASE_HEADER.slice(1)],
    summaries.map((one) => [one.caseId, ...figures(one)]),
  );
}

function figures(one: CaseSummary): readonly string[] {
  return [
    percent(one.share),
    count(one.bestSteps),
    seconds(one.own90CpuMs),
    count(one.own90Execs),
    seconds(one.own99CpuMs),
    count(one.own99Execs),
    seconds(one.worst95CpuMs),
    count(one.execs),
    seconds(one.cpuMs),
    seconds(one.wallMs),
    one.stops.join(', '),
  ];
}

export function variantTable(summaries: readonly VariantSummary[]): string {
  const header = [
    'variant',
    `cases ≥ ${100 * SOLVED} %`,
    'median',
    'lowest',
    'median 90 % CPU s',
    'median 90 % execs',
    'CPU s',
    'better',
    'equal',
    'worse',
  ];
  const rows = summaries.map((one) => [
    one.variant,
    `${one.solved} of ${one.cases}`,
    percent(one.medianShare),
    percent(one.lowestShare),
    seconds(one.medianOwn90CpuMs),
    count(one.medianOwn90Execs),
    seconds(one.cpuMs),
    count(one.against?.better),
    count(one.against?.equal),
    count(one.against?.worse),
  ]);
  return formatTable(header, rows);
}

/** What the whole search did about constraints, one line a run. */
export function synthesisLines(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.flatMap(({ variant, seed, result: { synthesis } }) => {
    if (variant !== REFERENCE || synthesis === undefined) return [];
    const { rounds, constraints, recipes, execs, cpuMs } = synthesis;
    return `seed ${seed}: ${constraints.length} constraints and ${recipes} recipes from ${rounds} rounds of synthesis, which took ${count(execs)} executions of its own and ${seconds(cpuMs)} CPU s`;
  });
}

/** Where the whole search falls short; empty when it does nowhere. */
export function lossLines(all: readonly CaseSummary[]): readonly string[] {
  return lossesOf(all).map(({ caseId, share, behind }) => {
    const rivals = behind.map((rival) => `${rival.variant} ${percent(rival.share)}`);
    const tail = rivals.length === 0 ? '' : `; costlier inputs from ${rivals.join(', ')}`;
    return `${caseId}: ${percent(share)} of the worst case${tail}`;
  });
}
