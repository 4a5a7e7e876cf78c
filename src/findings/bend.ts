import type { GrowthPoint } from '../core/finding.ts';

/** What a character more costs must rise by this much more over one doubling than over the one before: logarithms do not. */
const ACCELERATION = 1.5;

/**
 * How far the line bends up that cost seems to follow: what a character more would cost at `length`, over what it costs at
 * the largest size measured. A quadratic part that is small where fuel ends may be most of the cost at the longest text.
 * @param points ascending sizes, each at most twice the one before at the end
 * @returns at least 1, which is a straight line, or cannot be told
 */
export function bendOf(points: readonly GrowthPoint[], length: number): number {
  const last = points.at(-1);
  if (last === undefined) return 1;
  const { size } = last;
  const half = marginalAt(points, size / 2);
  const quarter = marginalAt(points, size / 4);
  const eighth = marginalAt(points, size / 8);
  if (half === undefined || quarter === undefined || eighth === undefined) return 1;
  const rise = half.steps - quarter.steps;
  const before = quarter.steps - eighth.steps;
  if (before <= 0 || rise < ACCELERATION * before) return 1;
  const slope = rise / (half.size - quarter.size);
  return Math.max(1, (half.steps + slope * (length - half.size)) / half.steps);
}

/** What a character costs between the size and twice the size, about, and the middle of that. */
function marginalAt(points: readonly GrowthPoint[], size: number): GrowthPoint | undefined {
  const low = points.findLast((point) => point.size <= size * 1.01);
  const high = points.findLast((point) => point.size <= 2 * size * 1.01);
  if (low === undefined || high === undefined || low.size === high.size) return undefined;
  return {
    size: (low.size + high.size) / 2,
    steps: (high.steps - low.steps) / (high.size - low.size),
  };
}
