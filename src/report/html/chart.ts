import { formatShort } from '../figures.ts';
import { logTicks, scale, type Scale } from './scale.ts';
import { safe } from './markup.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Shown while the pointer rests on it. */
  readonly title?: string;
}

export interface Axis {
  readonly label: string;
  readonly isLog: boolean;
  /** A second line below a tick; empty for none. */
  readonly below?: (tick: number) => string;
}

/** How a layer's points are drawn. A rug is a row of strokes at the bottom: only x counts. */
export type Mark = 'line' | 'steps' | 'dot' | 'diamond' | 'ring' | 'square' | 'rug';

export interface Layer {
  /** What the legend says; empty to leave it out. */
  readonly name: string;
  readonly mark: Mark;
  /** Class of its colour in the page's style: `c0` to `c5`, `quiet`, `fit`. */
  readonly colour: string;
  readonly points: readonly Point[];
}

export interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** From the bottom up. */
  readonly layers: readonly Layer[];
}

const WIDTH = 560;
const HEIGHT = 360;
const MARGIN = { left: 62, right: 18, top: 14, bottom: 58 };
const BOTTOM = HEIGHT - MARGIN.bottom;
const RIGHT = WIDTH - MARGIN.right;

/**
 * A chart as inline SVG with its legend; empty text when fewer than two different points fit its axes. Colours come from
 * the page's style.
 */
export function drawChart(chart: Chart): string {
  const layers = chart.layers.map((layer) => ({
    ...layer,
    points: layer.points.filter((point) => isDrawable(point, layer, chart)),
  }));
  const placed = layers.filter(({ mark }) => mark !== 'rug').flatMap(({ points }) => points);
  const places = new Set(placed.map(({ x, y }) => `${x},${y}`));
  if (places.size < 2) return '';
  const all = layers.flatMap(({ points }) => points);
  const x = scale(
    all.map((point) => point.x),
    chart.x.isLog,
    MARGIN.left,
    RIGHT,
  );
  const y = scale(
    placed.map((point) => point.y),
    chart.y.isLog,
    BOTTOM - 6,
    MARGIN.top,
  );
  const drawn = layers.filter(({ points }) => points.length > 0);
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${chart.id}-title ${chart.id}-text">`,
    `<title id="${chart.id}-title">${safe(chart.title)}</title>`,
    `<desc id="${chart.id}-text">${safe(chart.description)}</desc>`,
    ...drawGrid(chart, x, y),
    ...drawn.map((layer) => drawLayer(layer, x, y)),
    '</svg>',
    legend(drawn.filter(({ name }) => name !== '')),
  ].join('\n');
}

function isDrawable({ x, y }: Point, { mark }: Layer, chart: Chart): boolean {
  const fits = (value: number, { isLog }: Axis): boolean =>
    Number.isFinite(value) && (value > 0 || !isLog);
  return fits(x, chart.x) && (mark === 'rug' || fits(y, chart.y));
}

function drawGrid(chart: Chart, x: Scale, y: Scale): readonly string[] {
  return [
    ...y.ticks.map((tick) => {
      const at = round(y.at(tick));
      return (
        `<line class="grid" x1="${MARGIN.left}" x2="${RIGHT}" y1="${at}" y2="${at}"/>` +
        `<text x="${MARGIN.left - 8}" y="${at + 4}" text-anchor="end">${tickText(tick)}</text>`
      );
    }),
    ...x.ticks.map((tick) => {
      const at = round(x.at(tick));
      const below = chart.x.below?.(tick) ?? '';
      return (
        `<line class="grid" x1="${at}" x2="${at}" y1="${MARGIN.top}" y2="${BOTTOM}"/>` +
        `<text x="${at}" y="${BOTTOM + 18}" text-anchor="middle">${tickText(tick)}</text>` +
        (below === ''
          ? ''
          : `<text class="below" x="${at}" y="${BOTTOM + 33}" text-anchor="middle">${safe(below)}</text>`)
      );
    }),
    `<line class="axis" x1="${MARGIN.left}" x2="${RIGHT}" y1="${BOTTOM}" y2="${BOTTOM}"/>`,
    `<text class="name" x="${(MARGIN.left + RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${safe(chart.x.label)}</text>`,
    `<text class="name" transform="translate(14 ${(MARGIN.top + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${safe(chart.y.label)}</text>`,
  ];
}

/** `10k` rather than `10.0k`. */
function tickText(tick: number): string {
  return tick > 0 && tick < 1 ? String(tick) : formatShort(tick).replace(/\.0(?=[A-Z]|k|$)/, '');
}

function drawLayer({ mark, colour, points }: Layer, x: Scale, y: Scale): string {
  if (mark === 'line' || mark === 'steps') {
    return `<path class="line ${colour}" d="${pathOf(points, x, y, mark === 'steps')}"/>`;
  }
  const marks = points.map((point) => {
    const [px, py] = [round(x.at(point.x)), mark === 'rug' ? 0 : round(y.at(point.y))];
    const title = point.title === undefined ? '' : `<title>${safe(point.title)}</title>`;
    return markAt(mark, px, py, title);
  });
  return `<g class="${mark} ${colour}">${marks.join('')}</g>`;
}

function pathOf(points: readonly Point[], x: Scale, y: Scale, isStepped: boolean): string {
  return points
    .map((point, i) => {
      const [px, py] = [round(x.at(point.x)), round(y.at(point.y))];
      if (i === 0) return `M${px} ${py}`;
      return isStepped ? `H${px}V${py}` : `L${px} ${py}`;
    })
    .join('');
}

function markAt(
  mark: Exclude<Mark, 'line' | 'steps'>,
  px: number,
  py: number,
  title: string,
): string {
  switch (mark) {
    case 'dot':
      return `<circle cx="${px}" cy="${py}" r="3">${title}</circle>`;
    case 'ring':
      return `<circle cx="${px}" cy="${py}" r="6.5">${title}</circle>`;
    case 'diamond':
      return `<path d="M${px} ${round(py - 6)}l6 6l-6 6l-6 -6z">${title}</path>`;
    case 'square':
      return `<rect x="${round(px - 4)}" y="${round(py - 4)}" width="8" height="8">${title}</rect>`;
    case 'rug':
      return `<path d="M${px} ${BOTTOM}v-9">${title}</path>`;
  }
}

/** The marks of the chart with their names. */
function legend(layers: readonly Layer[]): string {
  const items = layers.map(({ name, mark, colour }) => {
    const sample =
      mark === 'line' || mark === 'steps'
        ? `<path class="line ${colour}" d="M1 8H23"/>`
        : mark === 'rug'
          ? `<g class="rug ${colour}"><path d="M8 12v-9"/><path d="M14 12v-9"/></g>`
          : `<g class="${mark} ${colour}">${markAt(mark, 12, 8, '')}</g>`;
    return `<li><svg class="sample" viewBox="0 0 24 16" aria-hidden="true">${sample}</svg>${safe(name)}</li>`;
  });
  return items.length === 0 ? '' : `<ul class="legend">${items.join('')}</ul>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A range with a point in it on a logarithmic axis that all rows of a table share; decoration of numbers beside it. */
export function drawRange(
  [low, high]: readonly [number, number],
  at: number,
  domain: readonly [number, number],
): string {
  const [width, middle] = [150, 9];
  const place = scale([...domain], true, 6, width - 6);
  const [from, to, dot] = [low, high, at].map((value) =>
    round(place.at(Math.min(domain[1], Math.max(domain[0], value)))),
  );
  const ticks = logTicks(Math.log10(domain[0]), Math.log10(domain[1]))
    .filter((tick) => tick >= 1 && Math.log10(tick) % 1 === 0)
    .map((tick) => {
      const px = round(place.at(tick));
      return `<line class="${tick === 1 ? 'axis' : 'grid'}" x1="${px}" x2="${px}" y1="0" y2="18"/>`;
    });
  return (
    `<svg class="range" viewBox="0 0 ${width} 18" aria-hidden="true">${ticks.join('')}` +
    `<path class="line c1" d="M${from} ${middle}H${to}"/><g class="dot c1"><circle cx="${dot}" cy="${middle}" r="4"/></g></svg>`
  );
}
