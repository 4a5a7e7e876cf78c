import { formatShort } from '../figures.ts';
import { escapeHtml } from './markup.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Axis {
  readonly label: string;
  readonly isLog: boolean;
}

export interface Chart {
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Drawn as a line with dots, or as steps without. */
  readonly points: readonly Point[];
  readonly isStepped: boolean;
  /** A second line, dashed. */
  readonly fitted: readonly Point[];
}

const WIDTH = 480;
const HEIGHT = 300;
const MARGIN = { left: 52, right: 14, top: 10, bottom: 40 };

interface Scale {
  readonly ticks: readonly number[];
  /** Pixels of a value. */
  at(value: number): number;
}

/** A line chart as inline SVG; empty text when there are fewer than two points. Colours come from the page's style. */
export function drawChart(chart: Chart): string {
  const points = chart.points.filter((point) => isDrawable(point, chart));
  const fitted = chart.fitted.filter((point) => isDrawable(point, chart));
  if (points.length < 2) return '';
  const all = [...points, ...fitted];
  const x = scale(
    all.map((point) => point.x),
    chart.x.isLog,
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const y = scale(
    all.map((point) => point.y),
    chart.y.isLog,
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const description = escapeHtml(chart.description);
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description}">`,
    ...drawGrid(chart, x, y),
    path('fit', fitted, x, y, false),
    path('series', points, x, y, chart.isStepped),
    ...(chart.isStepped ? [] : points.map((point) => dot(point, x, y))),
    '</svg>',
  ].join('\n');
}

function isDrawable({ x, y }: Point, chart: Chart): boolean {
  const isFinite = Number.isFinite(x) && Number.isFinite(y);
  return isFinite && (x > 0 || !chart.x.isLog) && (y > 0 || !chart.y.isLog);
}

function drawGrid(chart: Chart, x: Scale, y: Scale): readonly string[] {
  const bottom = HEIGHT - MARGIN.bottom;
  const right = WIDTH - MARGIN.right;
  return [
    ...y.ticks.map((tick) => {
      const at = round(y.at(tick));
      return (
        `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${at}" y2="${at}"/>` +
        `<text x="${MARGIN.left - 6}" y="${at + 4}" text-anchor="end">${formatShort(tick)}</text>`
      );
    }),
    ...x.ticks.map((tick) => {
      const at = round(x.at(tick));
      return (
        `<line class="grid" x1="${at}" x2="${at}" y1="${MARGIN.top}" y2="${bottom}"/>` +
        `<text x="${at}" y="${bottom + 15}" text-anchor="middle">${formatShort(tick)}</text>`
      );
    }),
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(chart.x.label)}</text>`,
    `<text transform="translate(12 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(chart.y.label)}</text>`,
  ];
}

function path(
  name: string,
  points: readonly Point[],
  x: Scale,
  y: Scale,
  isStepped: boolean,
): string {
  if (points.length < 2) return '';
  const commands = points.map((point, i) => {
    const [px, py] = [round(x.at(point.x)), round(y.at(point.y))];
    if (i === 0) return `M${px} ${py}`;
    return isStepped ? `H${px}V${py}` : `L${px} ${py}`;
  });
  return `<path class="${name}" d="${commands.join('')}"/>`;
}

function dot(point: Point, x: Scale, y: Scale): string {
  const title = `${formatShort(point.x)}: ${formatShort(point.y)}`;
  return `<circle class="dot" cx="${round(x.at(point.x))}" cy="${round(y.at(point.y))}" r="3"><title>${title}</title></circle>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Maps values onto pixels from `start` to `end`, with round ticks. */
function scale(values: readonly number[], isLog: boolean, start: number, end: number): Scale {
  const place = isLog ? Math.log10 : (value: number): number => value;
  const low = Math.min(...values.map(place));
  const high = Math.max(...values.map(place));
  const span = high - low || 1;
  return {
    ticks: isLog ? decades(low, high) : linearTicks(low, high),
    at: (value) => start + ((place(value) - low) / span) * (end - start),
  };
}

/** Powers of ten within the range, thinned to six; within one decade 1, 2 and 5. */
function decades(low: number, high: number): readonly number[] {
  const exponents: number[] = [];
  for (let e = Math.floor(low); e <= Math.ceil(high); e++) exponents.push(e);
  const keep = Math.ceil(exponents.length / 6);
  const powers = exponents.filter((e) => e % keep === 0).map((e) => 10 ** e);
  const within = (ticks: readonly number[]): number[] =>
    ticks.filter((t) => Math.log10(t) >= low - 1e-9 && Math.log10(t) <= high + 1e-9);
  const ticks = within(powers);
  return ticks.length >= 2
    ? ticks
    : within(exponents.flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e)));
}

function linearTicks(low: number, high: number): readonly number[] {
  const rough = (high - low || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}
