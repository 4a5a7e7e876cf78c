import { median } from '../../src/evaluate/statistics.ts';
import type { SlowPattern } from './slow-patterns.ts';
import { loadCounter } from './variants.ts';

/** Steps and time of a slow pattern at growing sizes. */
export interface PatternCost {
  readonly name: string;
  /** Steps that were counted, by size. */
  readonly steps: readonly number[];
  /** CPU time of the engine for the same matches. Nanoseconds. */
  readonly engineNs: readonly number[];
  /** CPU time of counting. Nanoseconds. */
  readonly counterNs: readonly number[];
}

/** Steps from which on time is more than noise, and up to which waiting is worth it. */
const MIN_STEPS = 100_000;
const MAX_STEPS = 20_000_000;
const REPEATS = 5;

/** Measures a pattern at sizes that double (or grow by 2, where each repetition multiplies the steps). */
export function measurePattern(
  { name, pattern, input, power }: SlowPattern,
  nowNs: () => number,
): PatternCost {
  let steps = 0;
  const counter = loadCounter()(
    {
      pay: (hits, nodeCount) => {
        let sum = 0;
        for (let node = 0; node < nodeCount; node++) {
          sum += hits[node] ?? 0;
          hits[node] = 0;
        }
        steps += sum;
        return sum;
      },
      payEstimate: () => undefined,
      giveUp: () => undefined,
    },
    () => ({ kind: 'always' }),
  );
  const counted = counter.lookUp(pattern.source, pattern.flags);
  const cost = { steps: [] as number[], engineNs: [] as number[], counterNs: [] as number[] };
  const isExponential = power === Infinity;
  for (
    let n = isExponential ? 4 : 64;
    steps < MAX_STEPS && n < 2 ** 22;
    n = isExponential ? n + 2 : 2 * n
  ) {
    const subject = input(n);
    const count = (): void => {
      steps = 0;
      counter.count(counted, 'replace', subject, 0, Infinity);
    };
    count();
    if (steps < MIN_STEPS) continue;
    cost.steps.push(steps);
    cost.counterNs.push(median(repeat(count, nowNs)));
    cost.engineNs.push(median(repeat(() => void subject.replace(pattern, ''), nowNs)));
  }
  return { name, ...cost };
}

function repeat(work: () => void, nowNs: () => number): number[] {
  return Array.from({ length: REPEATS }, () => {
    const start = nowNs();
    work();
    return nowNs() - start;
  });
}

/** Pearson's coefficient of correlation of two samples of the same length, at least two. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const product = (as: readonly number[], bs: readonly number[], a: number, b: number): number =>
    as.reduce((sum, value, i) => sum + (value - a) * ((bs[i] ?? b) - b), 0);
  return (
    product(xs, ys, meanX, meanY) /
    Math.sqrt(product(xs, xs, meanX, meanX) * product(ys, ys, meanY, meanY))
  );
}
