import { expect, it } from 'vitest';
import { functionSpec, int, listOf } from '../inputs/spec/specs.ts';
import { type SearchTrial, searchFor } from '../../helpers/search-bench.ts';

const LENGTH = 256;

/** Quicksort, median of three: quadratic only on lists that are built against it. Every comparison is a step. */
function quicksort(input: readonly number[], hit: (site: number) => void): void {
  const a = [...input];
  const at = (i: number): number => a[i] as number;
  const less = (x: number, y: number): boolean => {
    hit(0);
    return x < y;
  };
  const swap = (i: number, j: number): void => {
    [a[i], a[j]] = [at(j), at(i)];
  };
  const parts: [number, number][] = [[0, a.length - 1]];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [low, high] = part;
    if (high - low < 3) continue;
    const middle = (low + high) >> 1;
    if (less(at(middle), at(low))) swap(middle, low);
    if (less(at(high), at(low))) swap(high, low);
    if (less(at(high), at(middle))) swap(high, middle);
    const pivot = at(middle);
    let [i, j] = [low, high];
    while (i <= j) {
      while (less(at(i), pivot)) i++;
      while (less(pivot, at(j))) j--;
      if (i <= j) swap(i++, j--);
    }
    parts.push([low, j], [i, high]);
  }
}

const trial = (seed: number, without: readonly 'adversary'[]): SearchTrial => ({
  spec: functionSpec(listOf(int(-1000, 1000), LENGTH)),
  program: {
    siteCount: 1,
    run: ([input], hit) => {
      quicksort(input as readonly number[], hit);
    },
  },
  seed,
  execs: 4000,
  maxSize: LENGTH,
  options: { without },
});

const SEEDS = [1, 2, 3, 4, 5];

it('finds the order that defeats a median of three', () => {
  // A part loses two elements at a time: n²/4 comparisons.
  for (const seed of SEEDS)
    expect(searchFor(trial(seed, [])).report.best.steps).toBeGreaterThan(0.2 * LENGTH ** 2);
});

it('comes nowhere near it without', () => {
  for (const seed of SEEDS)
    expect(searchFor(trial(seed, ['adversary'])).report.best.steps).toBeLessThan(
      0.15 * LENGTH ** 2,
    );
});

it('orders one field of rows, and leaves the others with their rows', () => {
  const ROWS = 32;
  const { report } = searchFor({
    spec: functionSpec({
      type: 'list',
      maxLength: ROWS,
      of: { type: 'record', fields: { key: int(0, 1_000_000), weight: int(0, 0) } },
    }),
    program: {
      siteCount: 1,
      run([input], hit) {
        const keys = (input as readonly { readonly key: number }[]).map(({ key }) => key);
        keys.forEach((key, i) => {
          for (let j = i - 1; j >= 0 && (keys[j] as number) > key; j--) hit(0);
        });
      },
    },
    seed: 1,
    execs: 3000,
    maxSize: 2 * ROWS,
    options: { without: ['line-search', 'patterns'] },
  });
  expect(report.best.steps).toBe((ROWS * (ROWS - 1)) / 2);
});

it('gives up on a program that takes numbers only', () => {
  const { report } = searchFor({
    ...trial(1, []),
    program: {
      siteCount: 1,
      run([input], hit) {
        for (const value of input as readonly unknown[]) {
          if (typeof value !== 'number') throw new TypeError('not a number');
          hit(0);
        }
      },
    },
  });
  expect(report.best.steps).toBe(LENGTH);
});

it('is no stage of a search without it', () => {
  const stages = (without: readonly 'adversary'[]): readonly string[] =>
    searchFor({ ...trial(1, without), execs: 100 }).report.stages.map(({ name }) => name);
  expect(stages([])).toContain('adversary');
  expect(stages(['adversary'])).not.toContain('adversary');
});
