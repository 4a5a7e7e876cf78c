import { median } from '../../src/evaluate/statistics.ts';
import { formatTable, percent, seconds } from '../support/table.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { TrialResult } from './trial.ts';
import { LEAST_RATIO } from './timing.ts';

/** One entry under one variant. */
export interface Row {
  readonly entry: Pick<CatalogueEntry, 'class' | 'id' | 'maxLen'>;
  readonly variant: string;
  /** What kept the search from being made; undefined when it was. */
  readonly failure?: string;
  readonly result?: TrialResult;
}

const HEADER = [
  'entry',
  'variant',
  'class',
  'found',
  'at s',
  'growth',
  'ratio',
  'of known',
  'input',
];
const SHOWN_INPUT = 80;
const SHOWN_CLASS = 14;

/** A line for each row, and the sums. */
export function rowTable(rows: readonly Row[]): string {
  return formatTable(HEADER, rows.map(cells), 3);
}

/** One row as it comes, before the widths of the others are known. */
export function rowLine(row: Row): string {
  const widths = [22, 14, 14, 6, 6, 17, 7, 8];
  return cells(row)
    .map((cell, k) => (k < 3 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0)))
    .join('  ');
}

function cells({ entry, variant, failure, result }: Row): readonly string[] {
  const head = [entry.id, variant, entry.class.slice(0, SHOWN_CLASS)];
  if (result === undefined) return [...head, 'failed', '–', '–', '–', '–', failure ?? ''];
  const { verdict, foundMs, share } = result;
  const growth = verdict?.pattern.growth;
  return [
    ...head,
    verdict?.found ? 'yes' : 'no',
    seconds(foundMs),
    growth === undefined ? '–' : `${growth.class} ${growth.exponent.toFixed(2)}`,
    verdict?.timed === undefined ? '–' : ratioText(verdict.timed.ratio),
    percent(share),
    inputText(verdict),
  ];
}

function ratioText(ratio: number): string {
  return ratio >= LEAST_RATIO ? ratio.toFixed(0) : ratio.toFixed(1);
}

function inputText(verdict: TrialResult['verdict']): string {
  if (verdict === undefined) return '';
  const { candidate, pattern, timed } = verdict;
  const { expression } = pattern;
  return expression?.slice(0, SHOWN_INPUT) ?? shorten(timed?.input ?? candidate.input);
}

/** Runs of one character are told by their length. */
function shorten(input: string): string {
  const told = input.replaceAll(/(\\?.{1,8}?)\1{7,}/g, (all, unit: string) => {
    return `⟨${unit}×${all.length / unit.length}⟩`;
  });
  return told.length <= SHOWN_INPUT ? told : `${told.slice(0, SHOWN_INPUT)}…`;
}

/** Of one variant: how much was found, how soon, by class. */
export function totalsText(variant: string, rows: readonly Row[]): string {
  const mine = rows.filter((row) => row.variant === variant);
  const times = mine.flatMap(({ result }) => result?.foundMs ?? []);
  const within = (ms: number): string => percent(times.filter((t) => t <= ms).length / mine.length);
  const shares = mine.flatMap(({ result }) => result?.share ?? []);
  const enough = shares.filter((share) => share >= 0.7).length;
  const classes = [...new Set(mine.map(({ entry }) => entry.class))].map((kind) => {
    const of = mine.filter(({ entry }) => entry.class === kind);
    return `${kind} ${of.filter(({ result }) => result?.verdict?.found).length}/${of.length}`;
  });
  return [
    `${variant}: ${times.length} of ${mine.length} found (${percent(times.length / mine.length)}), within 20 s ${within(20_000)}, within 5 s ${within(5000)}`,
    `  median time to find ${times.length === 0 ? '–' : seconds(median(times))} s of CPU time; at least 70 % of the known input's cost: ${enough} of ${shares.length}`,
    `  ${classes.join(', ')}`,
  ].join('\n');
}
