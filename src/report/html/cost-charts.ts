import { formatCount, formatMs, plural } from '../figures.ts';
import { describeExponent } from '../verdict.ts';
import { drawChart, type Layer, type Point } from './chart.ts';
import { growthCurve } from './growth-curve.ts';
import { safe } from './markup.ts';
import type { HtmlReportInput, Limits } from './page-input.ts';
import {
  constraintMoments,
  improvements,
  type Moment,
  type SearchHistory,
  timeAt,
} from './search-moments.ts';
import { printTable } from './section.ts';

/** Moments of one search in a chart. */
const MAX_MOMENTS = 300;
/** Rows of the table below a chart. */
const MAX_ROWS = 30;
/** Strokes of a rug. */
const MAX_RUG = 300;

/** Cost over the search, and cost against size. */
export function costCharts(input: HtmlReportInput, limits: Limits): string {
  const both = overTime(input) + againstSize(input, limits);
  return both === '' ? '' : `<div class="charts">${both}</div>`;
}

function figure(chart: string, title: string, caption: string, table: string): string {
  return chart === ''
    ? ''
    : `<figure><figcaption><strong>${title}</strong> ${caption}</figcaption>${chart}` +
        `<details><summary>The figures as a table</summary>${table}</details></figure>`;
}

function colourOf(index: number): string {
  return `c${index % 6}`;
}

function overTime({ record, searches }: HtmlReportInput): string {
  const shown = searches.map((search) => ({ search, found: thin(improvements(search)) }));
  const isOne = shown.length === 1;
  const end = Math.max(1, ...(isOne ? [record.execs] : []));
  const layers = shown.flatMap(({ search, found }, i) => timeLayers(search, found, i, isOne, end));
  const only = isOne ? shown[0] : undefined;
  const last = only?.found.at(-1);
  const chart = drawChart({
    id: 'over-time',
    title: 'Cost over time',
    description:
      last === undefined
        ? `Best cost of ${plural(shown.length, 'search', 'searches')} against executions.`
        : `Best cost against executions: ${plural(only?.found.length ?? 0, 'improvement')}, the last after ` +
          `${formatCount(last.execs)} executions at ${formatCount(last.steps)} steps.`,
    x: {
      label: isOne ? 'executions (below: time since the start)' : 'executions',
      isLog: true,
      below: (tick) => {
        const ms = only === undefined ? undefined : timeAt(tick, only.search);
        return ms === undefined ? '' : formatMs(ms);
      },
    },
    y: { label: 'steps of the best input', isLog: true },
    layers,
  });
  const rows = shown.flatMap(({ search, found }) =>
    found.slice(-Math.ceil(MAX_ROWS / shown.length)).map((moment) => momentRow(moment, search)),
  );
  return figure(
    chart,
    'Cost over time.',
    'Each mark is the moment at which something paid: the input that it made cost more than all before. Rest the pointer on a mark for what it was.',
    printTable(
      'What paid, and when',
      [
        ...(isOne ? [] : ['Solution']),
        { number: 'Executions' },
        { number: 'Time' },
        { number: 'Steps' },
        { number: 'Size' },
        'Made by',
        'Kept for',
      ],
      rows,
    ),
  );
}

/** Every so many, and the last one. */
function thin(moments: readonly Moment[]): readonly Moment[] {
  const every = Math.ceil(moments.length / MAX_MOMENTS);
  return moments.filter((_, i) => i % every === 0 || i === moments.length - 1);
}

function timeLayers(
  search: SearchHistory,
  found: readonly Moment[],
  index: number,
  isOne: boolean,
  end: number,
): readonly Layer[] {
  const name = isOne ? 'best so far' : search.name;
  const colour = colourOf(index);
  const at = ({ execs }: Moment): number => Math.max(1, execs);
  const last = found.at(-1);
  const line: Point[] = found.map((moment) => ({ x: at(moment), y: moment.steps }));
  if (isOne && last !== undefined && end > last.execs) line.push({ x: end, y: last.steps });
  const points = (moments: readonly Moment[]): readonly Point[] =>
    moments.map((moment) => ({
      x: at(moment),
      y: moment.steps,
      title: momentTitle(moment, search),
    }));
  const byMutator = found.filter(({ constraints }) => constraints.length === 0);
  const byConstraint = found.filter(({ constraints }) => constraints.length > 0);
  return [
    { name, mark: 'steps', colour, points: line },
    { name: isOne ? 'a mutator paid' : '', mark: 'dot', colour, points: points(byMutator) },
    {
      name: isOne ? 'a constraint paid' : '',
      mark: 'diamond',
      colour: isOne ? 'c1' : colour,
      points: points(byConstraint),
    },
    {
      name: isOne ? 'came nearer to a constraint' : '',
      mark: 'rug',
      colour: 'c1',
      points: isOne ? points(constraintMoments(search).slice(0, MAX_RUG)) : [],
    },
  ];
}

function momentTitle(moment: Moment, search: SearchHistory): string {
  const { execs, steps, size, op, constraints } = moment;
  const ms = timeAt(execs, search);
  const time = ms === undefined ? '' : `, about ${formatMs(ms)}`;
  const reason = constraints.length === 0 ? '' : `, kept for ${constraints.join(', ')}`;
  return `${formatCount(steps)} steps at size ${formatCount(size)} by ${op}${reason} (execution ${formatCount(execs)}${time})`;
}

function momentRow(moment: Moment, search: SearchHistory): string {
  const { execs, steps, size, op, constraints } = moment;
  const ms = timeAt(execs, search);
  const numbers = [
    formatCount(execs),
    ms === undefined ? '' : formatMs(ms),
    formatCount(steps),
    formatCount(size),
  ];
  return (
    `<tr>${search.name === '' ? '' : `<td><code>${safe(search.name)}</code></td>`}` +
    `${numbers.map((text) => `<td class="number">${text}</td>`).join('')}` +
    `<td><code>${safe(op)}</code></td><td>${safe(constraints.join(', '))}</td></tr>`
  );
}

function againstSize(input: HtmlReportInput, limits: Limits): string {
  const { record, searches } = input;
  const { growth, growthAxis, best, randomOfSameSize: random, seedBest } = record;
  // The ladder may climb along a number of the input instead of its size: then the archive has no place on its axis.
  const isBySize = growthAxis === undefined;
  const archive = isBySize || growth === undefined ? archiveLayers(searches, limits.dots) : [];
  const one = (name: string, mark: Layer['mark'], colour: string, at: typeof best): Layer => ({
    name,
    mark,
    colour,
    points:
      at === undefined || !isBySize
        ? []
        : [
            {
              x: at.size,
              y: at.steps,
              title: `${name}: ${formatCount(at.steps)} steps at size ${formatCount(at.size)}`,
            },
          ],
  });
  const ladder = growth?.points ?? [];
  const chart = drawChart({
    id: 'against-size',
    title: 'Cost against size',
    description:
      `Steps against ${growthAxis ?? 'size'} on logarithmic axes` +
      (growth === undefined
        ? '.'
        : `: the costliest pattern at ${ladder.length} sizes is ${growth.class}, ${describeExponent(growth)}.`),
    x: { label: growthAxis ?? 'size of the input', isLog: true },
    y: { label: 'steps', isLog: true },
    layers: [
      ...archive,
      {
        name: growth === undefined ? '' : `fitted: ${growth.class}`,
        mark: 'line',
        colour: 'fit',
        points: growth === undefined ? [] : growthCurve(growth),
      },
      {
        name: 'costliest pattern, measured',
        mark: 'dot',
        colour: 'fit',
        points: ladder.map(({ size, steps }) => ({
          x: size,
          y: steps,
          title: `${formatCount(steps)} steps at ${growthAxis ?? 'size'} ${formatCount(size)}`,
        })),
      },
      one('costliest starting input', 'square', 'c2', seedBest),
      one('random, same size', 'square', 'quiet', random),
      one('slowest input', 'ring', 'fit', best),
    ],
  });
  const rows = ladder.map(
    ({ size, steps }) =>
      `<tr><td class="number">${formatCount(size)}</td><td class="number">${formatCount(steps)}</td></tr>`,
  );
  return figure(
    chart,
    'Cost against size.',
    growth === undefined
      ? 'Every input that the search kept, on logarithmic axes.'
      : `Both axes are logarithmic: a power of the size is a straight line. Fitted: ${safe(describeExponent(growth))}.`,
    printTable(
      'The costliest pattern at growing sizes',
      [{ number: safe(growthAxis ?? 'Size') }, { number: 'Steps' }],
      rows,
    ),
  );
}

/** What the searches kept: of inputs that fall onto each other the first, and every so many of what is left. */
function archiveLayers(searches: readonly SearchHistory[], limit: number): readonly Layer[] {
  return searches.map((search, i) => {
    const seen = new Set<string>();
    const points = search.kept.flatMap(({ size, steps, provenance }): Point[] => {
      const key = `${Math.round(24 * Math.log2(size))},${Math.round(12 * Math.log2(steps))}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        {
          x: size,
          y: steps,
          title: `${formatCount(steps)} steps at size ${formatCount(size)}, by ${provenance.op}`,
        },
      ];
    });
    const every = Math.max(1, Math.ceil((points.length * searches.length) / limit));
    return {
      name:
        search.name === ''
          ? `kept by the search (${formatCount(search.kept.length)})`
          : search.name,
      mark: 'dot',
      colour: `${colourOf(i)} faint`,
      points: points.filter((_, k) => k % every === 0),
    };
  });
}
