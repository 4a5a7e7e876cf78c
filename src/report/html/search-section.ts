import type { StageRecord, YieldRecord } from '../../core/run-record.ts';
import { formatCount, formatMs, plural } from '../figures.ts';
import { safe } from './markup.ts';
import type { HtmlReportInput } from './page-input.ts';
import { bar, printTable } from './section.ts';

/** Mutators that stand open; the rest is folded. */
const MAX_OPEN = 12;

/** What the effort went into: mutators with their yield, stages with their time. */
export function searchSection({ record }: HtmlReportInput): string {
  return mutators(record.mutators) + stages(record.stages);
}

function mutators(all: readonly YieldRecord[]): string {
  if (all.length === 0) return '';
  const shown = all.filter(({ execs }) => execs > 0);
  const most = Math.max(1, ...shown.map(({ execs }) => execs));
  const rows = shown.map(
    ({ name, execs, finds, stepsGained }) =>
      `<tr><th scope="row"><code>${safe(name)}</code></th><td class="number">${formatCount(execs)}</td><td>${bar(execs / most)}</td>` +
      `<td class="number">${formatCount(finds)}</td><td class="number">${perThousand(finds, execs)}</td><td class="number">${formatCount(stepsGained)}</td></tr>`,
  );
  const heads = [
    'Mutator',
    { number: 'Executions' },
    '<span class="hidden">Share of executions</span>',
    { number: 'Finds' },
    { number: 'Finds in 1,000' },
    { number: 'Steps gained' },
  ];
  const left = rows.slice(MAX_OPEN);
  const open = printTable(
    'Mutators: what each was given, and what it paid. A find is an input that was kept; steps gained are those on the best of its size.',
    heads,
    rows.slice(0, MAX_OPEN),
  );
  return left.length === 0
    ? open
    : `${open}<details><summary>${plural(left.length, 'more mutator')}</summary>${printTable('More mutators', heads, left)}</details>`;
}

function perThousand(finds: number, execs: number): string {
  return ((1000 * finds) / Math.max(1, execs)).toFixed(1);
}

function stages(all: readonly StageRecord[]): string {
  if (all.length === 0) return '';
  const most = Math.max(1, ...all.map(({ ms }) => ms));
  const rows = all.map(
    ({ name, execs, ms }) =>
      `<tr><th scope="row">${safe(name)}</th><td class="number">${formatMs(ms)}</td><td>${bar(ms / most)}</td><td class="number">${execs === 0 ? '' : formatCount(execs)}</td></tr>`,
  );
  const heads = [
    'Stage',
    { number: 'Wall time' },
    '<span class="hidden">Share of the time</span>',
    { number: 'Executions' },
  ];
  return printTable('Stages of the run', heads, rows);
}
