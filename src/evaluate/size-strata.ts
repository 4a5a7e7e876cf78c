/** What an input cost, and how large it was. */
export interface SizedCost {
  /** ≥ 1. */
  readonly size: number;
  /** ≥ 0. */
  readonly steps: number;
}

/** Runs of like size, with costs as if all had one size. */
export interface SizeStratum {
  /** Indexes into the runs, ascending. */
  readonly members: readonly number[];
  /** `logCosts[i]` belongs to `members[i]`: natural logarithm of the cost, brought to the stratum's middle size. */
  readonly logCosts: readonly number[];
}

/** Sizes of a stratum are within such a factor of each other: equal sizes, if enough runs have them, else like ones. */
const WIDTHS = [1, 1.1, 1.25];
/** A narrower stratum is taken when it leaves this share of what the best width lets one compare. */
const ENOUGH = 0.75;
/** Runs within these factors of a stratum's size say how cost grows there; the nearest have the last word. */
const WINDOWS = [Infinity, 2, 1.25];
/** The exponent that is assumed as long as the runs say nothing else, and how much they have to say: log size squared. */
const PRIOR_EXPONENT = 1;
const PRIOR_WEIGHT = Math.log(1.25) ** 2;
/** Log costs are rounded to multiples of this: what is left of the size's effect must not be ranked. About 1 %. */
export const COST_RESOLUTION = 0.01;

/**
 * Divides runs into strata of like size, so that costs can be compared within them, whatever the growth of the cost.
 * Where sizes within a stratum differ, what is left of the size's effect is taken out with the exponent that runs of
 * about that size show: the slope of log cost on log size *within* groups (analysis of covariance), so that a
 * difference between groups is not mistaken for growth. Where few runs are that near it is drawn towards the slope of
 * more of them (ridge regression), and that of all towards 1. An error of 1 in the exponent is an error of at most 12 %
 * in a cost.
 * The narrowest width of strata is chosen that still leaves enough to compare. O(runs × strata).
 * @param groupOf group of a run, by index; runs of a group are alike but for size and chance
 * @param worth how much a stratum tells, by the indexes of its members; 0: nothing, then it is left out
 */
export function sizeStrata(
  runs: readonly SizedCost[],
  groupOf: (index: number) => number,
  worth: (members: readonly number[]) => number,
): readonly SizeStratum[] {
  const order = [...runs.keys()].toSorted((a, b) => sizeAt(runs, a) - sizeAt(runs, b) || a - b);
  const divisions = WIDTHS.map((width) => {
    const strata = divide(runs, order, width).filter((members) => worth(members) > 0);
    return { strata, worth: strata.reduce((sum, members) => sum + worth(members), 0) };
  });
  const most = Math.max(...divisions.map((division) => division.worth));
  const chosen = divisions.find((division) => division.worth >= ENOUGH * most)?.strata ?? [];
  const points = runs.map(({ size, steps }, i) => ({
    x: Math.log(Math.max(1, size)),
    y: Math.log(Math.max(1, steps)),
    group: groupOf(i),
  }));
  return chosen.map((members) => levelled(members, points));
}

function sizeAt(runs: readonly SizedCost[], index: number): number {
  return runs[index]?.size ?? 0;
}

/** From the smallest on, each stratum as wide as allowed: clusters of sizes that are apart are never cut. */
function divide(
  runs: readonly SizedCost[],
  order: readonly number[],
  width: number,
): readonly (readonly number[])[] {
  const strata: number[][] = [];
  let from = 0;
  for (const index of order) {
    const size = sizeAt(runs, index);
    const last = strata.at(-1);
    if (last !== undefined && size <= from * width) last.push(index);
    else {
      strata.push([index]);
      from = size;
    }
  }
  return strata.map((members) => members.toSorted((a, b) => a - b));
}

/** Logarithms of size and cost. */
interface LogPoint {
  readonly x: number;
  readonly y: number;
  readonly group: number;
}

function levelled(members: readonly number[], points: readonly LogPoint[]): SizeStratum {
  const own = members.flatMap((index) => points[index] ?? []);
  const low = Math.min(...own.map(({ x }) => x));
  const high = Math.max(...own.map(({ x }) => x));
  const middle = (low + high) / 2;
  const slope = low === high ? 0 : exponentAt(middle, points);
  const logCosts = own.map(
    ({ x, y }) => Math.round((y - slope * (x - middle)) / COST_RESOLUTION) * COST_RESOLUTION,
  );
  return { members, logCosts };
}

function exponentAt(logSize: number, points: readonly LogPoint[]): number {
  return WINDOWS.reduce((slope, factor) => {
    const near = points.filter(({ x }) => Math.abs(x - logSize) <= Math.log(factor));
    return exponent(near, slope);
  }, PRIOR_EXPONENT);
}

/** Common slope of log cost on log size within groups, drawn towards a prior value. */
function exponent(points: readonly LogPoint[], prior: number): number {
  let sxx = PRIOR_WEIGHT;
  let sxy = PRIOR_WEIGHT * prior;
  const groups = new Map<number, LogPoint[]>();
  for (const point of points) {
    const group = groups.get(point.group);
    if (group === undefined) groups.set(point.group, [point]);
    else group.push(point);
  }
  for (const group of groups.values()) {
    const meanX = group.reduce((sum, { x }) => sum + x, 0) / group.length;
    const meanY = group.reduce((sum, { y }) => sum + y, 0) / group.length;
    for (const { x, y } of group) {
      sxx += (x - meanX) ** 2;
      sxy += (x - meanX) * (y - meanY);
    }
  }
  return sxy / sxx;
}
