import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/rng.ts';
import type { Rng } from '../../src/core/rng.ts';
import { countSteps } from '../helpers/count-steps.ts';
import { loadSolution } from '../helpers/run-solution.ts';
import { TEST_SEED } from '../helpers/seed.ts';

type Args = readonly unknown[];

/** One statement about a worst case, scaled down so far that it can be held against all inputs, or very many. */
interface Claim {
  readonly problem: string;
  readonly solution: string;
  readonly generator: string;
  /** The worst case under the small limits that `inputs` keep to, when it is not `generator(n)` itself. */
  readonly worst?: Args;
  readonly n: number;
  readonly inputs: () => Iterable<Args>;
  /** Two sizes, and how many times more steps the worst case of the second takes: what the solution's class says. */
  readonly growth: { readonly from: number; readonly to: number; readonly factor: number };
}

const CLAIMS: readonly Claim[] = [
  {
    problem: 'sort-bad-pivot',
    solution: 'quick-first.js',
    generator: 'largestThenAscending',
    n: 6,
    inputs: () => mapped(tuples(range(1, 6), 6), (values) => [values]),
    growth: { from: 500, to: 1000, factor: 4 },
  },
  {
    problem: 'insert-into-list',
    solution: 'insertion.js',
    generator: 'descending',
    n: 6,
    inputs: () => mapped(tuples(range(1, 6), 6), (readings) => [readings]),
    growth: { from: 500, to: 1000, factor: 4 },
  },
  {
    problem: 'search-tree',
    solution: 'unbalanced.js',
    generator: 'ascendingWords',
    n: 6,
    inputs: () => mapped(tuples(['a', 'b', 'cc', 'd', 'ea', 'eb'], 6), (words) => [words]),
    growth: { from: 500, to: 1000, factor: 4 },
  },
  {
    problem: 'hash-collisions',
    solution: 'chained.js',
    generator: 'sameBucket',
    n: 4,
    inputs: () => mapped(upTo(collidingAndOthers(), 4), (words) => [words]),
    growth: { from: 300, to: 600, factor: 4 },
  },
  {
    problem: 'string-match',
    solution: 'naive.js',
    generator: 'oneLetter',
    n: 9,
    inputs: () =>
      pairs([...upTo(['a', 'b'], 9)].map(joined), [...upTo(['a', 'b'], 3)].map(joined).slice(1)),
    growth: { from: 600, to: 1200, factor: 4 },
  },
  {
    problem: 'edit-distance',
    solution: 'recursive.js',
    generator: 'nothingInCommon',
    n: 4,
    inputs: () => {
      const texts = [...upTo(['A', 'C', 'G'], 4)].map(joined);
      return pairs(texts, texts);
    },
    growth: { from: 7, to: 8, factor: 5.83 },
  },
  {
    problem: 'subset-sum',
    solution: 'search.js',
    generator: 'lightItems',
    n: 5,
    inputs: () => pairs([...upTo([1, 2, 3, 7], 5)], [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 30, 35]),
    growth: { from: 12, to: 13, factor: 2 },
  },
  {
    problem: 'matrix-chain',
    solution: 'pruned.js',
    generator: 'equalDims',
    n: 6,
    inputs: () => mapped(upTo([1, 2, 5, 100], 6), (dims) => (dims.length < 2 ? [[1, 1]] : [dims])),
    growth: { from: 10, to: 11, factor: 3 },
  },
  {
    problem: 'interval-merge',
    solution: 'rescan.js',
    generator: 'apartThenChain',
    n: 6,
    inputs: () => sampled(20_000, (rng) => [listOf(rng, 6, randomInterval)]),
    growth: { from: 60, to: 120, factor: 8 },
  },
  {
    problem: 'lru-scan',
    solution: 'scan.js',
    generator: 'endlessCycle',
    worst: [3, [0, 1, 2, 3, 4, 0, 1]],
    n: 7,
    inputs: () =>
      pairs(
        [1, 2, 3],
        [...tuples(range(0, 4), 7)].filter((keys) => keys[0] === 0),
      ),
    growth: { from: 2000, to: 4000, factor: 2 },
  },
  {
    problem: 'priority-queue',
    solution: 'unsorted.js',
    generator: 'pushThenServe',
    n: 6,
    inputs: () => mapped(tuples(range(0, 5), 6), (operations) => [operations]),
    growth: { from: 600, to: 1200, factor: 4 },
  },
  {
    problem: 'priority-queue',
    solution: 'sorted-insert.mjs',
    generator: 'ascendingPushes',
    n: 6,
    inputs: () => mapped(tuples(range(0, 6), 6), (operations) => [operations]),
    growth: { from: 600, to: 1200, factor: 4 },
  },
  {
    problem: 'bracket-parser',
    solution: 'rescan.js',
    generator: 'nested',
    n: 12,
    inputs: () => mapped(tuples(['(', ')'], 12), (text) => [joined(text)]),
    growth: { from: 600, to: 1200, factor: 4 },
  },
  {
    problem: 'text-diff',
    solution: 'furthest.js',
    generator: 'nothingInCommon',
    n: 4,
    inputs: () =>
      mapped(tuples(['a', 'b', 'c'], 8), (lines) => [lines.slice(0, 4), lines.slice(4)]),
    growth: { from: 200, to: 400, factor: 4 },
  },
  {
    problem: 'permutations-rank',
    solution: 'enumerate.js',
    generator: 'lastPermutation',
    n: 5,
    inputs: () =>
      mapped(upTo(range(1, 5), 5), (values) => (isPermutation(values) ? [values] : [[1]])),
    growth: { from: 7, to: 8, factor: 8 },
  },
];

describe.each(CLAIMS)('the worst case of $problem for $solution', (claim) => {
  const directory = new URL(`../../corpus/${claim.problem}/`, import.meta.url);
  const count = countSteps(path(directory, `solutions/${claim.solution}`), 'solve');
  const worst = async (n: number): Promise<Args> => {
    const generate = await loadSolution(path(directory, 'worst.js'), claim.generator);
    const args = generate(n);
    if (!Array.isArray(args)) throw new Error(`${claim.generator} gives no argument list`);
    return args;
  };

  it('costs as much as any small input', async () => {
    const most = count(claim.worst ?? (await worst(claim.n)));
    let inputs = 0;
    let costliest = { steps: 0, args: [] as Args };
    for (const args of claim.inputs()) {
      inputs++;
      const steps = count(args);
      if (steps > costliest.steps) costliest = { steps, args };
    }
    expect(inputs).toBeGreaterThan(1000);
    expect(costliest.steps > most ? costliest : undefined).toBeUndefined();
  });

  it('grows as the class of the solution says', async () => {
    const { from, to, factor } = claim.growth;
    const ratio = count(await worst(to)) / count(await worst(from));
    expect(ratio).toBeGreaterThan(factor * 0.93);
    expect(ratio).toBeLessThan(factor * 1.07);
  });
});

function path(directory: URL, name: string): string {
  return fileURLToPath(new URL(name, directory));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** All lists of `length` of the values. */
function* tuples<T>(values: readonly T[], length: number): Generator<T[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of tuples(values, length - 1)) {
    for (const value of values) yield [...rest, value];
  }
}

/** All lists of at most `length` of the values, the empty one first. */
function* upTo<T>(values: readonly T[], length: number): Generator<T[]> {
  for (let k = 0; k <= length; k++) yield* tuples(values, k);
}

function* mapped<T>(items: Iterable<T>, toArgs: (item: T) => Args): Generator<Args> {
  for (const item of items) yield toArgs(item);
}

function* pairs(first: readonly unknown[], second: readonly unknown[]): Generator<Args> {
  for (const a of first) for (const b of second) yield [a, b];
}

function* sampled(times: number, draw: (rng: Rng) => Args): Generator<Args> {
  const rng = createRng(TEST_SEED);
  for (let i = 0; i < times; i++) yield draw(rng);
}

function listOf<T>(rng: Rng, length: number, draw: (rng: Rng) => T): T[] {
  return Array.from({ length }, () => draw(rng));
}

function randomInterval(rng: Rng): { start: number; end: number } {
  const start = rng.int(0, 12);
  return { start, end: start + rng.int(0, rng.int(0, 6)) };
}

function joined(letters: readonly string[]): string {
  return letters.join('');
}

function isPermutation(values: readonly number[]): boolean {
  return new Set(values).size === values.length && values.every((value) => value <= values.length);
}

/** Words of one bucket of `chained.js` (the letters' alternating sum is the hash modulo 32), and of others. */
function collidingAndOthers(): string[] {
  return ['aaaaaaaa', 'aaaaaabb', 'aaaabbaa', 'bbaaaaaa', 'a', 'zzzzzzzy', 'ba', 'aaaaaaab'];
}
