import type { Growth } from '../../core/finding.ts';
import type { Point } from './chart.ts';

const SAMPLES = 48;

/**
 * The fitted curve for drawing: constant plus factor times the fitted power (or exponential), through the smallest and
 * the largest measured point.
 */
export function growthCurve(growth: Growth): readonly Point[] {
  const first = growth.points[0];
  const last = growth.points.at(-1);
  if (!first || !last || last.size <= first.size) return [];
  const { class: kind, exponent } = growth;
  const shape = (size: number): number => {
    if (kind === 'constant') return 0;
    return kind === 'exponential' ? 2 ** (exponent * (size - last.size)) : size ** exponent;
  };
  const span = shape(last.size) - shape(first.size);
  const factor = span === 0 ? 0 : (last.steps - first.steps) / span;
  const ratio = last.size / first.size;
  return Array.from({ length: SAMPLES }, (_, i) => {
    const x = first.size * ratio ** (i / (SAMPLES - 1));
    return { x, y: first.steps + factor * (shape(x) - shape(first.size)) };
  });
}
