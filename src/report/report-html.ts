import { plural } from './figures.ts';
import { findingText } from './findings-text.ts';
import { constraintsView } from './html/constraints.ts';
import { costCharts } from './html/cost-charts.ts';
import { jsonForScript, safe, safeBlock } from './html/markup.ts';
import { solutionsView } from './html/matrix.ts';
import { printDocument } from './html/document.ts';
import { overview } from './html/overview.ts';
import type { HtmlReportInput, Limits } from './html/page-input.ts';
import { reproduce, timing } from './html/reproduce.ts';
import { searchSection } from './html/search-section.ts';
import { copyable, type Section } from './html/section.ts';
import { sourceSection } from './html/source-section.ts';
import { suiteView } from './html/suite-view.ts';

/** From generous to bare: the first page that is small enough counts. */
const LIMITS: readonly Limits[] = [
  { testBytes: 1_000_000, embeddedBytes: 900_000, shown: 3000, files: 8, dots: 1500, data: true },
  { testBytes: 200_000, embeddedBytes: 300_000, shown: 1000, files: 3, dots: 400, data: true },
  { testBytes: 0, embeddedBytes: 0, shown: 200, files: 1, dots: 200, data: false },
];
/** Bytes. */
const MAX_PAGE = 2_000_000;

/**
 * The whole run as one page that needs no network. Its one script and its style are allowed by their hashes alone;
 * everything that comes from the program, its inputs or its paths is shown as text.
 */
export function printHtmlReport(input: HtmlReportInput): string {
  let page = '';
  for (const limits of LIMITS) {
    page = printPage(input, limits);
    if (Buffer.byteLength(page) <= MAX_PAGE) break;
  }
  return page;
}

function printPage(input: HtmlReportInput, limits: Limits): string {
  const { record } = input;
  const suite = suiteView(input, limits);
  return printDocument({
    title: record.target.specifier,
    overview: overview(input),
    sections: sectionsOf(input, limits, suite.table),
    data: [
      suite.files,
      limits.data
        ? `<script type="application/json" id="slowpath-run">${jsonForScript(record)}</script>`
        : '',
    ],
  });
}

function sectionsOf(input: HtmlReportInput, limits: Limits, suite: string): readonly Section[] {
  const { record, tests } = input;
  const found = record.findings?.length ?? 0;
  return [
    {
      id: 'findings',
      title: plural(found, 'finding'),
      short: 'Findings',
      content: findings(input),
    },
    { id: 'cost', title: 'Cost', short: 'Cost', content: costCharts(input, limits) },
    {
      id: 'solutions',
      title: 'Solutions × tests',
      short: 'Solutions',
      content: solutionsView(input),
    },
    {
      id: 'source',
      title: 'Where the steps go',
      short: 'Source',
      content: sourceSection(input, limits),
    },
    {
      id: 'constraints',
      title: 'What slow inputs have in common',
      short: 'Constraints',
      content: constraintsView(record.constraints),
    },
    {
      id: 'suite',
      title: `Suite: ${plural(tests.length, 'test')}`,
      short: 'Suite',
      content: suite,
    },
    { id: 'timing', title: 'CPU time', short: 'Time', content: timing(record) },
    {
      id: 'search',
      title: 'What the search did',
      short: 'Search',
      content: searchSection(input),
    },
    {
      id: 'reproduce',
      title: 'See it again',
      short: 'Reproduce',
      content: reproduce(input),
    },
  ];
}

function findings({ record, directory, nameFile }: HtmlReportInput): string {
  const told = (record.findings ?? []).map((finding) => {
    const { title, input, facts, command } = findingText(finding, directory, nameFile);
    const items = facts.map((fact) => `<li>${safe(fact)}</li>`).join('');
    return (
      `<div class="panel"><h3>${safe(title)}</h3>\n<pre class="wrap" tabindex="0" role="group" aria-label="input of ${safe(finding.id)}">${safeBlock(input)}</pre>\n<ul class="texts">${items}</ul>\n` +
      `${copyable(safe(command))}</div>`
    );
  });
  return told.length === 0 ? '' : `<div class="pair">${told.join('\n')}</div>`;
}
