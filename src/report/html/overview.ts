import { formatCount, formatFactor, formatMs, formatShare, plural } from '../figures.ts';
import { callName, sizeNoun } from '../report-input.ts';
import { shortenArguments, shortenText } from '../shorten-value.ts';
import { describeExponent, verdictOf } from '../verdict.ts';
import { safe, safeBlock } from './markup.ts';
import type { HtmlReportInput } from './page-input.ts';
import { bar, copyable } from './section.ts';

/** Hottest lines on the first screen. */
const HOT_LINES = 4;
/** Lines that cost less are not hot. */
const LEAST_SHARE = 0.001;
const INPUT_WIDTH = 480;
const CODE_WIDTH = 90;

/** The first screen: how slow, how it grows, by which input, and where. */
export function overview(input: HtmlReportInput): string {
  const { record } = input;
  const [first = '', ...rest] = verdictOf(record, sizeNoun(input.slowest));
  return [
    `<section id="overview" class="overview" aria-labelledby="target">`,
    `<p class="kicker">${kickerOf(input)}</p>`,
    `<h1 id="target">${safe(record.target.specifier)}</h1>`,
    `<p class="verdict">${safe(first)}</p>`,
    ...rest.map((sentence) => `<p class="more">${safe(sentence)}</p>`),
    `<ul class="cards">${cards(input).join('')}</ul>`,
    `<div class="pair">${slowest(input)}${hottest(input)}</div>`,
    '</section>',
  ].join('\n');
}

function kickerOf({ record }: HtmlReportInput): string {
  const what = record.problem === undefined ? 'Slow inputs of' : 'Stress suite of';
  switch (record.status) {
    case 'running':
      return `${what} · not finished`;
    case 'interrupted':
      return `${what} · ended early`;
    case 'failed':
      return `${what} · failed`;
    case 'finished':
      return what;
  }
}

/** A figure of the first screen; the text is HTML. */
export function card(label: string, figure: string, text: string, name = ''): string {
  return `<li class="card${name}"><span class="label">${label}</span><strong class="figure">${figure}</strong><span class="text">${text}</span></li>`;
}

function cards(input: HtmlReportInput): readonly string[] {
  const { record } = input;
  const { best, seedBest, slowdown, growth, randomOfSameSize: random, problem } = record;
  const found: string[] = [];
  if (best && seedBest && slowdown !== undefined) {
    const text = `${formatCount(best.steps)} steps, where the costliest starting input has ${formatCount(seedBest.steps)}`;
    found.push(card('Slowdown', formatFactor(slowdown), text, ' lead'));
  } else if (best) {
    found.push(card('Cost', formatCount(best.steps), 'steps of the slowest input', ' lead'));
  }
  if (growth) {
    const name = growth.class === 'cubic' ? 'cubic or more' : growth.class;
    found.push(
      card('Growth', safe(name), `${safe(describeExponent(growth))}, R² ${growth.r2.toFixed(3)}`),
    );
  }
  if (problem?.separation !== undefined && problem.separation.suite.pairs > 0) {
    const { suite, defaultTests } = problem.separation;
    const text = `of ${plural(suite.pairs, 'pair')} of solutions in their declared order; the problem’s own tests: ${formatShare(defaultTests.agreement)}`;
    found.push(card('Told apart', formatShare(suite.agreement), text));
  }
  if (best && random && random.steps > 0) {
    const text = `what random inputs of the same size cost (median ${formatCount(random.steps)} steps)`;
    found.push(card('Against random', formatFactor(best.steps / random.steps), text));
  }
  const timed = record.confirmations.find(({ cpuMs }) => cpuMs.length > 0);
  if (timed) {
    const middle = timed.cpuMs.toSorted((a, b) => a - b)[timed.cpuMs.length >> 1] ?? 0;
    const text = `CPU in plain Node, median of ${plural(timed.cpuMs.length, 'fresh process', 'fresh processes')}`;
    found.push(card('Time', formatMs(middle), text));
  }
  return found;
}

function slowest({ record, slowest: value, commands }: HtmlReportInput): string {
  if (!value) return '';
  const text =
    value.kind === 'stdin'
      ? shortenText(value.text, 72, 10).join('\n')
      : `${callName(record.target.specifier)}(${shortenArguments(value.args, INPUT_WIDTH)})`;
  const where =
    record.best?.test === undefined ? '' : ` <small>suite/${safe(record.best.test)}</small>`;
  const again = commands.find(({ what }) => what.includes('costliest test'));
  return (
    `<div class="panel"><h2>Slowest input${where}</h2><pre class="wrap" tabindex="0" role="group" aria-label="slowest input">${safeBlock(text)}</pre>` +
    `${again === undefined ? '' : copyable(safe(again.line))}</div>`
  );
}

function hottest({ record, nameFile }: HtmlReportInput): string {
  const lines = record.hotLines
    .filter(({ share }, i) => i === 0 || share >= LEAST_SHARE)
    .slice(0, HOT_LINES)
    .map(
      ({ file, line, share, code }) =>
        `<li><span class="share">${formatShare(share)}</span>${bar(share)}` +
        `<span class="where">${safe(nameFile(file))}:${line}</span>` +
        `<code>${safe(code.length > CODE_WIDTH ? `${code.slice(0, CODE_WIDTH)}…` : code)}</code></li>`,
    );
  return lines.length === 0
    ? ''
    : `<div class="panel"><h2>Hottest lines <small>of its steps</small></h2><ol class="hot">${lines.join('')}</ol></div>`;
}
