import type { ResolvedOptions } from '../../src/config/options.ts';
import { createRng } from '../../src/core/rng.ts';
import { median } from '../../src/evaluate/statistics.ts';
import { type BenchCase, measureAll } from './cases.ts';

/** Inputs that are drawn, and of them those nearest to the worst case in size that are measured. */
const DRAWS = 64;
const MEASURED = 15;
/** Below this share of the worst case, the slow path depends on data: size alone does not lead there. */
export const DATA_DEPENDENT = 0.67;

/**
 * What inputs of the worst case's size cost that the model's generator makes, as a share of the worst case: the middle
 * of several, with the same counters. Deterministic.
 */
export async function randomShare(
  { prepared, worst }: Pick<BenchCase, 'prepared' | 'worst'>,
  options: ResolvedOptions,
): Promise<number> {
  const { local } = prepared;
  const rng = createRng(options.seed);
  const distance = (size: number): number => Math.abs(size - worst.size);
  const inputs = Array.from({ length: DRAWS }, () => local.generate(rng, worst.size))
    .toSorted((a, b) => distance(local.sizeOf(a)) - distance(local.sizeOf(b)))
    .slice(0, MEASURED)
    .map((genotype) => local.encode(genotype));
  const measured = await measureAll(prepared, options, inputs);
  return median(measured.map(({ steps }) => steps)) / worst.steps;
}
