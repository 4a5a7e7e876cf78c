import { formatCount, formatFactor, formatMs, plural } from './figures.ts';
import { printDocument } from './html/document.ts';
import { jsonForScript, safe } from './html/markup.ts';
import { card } from './html/overview.ts';
import { bar, printTable } from './html/section.ts';

/** A problem of a campaign over many; `index.json` has the same fields. */
export interface ReportedProblem {
  readonly problem: string;
  readonly state: string;
  /** Milliseconds. */
  readonly ms: number;
  /** Run directory, relative to the page. */
  readonly run?: string;
  readonly execs?: number;
  readonly tests?: number;
  readonly bestSteps?: number;
  readonly slowdown?: number;
  readonly growth?: string;
  readonly reason?: string;
}

export interface ReportedBatch {
  readonly directory: string;
  readonly totals: {
    readonly problems: number;
    readonly done: number;
    readonly failed: number;
    readonly execs: number;
    readonly tests: number;
    readonly slowdown?: { readonly geometricMean: number; readonly median: number };
  };
  readonly problems: readonly ReportedProblem[];
}

/** A campaign over many problems as one page: totals, and every problem with a link to its own report beside it. */
export function printBatchReport(batch: ReportedBatch): string {
  const { totals, problems } = batch;
  return printDocument({
    title: batch.directory,
    overview: overview(batch),
    sections: [
      {
        id: 'problems',
        title: plural(totals.problems, 'problem'),
        short: 'Problems',
        content: table(problems),
      },
    ],
    data: [`<script type="application/json" id="slowpath-index">${jsonForScript(batch)}</script>`],
  });
}

function overview({ directory, totals }: ReportedBatch): string {
  const { slowdown } = totals;
  const cards = [
    card(
      'Done',
      `${formatCount(totals.done)} of ${formatCount(totals.problems)}`,
      totals.failed === 0 ? 'none failed' : `${formatCount(totals.failed)} failed`,
      ' lead',
    ),
    ...(slowdown === undefined
      ? []
      : [
          card(
            'Slowdown',
            formatFactor(slowdown.geometricMean),
            `of the costliest test over the costliest default one, geometric mean; median ${formatFactor(slowdown.median)}`,
          ),
        ]),
    card('Tests', formatCount(totals.tests), `from ${formatCount(totals.execs)} executions`),
  ];
  return (
    '<section id="overview" class="overview" aria-labelledby="target"><p class="kicker">Stress suites of the problems in</p>' +
    `<h1 id="target">${safe(directory)}</h1><ul class="cards">${cards.join('')}</ul></section>`
  );
}

function table(problems: readonly ReportedProblem[]): string {
  const most = Math.max(
    1,
    ...problems.map(({ slowdown = 1 }) => Math.log10(Math.max(1, slowdown))),
  );
  const rows = problems.map((one) => {
    const { slowdown, bestSteps, tests, execs, ms, growth = '', state, reason } = one;
    const number = (value: number | undefined, show: (value: number) => string): string =>
      `<td class="number">${value === undefined ? '' : show(value)}</td>`;
    const share = slowdown === undefined ? 0 : Math.log10(Math.max(1, slowdown)) / most;
    return (
      `<tr><th scope="row">${nameOf(one)}</th><td>${safe(state)}${reason === undefined ? '' : `<p class="quiet">${safe(reason)}</p>`}</td>` +
      `${number(slowdown, formatFactor)}<td>${slowdown === undefined ? '' : bar(share)}</td><td>${safe(growth)}</td>` +
      `${number(bestSteps, formatCount)}${number(tests, formatCount)}${number(execs, formatCount)}${number(ms === 0 ? undefined : ms, formatMs)}</tr>`
    );
  });
  return printTable(
    'Each name leads to the report of its run. Bars are logarithmic.',
    [
      'Problem',
      'State',
      { number: 'Slowdown' },
      '<span class="hidden">Slowdown, logarithmic</span>',
      'Growth',
      { number: 'Most steps' },
      { number: 'Tests' },
      { number: 'Executions' },
      { number: 'Time' },
    ],
    rows,
  );
}

/** The name, as a link where there is a run. No part of the path can be a scheme: it begins with `./`. */
function nameOf({ problem, run }: ReportedProblem): string {
  if (run === undefined) return safe(problem);
  const path = run.split('/').map(encodeURIComponent).join('/');
  return `<a href="./${safe(path)}/report.html">${safe(problem)}</a>`;
}
