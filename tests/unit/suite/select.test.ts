import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { hitProfile, similarity } from '../../../src/suite/hit-profile.ts';
import { type Candidate, selectSuite } from '../../../src/suite/select.ts';
import { shortlist } from '../../../src/suite/shortlist.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

let nextId = 0;

function finding(changes: Partial<Finding> & { readonly op?: string }): Finding {
  const { op = 'pump', ...rest } = changes;
  const id = nextId++;
  return {
    input: `input ${id}`,
    outcome: 'ok',
    steps: 1000,
    allocUnits: 0,
    size: 10,
    reasons: [],
    provenance: { id, parents: [], op, execs: id },
    ...rest,
  };
}

function candidate(changes: Parameters<typeof finding>[0], hits: readonly number[]): Candidate {
  return { finding: finding(changes), profile: hitProfile(Int32Array.from(hits)) };
}

const inputsOf = (selected: readonly Candidate[]): string[] =>
  selected.map((one) => one.finding.input);

/** Two slow paths: a loop at site 1, another at site 2. */
const pathA = (steps: number): number[] => [0, 5, 1, steps];
const pathB = (steps: number): number[] => [0, 5, 2, steps];

describe('hit profiles', () => {
  it('are alike for one path at two sizes, unlike for two paths', () => {
    const small = hitProfile(Int32Array.of(0, 1, 1, 100, 2, 5000, 3, 100));
    const large = hitProfile(Int32Array.of(0, 1, 1, 1000, 2, 500_000, 3, 1000));
    const other = hitProfile(Int32Array.of(0, 1, 4, 100_000, 3, 1000));
    expect(similarity(small, large)).toBeGreaterThan(0.98);
    expect(similarity(large, other)).toBeLessThan(0.8);
    expect(large.hottest).toBe(2);
  });

  it('are at similarity 1 with themselves, and similarity is symmetric', () => {
    const hits = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }).chain((sites) =>
      fc
        .array(fc.integer({ min: 1, max: 1e6 }), {
          minLength: sites.length,
          maxLength: sites.length,
        })
        .map((counts) =>
          Int32Array.from(
            sites.toSorted((a, b) => a - b).flatMap((site, i) => [site, counts[i] ?? 1]),
          ),
        ),
    );
    fc.assert(
      fc.property(hits, hits, (a, b) => {
        const [x, y] = [hitProfile(a), hitProfile(b)];
        expect(similarity(x, x)).toBeCloseTo(1);
        expect(similarity(x, y)).toBeCloseTo(similarity(y, x));
        expect(similarity(x, y)).toBeGreaterThanOrEqual(0);
      }),
      { seed: TEST_SEED },
    );
  });
});

describe('selectSuite', () => {
  it('puts the costliest first, then the costliest of another path, then further sizes', () => {
    const all = [
      candidate({ input: 'a small', steps: 3000, size: 50 }, pathA(3000)),
      candidate({ input: 'a large', steps: 9000, size: 100 }, pathA(9000)),
      candidate({ input: 'b', steps: 2000, size: 100 }, pathB(2000)),
      candidate({ input: 'a large twin', steps: 8900, size: 101 }, pathA(8900)),
    ];
    const selected = selectSuite(all, { count: 10 });
    expect(inputsOf(selected)).toEqual(['a large', 'b', 'a small']);
    expect(selected.map(({ role }) => role)).toEqual(['path', 'path', 'size']);
  });

  it('tells paths with another hottest line apart, however alike the rest is', () => {
    const hits = [0, 1000, 1, 1001, 2, 1000, 3, 1000];
    const others = [0, 1001, 1, 1000, 2, 1000, 3, 1000];
    const all = [
      candidate({ input: 'one', size: 10 }, hits),
      candidate({ input: 'other', size: 10 }, others),
    ];
    expect(selectSuite(all, { count: 10 })).toHaveLength(2);
  });

  it('takes every input once', () => {
    const all = [
      candidate({ input: 'same', steps: 10, size: 5 }, pathA(10)),
      candidate({ input: 'same', steps: 10, size: 500 }, pathB(10)),
    ];
    expect(selectSuite(all, { count: 10 })).toHaveLength(1);
  });

  it('ranks equal costs by size, and a find before a seed', () => {
    const all = [
      candidate({ input: 'seed', steps: 500, size: 8, op: 'seed' }, pathA(500)),
      candidate({ input: 'find', steps: 500, size: 8 }, pathA(500)),
      candidate({ input: 'long', steps: 500, size: 9 }, pathA(500)),
    ];
    expect(inputsOf(selectSuite(all, { count: 10 }))[0]).toBe('find');
  });

  it('leaves out what is cheap beside the costliest, and deaths of the worker', () => {
    const all = [
      candidate({ input: 'slow', steps: 1_000_000, size: 100 }, pathA(1_000_000)),
      candidate({ input: 'cheap', steps: 9000, size: 100 }, pathB(9000)),
      candidate({ input: 'dead', steps: 2_000_000, outcome: 'timed-out' }, pathB(2_000_000)),
      candidate({ input: 'deep', steps: 2_000_000, outcome: 'depth-exceeded' }, pathB(2_000_000)),
    ];
    expect(inputsOf(selectSuite(all, { count: 10 }))).toEqual(['slow']);
  });

  it('has at most a quarter of tests that ran out of fuel', () => {
    const all = Array.from({ length: 12 }, (_, i) =>
      candidate({ steps: 1000, size: 2 ** i, outcome: 'steps-exceeded' }, [i, 1000]),
    );
    const ok = candidate({ input: 'ok', steps: 900 }, [20, 900]);
    const selected = selectSuite([...all, ok], { count: 8 });
    const over = selected.filter((one) => one.finding.outcome === 'steps-exceeded');
    expect(over).toHaveLength(2);
    expect(inputsOf(selected)).toContain('ok');
  });

  it('does not depend on the order of the candidates', () => {
    const all = Array.from({ length: 12 }, (_, i) =>
      candidate({ steps: 1000 + (i % 4), size: 1 + 3 * i }, i % 2 ? pathA(1000) : pathB(1000)),
    );
    const order = fc.shuffledSubarray(all, { minLength: all.length });
    fc.assert(
      fc.property(order, (shuffled) => {
        expect(inputsOf(selectSuite(shuffled, { count: 5 }))).toEqual(
          inputsOf(selectSuite(all, { count: 5 })),
        );
      }),
      { seed: TEST_SEED, numRuns: 50 },
    );
  });

  it('is empty when nothing was found', () => {
    expect(selectSuite([], { count: 10 })).toEqual([]);
  });
});

describe('shortlist', () => {
  it('holds the costliest and the best of every size band, each input once', () => {
    const many = Array.from({ length: 500 }, (_, i) => finding({ steps: i, size: 1 + (i % 200) }));
    const twin = finding({ steps: 10_000, size: 1000, input: many[499]?.input ?? '' });
    const chosen = shortlist([...many, twin]);
    expect(chosen).toContain(twin);
    expect(chosen.length).toBeLessThan(110);
    expect(new Set(chosen.map(({ input }) => input)).size).toBe(chosen.length);
    for (const band of [1, 2, 4, 8, 16, 32, 64, 128]) {
      expect(chosen.some(({ size }) => size >= band && size < 2 * band)).toBe(true);
    }
  });
});
