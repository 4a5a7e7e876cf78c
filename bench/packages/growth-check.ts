import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Executor } from '../../src/core/executor.ts';
import type { Growth, GrowthPoint } from '../../src/core/finding.ts';
import { createRng } from '../../src/core/rng.ts';
import { steepness } from '../../src/findings/climb.ts';
import { fitGrowth } from '../../src/evaluate/growth.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { geometricSizes } from '../../src/suite/growth-ladder.ts';
import { scaleTo, type Stretch } from '../../src/suite/stretch.ts';

const RUNGS = 9;
/** Fuel of one execution. Steps. */
const RUNG_STEPS = 2 ** 24;
const WAYS: readonly Stretch[] = ['run', 'cycle', 'resample'];
/** Smallest length at which growth is looked at. */
const SHORTEST = 4;

/** A pattern of which it is known how its cost grows. */
export interface GrownPattern {
  readonly growth: Growth;
  /** The pattern as text, where it is one. */
  readonly expression?: string;
  /** The costliest input that its fuel sufficed for, encoded. */
  readonly top: { readonly input: string; readonly steps: number; readonly size: number };
  /** The pattern at the longest length that counts, whatever it costs, encoded. */
  readonly longest: string;
}

/**
 * How the cost of the input's pattern grows, brought to lengths up to `maxLen` in several ways, of which the steepest is
 * told; undefined when too few lengths could be measured.
 */
export async function growPattern(
  input: string,
  { local }: Pick<PreparedTarget, 'local'>,
  executor: Pick<Executor, 'measure'>,
  options: Pick<ResolvedOptions, 'maxSize' | 'seed'>,
): Promise<GrownPattern | undefined> {
  const genotype = local.decode(input);
  const longest = Math.min(options.maxSize, local.maxSize);
  let best: GrownPattern | undefined;
  for (const how of WAYS) {
    const at = (size: number): string | undefined => {
      const rng = createRng(options.seed, size);
      const scaled = scaleTo(local, genotype, size, how, 'longest', rng);
      return scaled === undefined ? undefined : local.encode(scaled);
    };
    const rungs = await climb(at, longest, executor);
    const points: readonly GrowthPoint[] = rungs;
    const growth = fitGrowth(points);
    const top = rungs.at(-1);
    if (growth === undefined || top === undefined) continue;
    if (best === undefined || steepness(growth) > steepness(best.growth))
      best = { growth, top, longest: at(longest) ?? top.input };
  }
  return best;
}

interface Rung extends GrowthPoint {
  readonly input: string;
}

async function climb(
  at: (size: number) => string | undefined,
  longest: number,
  executor: Pick<Executor, 'measure'>,
): Promise<readonly Rung[]> {
  const rungs: Rung[] = [];
  const visit = async (sizes: readonly number[]): Promise<number> => {
    for (const size of sizes) {
      const input = at(size);
      if (input === undefined || rungs.some((rung) => rung.size === size)) continue;
      const [measured] = await executor.measure([input], { maxSteps: RUNG_STEPS, fresh: true });
      if (measured === undefined || measured.outcome === 'steps-exceeded') return size;
      if (measured.outcome === 'ok' || measured.outcome === 'threw')
        rungs.push({ input, size: measured.size, steps: measured.steps });
    }
    return longest;
  };
  const wall = await visit(geometricSizes(Math.min(16, longest), longest, RUNGS));
  // Exponential cost leaves no room between small sizes and the end of fuel: then every length counts.
  if (rungs.length < 6) await visit(geometricSizes(SHORTEST, wall, 2 * RUNGS));
  return rungs.toSorted((a, b) => a.size - b.size);
}
