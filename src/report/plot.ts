/** One row of `plot.csv`, but for the wall time that the run directory adds. */
export interface PlotRow {
  readonly execs: number;
  readonly epoch: number;
  readonly bestSteps: number;
  readonly bestSize: number;
  readonly corpus: number;
  readonly sitesHit: number;
  readonly frontierAgeExecs: number;
}

export interface PlotPoint extends PlotRow {
  /** Wall time of the run over all its sessions, milliseconds. */
  readonly wallMs: number;
}

const COLUMNS = [
  'execs',
  'wallMs',
  'epoch',
  'bestSteps',
  'bestSize',
  'corpus',
  'sitesHit',
  'frontierAgeExecs',
] as const satisfies readonly (keyof PlotPoint)[];

/** The first line of `plot.csv`. */
export const PLOT_HEADER = `${COLUMNS.join(',')}\n`;

export function printPlotLine(point: PlotPoint): string {
  return `${COLUMNS.map((column) => point[column]).join(',')}\n`;
}

/** Reads `plot.csv`. Columns are found by name; lines that are no row (a half-written last one) are left out. */
export function parsePlot(text: string): readonly PlotPoint[] {
  const [header = '', ...lines] = text.split('\n');
  const names = header.split(',');
  return lines.flatMap((line) => {
    const cells = line.split(',');
    if (cells.length !== names.length) return [];
    const cell = (column: (typeof COLUMNS)[number]): number => {
      const text = cells[names.indexOf(column)] ?? '';
      return text === '' ? Number.NaN : Number(text);
    };
    const point: PlotPoint = {
      execs: cell('execs'),
      wallMs: cell('wallMs'),
      epoch: cell('epoch'),
      bestSteps: cell('bestSteps'),
      bestSize: cell('bestSize'),
      corpus: cell('corpus'),
      sitesHit: cell('sitesHit'),
      frontierAgeExecs: cell('frontierAgeExecs'),
    };
    return Object.values(point).every(Number.isFinite) ? [point] : [];
  });
}
