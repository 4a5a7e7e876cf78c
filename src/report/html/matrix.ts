import type { ProblemRun } from '../../core/problem-run.ts';
import { formatCount, formatFactor, plural } from '../figures.ts';
import { problemTexts } from '../problem-lines.ts';
import { safe } from './markup.ts';
import type { HtmlReportInput, TestCosts } from './page-input.ts';
import { heatClass, printTable } from './section.ts';

/** Columns of the heat map. */
const MAX_TESTS = 40;
/** Of relative costs, what the hottest colour stands for at least: 1.1× of the cheapest is no heat. */
const MIN_TOP = 10;

/** The solutions of a problem on the tests of its suite: steps, relative to the cheapest solution of each test. */
export function solutionsView({ record, costs }: HtmlReportInput): string {
  const { problem } = record;
  if (problem === undefined) return '';
  return heatMap(problem, costs) + solutionTable(problem) + separation(problem);
}

type Solution = ProblemRun['solutions'][number];

function slowestFirst({ solutions }: ProblemRun): readonly Solution[] {
  return solutions.toSorted((a, b) => b.rank - a.rank);
}

function heatMap(problem: ProblemRun, all: readonly TestCosts[]): string {
  const tests = all.slice(0, MAX_TESTS);
  if (tests.length === 0) return '';
  const cheapest = tests.map(({ costs }) => {
    return Math.max(1, Math.min(...Object.values(costs).map(({ steps }) => steps)));
  });
  const relative = tests.flatMap(({ costs }, k) =>
    Object.values(costs).map(({ steps }) => steps / (cheapest[k] ?? 1)),
  );
  const top = Math.max(MIN_TOP, ...relative);
  const rows = slowestFirst(problem).map((solution) => {
    const cells = tests.map(({ costs }, k) =>
      cell(costs[solution.name], cheapest[k] ?? 1, top, solution.name),
    );
    return `<tr><th scope="row"><code>${safe(solution.name.replace(/^solutions\//, ''))}</code> <span class="quiet">${safe(solution.class)}</span></th>${cells.join('')}</tr>`;
  });
  const left = all.length - tests.length;
  const caption =
    'Solutions × tests: steps relative to the cheapest solution of each test; hotter is slower. ' +
    `A raised + marks runs that were stopped: they cost at least that.${left > 0 ? ` ${plural(left, 'more test')} in the suite.` : ''}`;
  const heads = tests.map(({ test, size }) => ({
    number: `<span class="upright" title="size ${formatCount(size)}">${safe(test.replace(/^tests\//, '').replace(/\.\w+$/, ''))}</span>`,
  }));
  return printTable(caption, ['Solution', ...heads], rows, 'matrix');
}

function cell(
  cost: TestCosts['costs'][string] | undefined,
  cheapest: number,
  top: number,
  name: string,
): string {
  if (cost === undefined) return '<td class="number">–</td>';
  const factor = cost.steps / cheapest;
  const heat = factor <= 1 ? 0 : Math.log(factor) / Math.log(top);
  const more = cost.outcome === 'ok' ? '' : `<sup>+</sup>`;
  const title = `${name}: ${formatCount(cost.steps)} steps${cost.outcome === 'ok' ? '' : `, ${cost.outcome}`}`;
  return `<td class="number ${heatClass(heat)}" title="${safe(title)}">${formatFactor(factor)}${more}</td>`;
}

function solutionTable(problem: ProblemRun): string {
  const rows = slowestFirst(problem).map(
    ({ name, class: declared, growth = '', best, execs, directory }) =>
      `<tr><th scope="row"><code>${safe(name)}</code></th><td>${safe(declared)}</td><td>${safe(growth)}</td>` +
      `<td class="number">${best === undefined ? '' : formatCount(best.steps)}</td><td class="number">${formatCount(execs)}</td><td><code>${safe(directory)}/</code></td></tr>`,
  );
  const heads = [
    'Solution',
    'Declared',
    'Measured growth',
    { number: 'Most steps found' },
    { number: 'Executions' },
    'Its own run',
  ];
  return printTable('Each solution as its own search saw it', heads, rows);
}

function separation(problem: ProblemRun): string {
  const texts = problemTexts(problem).map((text) => `<li>${safe(text)}</li>`);
  return `<ul class="texts">${texts.join('')}</ul>`;
}
