import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.ts';
import type { ContrastPair, ProfiledRun } from '../../../src/core/synthesis.ts';
import { type CoverageOf, minePairs, type MinedPairs } from '../../../src/profile/pairs.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import {
  allPairs,
  type CountedProgram,
  guardedSort,
  insertionSort,
  range,
  twoSlowPaths,
} from './counted-program.ts';

const NO_COVERAGE: CoverageOf = (inputs) => Promise.resolve(inputs.map(() => []));

async function mine(
  { sites }: CountedProgram,
  runs: readonly ProfiledRun[],
  limit?: number,
): Promise<MinedPairs> {
  return await minePairs(runs, NO_COVERAGE, sites, {
    show: (input) => input,
    ...(limit === undefined ? {} : { limit }),
  });
}

function shuffled(items: readonly number[], seed: number): number[] {
  const rng = createRng(TEST_SEED, seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = rng.int(0, i);
    [out[i], out[j]] = [out[j] ?? 0, out[i] ?? 0];
  }
  return out;
}

/** Reversed, shuffled, nearly sorted and sorted lists of several sizes. */
function sortRuns(program: CountedProgram): readonly ProfiledRun[] {
  return [16, 40, 100, 250].flatMap((n) => [
    program.profile([range(n, (i) => n - i)]),
    program.profile([shuffled(range(n), n)], 'generated'),
    program.profile([range(n, (i) => (i % 10 === 9 ? i - 2 : i))], 'mutated'),
    program.profile([range(Math.round(1.1 * n))], 'seed'),
  ]);
}

function expectFair(pairs: readonly ContrastPair[]): void {
  for (const { slow, fast, ratio, similarity } of pairs) {
    expect(slow.size).toBeLessThanOrEqual(fast.size);
    expect(fast.size).toBeLessThanOrEqual(1.25 * slow.size);
    expect(ratio).toBe(slow.steps / fast.steps);
    expect(ratio).toBeGreaterThanOrEqual(1.2);
    expect(similarity).toBeGreaterThanOrEqual(0);
    expect(similarity).toBeLessThanOrEqual(1);
  }
}

describe('minePairs', () => {
  it('holds slow runs against fast ones of like size, at several sizes', async () => {
    const program = insertionSort();
    const { pairs, notes } = await mine(program, sortRuns(program));
    expect(notes).toEqual([]);
    expect(pairs.length).toBeGreaterThanOrEqual(3);
    expectFair(pairs);
    expect(pairs.map(({ id }) => id)).toEqual(pairs.map((_, i) => `p${i + 1}`));
    const sizes = pairs.map(({ slow }) => slow.size).toSorted((a, b) => a - b);
    sizes.forEach((size, i) => {
      if (i > 0) expect(size).toBeGreaterThanOrEqual(2 * (sizes[i - 1] ?? 0));
    });
    // The inner loop and what is in it.
    for (const { lines } of pairs) expect([4, 5, 6]).toContain(lines[0]?.line);
    expect(pairs[0]?.slow.input).toContain('[[');
  });

  it('returns no pair, and says why, where cost depends on the size alone', async () => {
    const program = allPairs();
    const runs = range(60).map((i) => program.profile([shuffled(range(5 + i), i)]));
    expect(Math.max(...runs.map(({ steps }) => steps))).toBeGreaterThan(1000);
    const { pairs, notes } = await mine(program, runs);
    expect(pairs).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/the cost seems to depend on the size alone/);
  });

  it('never holds a big input against a small one', async () => {
    const program = insertionSort();
    const runs = [10, 40, 160].map((n) => program.profile([range(n, (i) => n - i)]));
    const { pairs, notes } = await mine(program, runs);
    expect(pairs).toEqual([]);
    expect(notes[0]).toMatch(/no two are of like size/);
    expect((await mine(program, [])).notes[0]).toMatch(/of 0 inputs/);
  });

  it('has a pair for each of two slow paths, and explains the right lines', async () => {
    const program = twoSlowPaths();
    const sorted = range(200);
    const reversed = sorted.toReversed();
    const same = range(200, () => 7);
    const { pairs } = await mine(program, [
      program.profile([reversed, same]),
      program.profile([sorted, sorted]),
      program.profile([sorted, same]),
      program.profile([range(190), range(210, () => 7)]),
    ]);
    const functionOf = ({ lines }: ContrastPair): string => {
      const line = lines[0]?.line ?? 0;
      return program.sites.sites.find((site) => site.line === line)?.functionName ?? '';
    };
    expect(new Set(pairs.map(functionOf))).toEqual(new Set(['inversions', 'distinct']));
    // The work of `includes` is what differs, and only our counters see it.
    const other = pairs.find((pair) => functionOf(pair) === 'distinct');
    expect(other?.lines[0]?.slowHits).toBeGreaterThan(10_000);
    expectFair(pairs);
  });

  it('prefers a fast run that comes to the hot place and is alike', async () => {
    const program = guardedSort();
    const reversed = range(100, (i) => (i === 0 ? 7 : 600 - i));
    const halfSorted = range(100, (i) => (i < 50 ? (reversed[i] ?? 0) : 601 + i));
    const { pairs } = await mine(program, [
      program.profile([reversed]),
      // Refused: it tells how to get there, not what costs there.
      program.profile([reversed.with(0, 8)]),
      program.profile([halfSorted]),
      // As cheap, and nothing in common.
      program.profile([range(100, (i) => (i === 0 ? 7 : 8 + (i % 50) * 2))]),
    ]);
    const [first] = pairs;
    expect(first?.fast.input).toBe(JSON.stringify([halfSorted]));
    expect(first?.lines[0]?.fastHits).toBeGreaterThan(0);
    expect(first?.similarity).toBeGreaterThan(0.4);
  });

  it('keeps line and branch hits of the runs that it chose, and asks for no others', async () => {
    const program = insertionSort();
    const runs = sortRuns(program);
    const asked: string[] = [];
    const { pairs } = await minePairs(
      runs,
      (inputs) => {
        asked.push(...inputs);
        return Promise.resolve(
          inputs.map((input) => [
            { file: '/p/m.js', lines: [4, input.length], branches: [4, 8, 0, input.length] },
          ]),
        );
      },
      program.sites,
      { show: (input) => input, limit: 2 },
    );
    expect(pairs).toHaveLength(2);
    expect(new Set(asked)).toEqual(
      new Set(pairs.flatMap(({ slow, fast }) => [slow.input, fast.input])),
    );
    expect(new Set(asked).size).toBe(asked.length);
    for (const { slow, fast, slowCoverage, fastCoverage } of pairs) {
      expect(slowCoverage[0]?.branches.at(-1)).toBe(slow.input.length);
      expect(fastCoverage[0]?.branches.at(-1)).toBe(fast.input.length);
    }
  });

  it('depends on neither the order of runs nor on hits being there', async () => {
    const program = insertionSort();
    const runs = sortRuns(program);
    const first = await mine(program, runs);
    expect(await mine(program, runs.toReversed())).toEqual(first);
    const bare = await mine(
      program,
      runs.map((run) => ({ ...run, hits: undefined })),
    );
    expect(bare.pairs.length).toBeGreaterThan(0);
    expect(bare.pairs.every(({ lines }) => lines.length === 0)).toBe(true);
  });
});
