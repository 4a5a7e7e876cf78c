import type { Confirmation, RunRecord } from '../../core/run-record.ts';
import { formatCount, formatMs } from '../figures.ts';
import { safe } from './markup.ts';
import type { HtmlReportInput } from './page-input.ts';
import { copyable, printTable } from './section.ts';

/** CPU times of the costliest tests; empty when nothing was timed. */
export function timing({ confirmations }: RunRecord): string {
  if (confirmations.length === 0) return '';
  const rows = confirmations.map(
    (one) =>
      `<tr><th scope="row"><code>${safe(one.input)}</code></th><td class="number">${formatCount(one.size)}</td>` +
      `<td class="number">${medianText(one)}</td><td class="number">${one.cpuMs.map(formatMs).join(', ')}</td><td>${safe(one.outcome)}</td></tr>`,
  );
  return printTable(
    'CPU time without instrumentation: one timed call per fresh process. Machines and moments differ: the verdict rests on steps.',
    ['Input', { number: 'Size' }, { number: 'Median' }, { number: 'Each run' }, 'Outcome'],
    rows,
  );
}

function medianText({ cpuMs }: Confirmation): string {
  const middle = cpuMs.toSorted((a, b) => a - b)[cpuMs.length >> 1];
  return middle === undefined ? '' : formatMs(middle);
}

/** Everything that it takes to see the same again. */
export function reproduce({ record, directory, commands }: HtmlReportInput): string {
  const lines = commands.map(({ what, line }) => `<p>${safe(what)}</p>${copyable(safe(line))}`);
  const entries: readonly (readonly [string, string])[] = [
    [
      'Executions',
      `${formatCount(record.execs)} in ${formatMs(record.wallMs)}, ${formatCount(record.execsPerSecond)} a second`,
    ],
    ['Outcomes', outcomesText(record)],
    ['Sites reached', `${formatCount(record.sitesHit)} of ${formatCount(record.target.siteCount)}`],
    ['Inputs kept', formatCount(record.corpus)],
    ['Inputs from', record.target.inputModel],
    ['Seed', String(record.seed)],
    ['Begun', record.startedAt],
    ['Stopped by', record.stopReason ?? 'not finished'],
    [
      'Versions',
      `slowpath ${record.versions.slowpath}, Node ${record.versions.node}, instrumentation ${record.versions.instrumentation}`,
    ],
    ['Program', `SHA-256 ${record.target.contentHash}`],
    ['Run directory', directory],
    ...record.notes.map((note) => ['Note', note] as const),
  ];
  const items = entries.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`);
  return `${lines.join('\n')}<dl>${items.join('\n')}</dl>${options(record)}`;
}

function outcomesText({ outcomes }: RunRecord): string {
  const entries = Object.entries(outcomes).filter(([, count]) => count > 0);
  return entries.map(([name, count]) => `${formatCount(count)} ${name}`).join(', ') || 'none';
}

/** Every option with where it came from; those that somebody gave come first. */
function options(record: RunRecord): string {
  const entries = Object.entries(record.options).filter(([, { value }]) => value !== null);
  if (entries.length === 0) return '';
  const rank = (from: string): number => (from === 'default' ? 1 : 0);
  const rows = entries
    .toSorted(([, a], [, b]) => rank(a.from) - rank(b.from))
    .map(
      ([name, { value, from }]) =>
        `<tr><th scope="row"><code>${safe(name)}</code></th><td><code>${safe(JSON.stringify(value))}</code></td><td>${safe(from)}</td></tr>`,
    );
  const table = printTable(
    'Durations in milliseconds, sizes in scalars.',
    ['Option', 'Value', 'From'],
    rows,
  );
  return `<details><summary>All options</summary>${table}</details>`;
}
