import type { HotLine } from '../core/run-record.ts';
import { formatCount, formatFactor, formatMs, plural } from './figures.ts';
import { findingText } from './findings-text.ts';
import { drawChart } from './html/chart.ts';
import { constraintsView } from './html/constraints.ts';
import { growthCurve } from './html/growth-curve.ts';
import { jsonForScript, safe, safeBlock } from './html/markup.ts';
import { sourceView } from './html/source-view.ts';
import { STYLE } from './html/style.ts';
import type { PlotPoint } from './plot.ts';
import { type ReportInput, type ReportTest, callName, sizeNoun } from './report-input.ts';
import { shortenArguments, shortenText } from './shorten-value.ts';
import { originOfTest } from './suite-table.ts';
import { verdictOf } from './verdict.ts';

export interface HtmlReportInput extends ReportInput {
  readonly plot: readonly PlotPoint[];
  /** Text of a source file; undefined when it cannot be read or is not what was measured. */
  readonly sourceOf: (path: string) => string | undefined;
  /** What a test file holds; undefined when it cannot be read. */
  readonly textOf: (test: ReportTest) => string | undefined;
}

/** How much of a run is shown; the run directory has the rest. */
interface Limits {
  /** Tests that can be opened, and characters of each. */
  readonly tests: number;
  readonly testLength: number;
  readonly files: number;
  /** Whether the record is there for other tools to read. */
  readonly data: boolean;
}

/** From generous to bare: the first page that is small enough counts. */
const LIMITS: readonly Limits[] = [
  { tests: 40, testLength: 20_000, files: 8, data: true },
  { tests: 10, testLength: 2000, files: 2, data: true },
  { tests: 0, testLength: 0, files: 0, data: false },
];
const MAX_PAGE = 2_000_000;
/** Points of the cost curve. */
const MAX_PLOT = 600;

/**
 * The whole run as one page that needs no network and runs no script. Everything that comes from the program, its
 * inputs or its paths is shown as text.
 */
export function printHtmlReport(input: HtmlReportInput): string {
  let page = '';
  for (const limits of LIMITS) {
    page = printPage(input, limits);
    if (page.length <= MAX_PAGE) break;
  }
  return page;
}

function printPage(input: HtmlReportInput, limits: Limits): string {
  const { record } = input;
  const title = safe(record.target.specifier);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} – slowpath</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
${verdictOf(record, sizeNoun(input.slowest))
  .map((sentence) => `<p class="verdict">${safe(sentence)}</p>`)
  .join('\n')}
</header>
${[findings(input), slowest(input), charts(input), hotSource(input, limits), constraints(input), suite(input, limits), timing(input), facts(input)].join('\n')}
</main>
${limits.data ? `<script type="application/json" id="slowpath-run">${jsonForScript(record)}</script>` : ''}
</body>
</html>
`;
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

function findings({ record, directory, nameFile }: HtmlReportInput): string {
  const told = (record.findings ?? []).map((finding) => {
    const { title, input, facts, command } = findingText(finding, directory, nameFile);
    const items = facts.map((fact) => `<li>${safe(fact)}</li>`).join('');
    return (
      `<h3>${safe(title)}</h3>\n<pre class="wrap" tabindex="0">${safeBlock(input)}</pre>\n<ul>${items}</ul>\n` +
      `<p><code>${safe(command)}</code></p>`
    );
  });
  return section('Findings', told.join('\n'));
}

function slowest({ record, slowest: value }: HtmlReportInput): string {
  if (!value) return '';
  const text =
    value.kind === 'stdin'
      ? shortenText(value.text, 100, 12).join('\n')
      : `${callName(record.target.specifier)}(${shortenArguments(value.args, 600)})`;
  return section('Slowest input', `<pre class="wrap" tabindex="0">${safeBlock(text)}</pre>`);
}

function charts({ record, plot }: HtmlReportInput): string {
  const { growth } = record;
  const bySize = growth
    ? drawChart({
        description: `Steps against size on logarithmic axes, ${growth.points.length} sizes, ${growth.class}`,
        x: { label: record.growthAxis ?? 'size', isLog: true },
        y: { label: 'steps', isLog: true },
        points: growth.points.map(({ size, steps }) => ({ x: size, y: steps })),
        isStepped: false,
        fitted: growthCurve(growth),
      })
    : '';
  const byExecs = drawChart({
    description: `Best cost against executions, ending at ${formatCount(record.best?.steps ?? 0)} steps`,
    x: { label: 'executions', isLog: false },
    y: { label: 'best steps', isLog: true },
    points: thin(plot).map(({ execs, bestSteps }) => ({ x: execs, y: bestSteps })),
    isStepped: true,
    fitted: [],
  });
  const figure = (svg: string, caption: string): string =>
    svg === '' ? '' : `<figure>${svg}<figcaption>${caption}</figcaption></figure>`;
  const both = [
    figure(bySize, 'Cost of the costliest pattern at growing sizes; dashed: the fitted curve.'),
    figure(byExecs, 'The best cost found, over the executions of the search.'),
  ].join('');
  return section('Cost', both === '' ? '' : `<div class="charts">${both}</div>`);
}

/** Every so many rows, and the last one. */
function thin(plot: readonly PlotPoint[]): readonly PlotPoint[] {
  const every = Math.max(1, Math.ceil(plot.length / MAX_PLOT));
  return plot.filter((_, i) => i % every === 0 || i === plot.length - 1);
}

function hotSource(
  { record, nameFile, sourceOf }: HtmlReportInput,
  { files: count }: Limits,
): string {
  const byFile = new Map<string, HotLine[]>();
  for (const line of record.hotLines) {
    byFile.set(line.file, [...(byFile.get(line.file) ?? []), line]);
  }
  const files = [...byFile]
    .slice(0, count)
    .map(
      ([file, lines], i) =>
        `<details${i === 0 ? ' open' : ''}><summary><code>${safe(nameFile(file))}</code></summary>` +
        `${sourceView(sourceOf(file), lines)}</details>`,
    );
  return section('Where the steps go', files.join('\n'));
}

function constraints({ record }: HtmlReportInput): string {
  return section('What slow inputs have in common', constraintsView(record.constraints));
}

function suite({ record, tests, textOf }: HtmlReportInput, limits: Limits): string {
  const seedSteps = record.seedBest?.steps ?? 0;
  const rows = tests.map((test, i) => {
    const text = i < limits.tests ? textOf(test) : undefined;
    const factor = seedSteps > 0 ? formatFactor(test.steps / seedSteps) : '';
    const numbers = [formatCount(test.steps), formatCount(test.size), factor];
    return `<tr><td>${viewable(test, text, limits.testLength)}</td>${numbers
      .map((text) => `<td class="number">${text}</td>`)
      .join(
        '',
      )}<td><code>${safe(test.hot[0]?.site ?? '')}</code></td><td>${safe(test.role)}</td><td>${safe(
      originOfTest(test),
    )}</td><td>${test.outcome === 'ok' ? '' : safe(test.outcome)}</td></tr>`;
  });
  if (rows.length === 0) return section('Suite', '<p>No input was worth keeping.</p>');
  const head = ['Test', 'Steps', 'Size', '× start', 'Hottest line', 'Role', 'Made by', 'Outcome'];
  const cells = head.map(
    (name, i) => `<th scope="col"${i >= 1 && i <= 3 ? ' class="number"' : ''}>${name}</th>`,
  );
  return section(
    `Suite: ${plural(tests.length, 'test')}`,
    `<div class="table" tabindex="0"><table><thead><tr>${cells.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`,
  );
}

/** The name of a test, which opens to what it holds. */
function viewable(test: ReportTest, text: string | undefined, maxLength: number): string {
  const name = safe(test.file.replace(/^tests\//, ''));
  if (text === undefined) return `<code>${name}</code>`;
  const left = text.length - maxLength;
  const rest = left > 0 ? `\n… ${formatCount(left)} more characters in the file` : '';
  const shown = safeBlock(text.slice(0, maxLength)) + rest;
  return `<details><summary><code>${name}</code></summary><pre class="wrap" tabindex="0">${shown}</pre></details>`;
}

function timing({ record }: HtmlReportInput): string {
  const rows = record.confirmations.map(
    ({ input, cpuMs, outcome }) =>
      `<tr><td><code>${safe(input)}</code></td><td class="number">${cpuMs.map(formatMs).join(', ')}</td><td>${safe(outcome)}</td></tr>`,
  );
  return section(
    'CPU time without instrumentation',
    rows.length === 0
      ? ''
      : `<div class="table"><table><thead><tr><th scope="col">Input</th><th scope="col" class="number">Each run</th><th scope="col">Outcome</th></tr></thead><tbody>${rows.join('')}</tbody></table></div><p class="quiet">One timed call per fresh process. Machines and moments differ: the verdict rests on steps.</p>`,
  );
}

function facts({ record, directory }: HtmlReportInput): string {
  const entries: readonly (readonly [string, string])[] = [
    [
      'Executions',
      `${formatCount(record.execs)} in ${formatMs(record.wallMs)}, ${formatCount(record.execsPerSecond)} a second`,
    ],
    ['Sites reached', `${formatCount(record.sitesHit)} of ${formatCount(record.target.siteCount)}`],
    ['Inputs kept', formatCount(record.corpus)],
    ['Inputs from', record.target.inputModel],
    ['Seed', String(record.seed)],
    ['Stopped by', record.stopReason ?? 'not finished'],
    ['Versions', `slowpath ${record.versions.slowpath}, Node ${record.versions.node}`],
    ['Run directory', directory],
    ...record.notes.map((note) => ['Note', note] as const),
  ];
  const items = entries.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`);
  return section('The run', `<dl>${items.join('\n')}</dl>`);
}
