import type { Executor } from '../../src/core/executor.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import type { Verdict } from './judge.ts';

/** Fuel of the known input: it may cost far more than what was found. Steps. */
const KNOWN_STEPS = 2 ** 28;
const LARGEST_N = 2 ** 20;

/**
 * Steps of the found pattern over those of the known slow input at the same length, at the longest length that its fuel
 * sufficed for.
 * @returns undefined when nothing was found, or the known input cannot be made as short.
 */
export async function knownShare(
  verdict: Verdict | undefined,
  known: (n: number) => unknown,
  { local }: Pick<PreparedTarget, 'local'>,
  executor: Pick<Executor, 'measure'>,
): Promise<number | undefined> {
  if (!verdict?.found) return undefined;
  const { steps, size } = verdict.pattern.top;
  const sizeAt = (n: number): number => {
    const value = local.fromValue([known(n)]);
    return value === undefined ? Infinity : local.sizeOf(value);
  };
  let low = 0;
  let high = 1;
  while (high < LARGEST_N && sizeAt(high) <= size) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sizeAt(middle) <= size) low = middle;
    else high = middle;
  }
  const genotype = local.fromValue([known(low)]);
  if (low === 0 || genotype === undefined) return undefined;
  const [measured] = await executor.measure([local.encode(genotype)], {
    maxSteps: KNOWN_STEPS,
    fresh: true,
  });
  return measured === undefined || measured.steps === 0 ? undefined : steps / measured.steps;
}
