import { describe, expect, it } from 'vitest';
import type { Uplift } from '../../../src/core/synthesis.ts';
import { createRng, type Rng } from '../../../src/core/rng.ts';
import { median, quantile } from '../../../src/evaluate/statistics.ts';
import { uplift, type UpliftRun } from '../../../src/evaluate/uplift.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

type Cost = (size: number) => number;

const COSTS: readonly (readonly [string, Cost])[] = [
  ['linear', (n) => 3 * n + 20],
  ['n log n', (n) => n * Math.log2(n + 1)],
  ['quadratic with a start-up cost', (n) => n * n + 30 * n + 5000],
  ['cubic', (n) => n ** 3],
  ['a step function', (n) => 5 * 2 ** Math.ceil(Math.log2(n))],
];

/** Standard normal (Box & Muller 1958). */
function gauss(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.unit())) * Math.cos(2 * Math.PI * rng.unit());
}

function logUniform(rng: Rng, low: number, high: number): number {
  return Math.round(low * (high / low) ** rng.unit());
}

function runsOf(count: number, seed: number, run: (rng: Rng) => UpliftRun): readonly UpliftRun[] {
  const rng = createRng(TEST_SEED, seed);
  return Array.from({ length: count }, () => run(rng));
}

function covers({ interval: [low, high] }: Uplift, value: number): boolean {
  return low <= value && value <= high;
}

/** Results of a design over many samples. */
function simulate(
  trials: number,
  sample: (seed: number) => readonly UpliftRun[],
): readonly Uplift[] {
  return Array.from({ length: trials }, (_, t) => uplift(sample(t)) ?? []).flat();
}

describe('uplift', () => {
  it('is the factor by which satisfying inputs cost more at equal sizes', () => {
    const runs = [16, 32, 64].flatMap((size) =>
      [0, 1, 2, 3].flatMap((i): UpliftRun[] => [
        { size, satisfied: true, steps: 3 * size * size + i },
        { size, satisfied: false, steps: size * size + i },
      ]),
    );
    const result = uplift(runs);
    expect(result?.ratio).toBeCloseTo(3, 1);
    expect(result).toMatchObject({ satisfied: 12, unsatisfied: 12 });
    expect(result?.interval[0]).toBeGreaterThan(2.8);
    expect(result?.interval[1]).toBeLessThan(3.2);
    // Every pair of every stratum points one way: 2 / (8 over 4)³.
    expect(result?.pValue).toBeLessThan(1e-4);
  });

  it('is below 1 where satisfying inputs cost less', () => {
    const runs = runsOf(60, 1, (rng) => {
      const satisfied = rng.oneIn(2);
      return { size: 100, satisfied, steps: (satisfied ? 500 : 2000) * (1 + rng.unit()) };
    });
    const result = uplift(runs);
    expect(result?.ratio).toBeCloseTo(0.25, 1);
    expect(result?.interval[1]).toBeLessThan(0.5);
    expect(result?.pValue).toBeLessThan(1e-6);
  });

  it('does not depend on the order of runs nor on the unit of cost', () => {
    const runs = runsOf(80, 2, (rng) => {
      const size = logUniform(rng, 10, 200);
      return { size, satisfied: rng.oneIn(2), steps: Math.round(1000 * size * (1 + rng.unit())) };
    });
    const result = uplift(runs);
    expect(uplift(runs.toReversed())).toEqual(result);
    const larger = uplift(runs.map((run) => ({ ...run, steps: 1000 * run.steps })));
    expect(larger?.ratio).toBeCloseTo(result?.ratio ?? 0, 1);
  });

  describe('says nothing', () => {
    it.each(COSTS)('about a condition on the size alone: %s', (_, cost) => {
      for (const seed of [1, 2, 3]) {
        const runs = runsOf(200, seed, (rng) => {
          const size = logUniform(rng, 5, 500);
          return { size, satisfied: size > 50, steps: Math.round(cost(size)) };
        });
        expect(uplift(runs)).toBeUndefined();
      }
    });

    it('about groups of fewer than three, or too small for an interval', () => {
      const group = (satisfied: boolean, count: number): UpliftRun[] =>
        Array.from({ length: count }, (_, i) => ({ size: 10, satisfied, steps: 100 + i }));
      expect(uplift([])).toBeUndefined();
      expect(uplift(group(true, 10))).toBeUndefined();
      expect(uplift([...group(true, 2), ...group(false, 50)])).toBeUndefined();
      expect(uplift([...group(true, 3), ...group(false, 3)])).toBeUndefined();
      expect(uplift([...group(true, 4), ...group(false, 4)])).toBeDefined();
    });

    it('about groups whose sizes lie between each other but nowhere near', () => {
      const at = (satisfied: boolean, sizes: readonly number[]): UpliftRun[] =>
        sizes.flatMap((size) =>
          [0, 1, 2].map((i) => ({ size, satisfied, steps: size * size + i })),
        );
      expect(uplift([...at(true, [10, 100, 1000]), ...at(false, [30, 300, 3000])])).toBeUndefined();
    });
  });

  describe('takes no size effect for an uplift', () => {
    it.each(COSTS)('where larger inputs satisfy more often: %s', (_, cost) => {
      const exact = simulate(100, (seed) =>
        runsOf(120, seed, (rng) => {
          const size = logUniform(rng, 8, 1000);
          const satisfied = rng.unit() < size / (size + 100);
          return { size, satisfied, steps: Math.round(cost(size)) };
        }),
      );
      expect(exact.length).toBeGreaterThan(90);
      for (const { ratio } of exact) expect(Math.abs(Math.log(ratio))).toBeLessThan(0.08);
      expect(exact.filter((one) => covers(one, 1)).length / exact.length).toBeGreaterThan(0.95);
    });

    it.each(COSTS)('where the condition is on the larger part of the input: %s', (_, cost) => {
      // len(a) > 50 while the size counts a second list too: groups overlap over a few sizes only.
      const results = simulate(150, (seed) =>
        runsOf(200, seed, (rng) => {
          const length = logUniform(rng, 8, 400);
          const size = length + rng.int(0, Math.ceil(length / 2));
          return { size, satisfied: length > 50, steps: Math.round(cost(size)) };
        }),
      );
      expect(results.length).toBeGreaterThan(50);
      // A step may lie between the few sizes that both groups have.
      const errors = results.map(({ ratio }) => Math.abs(Math.log(ratio)));
      expect(quantile(errors, 0.5)).toBeLessThan(0.03);
      expect(quantile(errors, 0.95)).toBeLessThan(0.2);
      expect(results.filter((one) => covers(one, 1)).length / results.length).toBeGreaterThan(0.95);
    });

    it('where the cost doubles with every few elements', () => {
      const results = simulate(100, (seed) =>
        runsOf(60, seed, (rng) => {
          const size = rng.int(10, 40);
          const satisfied = rng.unit() < size / (size + 20);
          return { size, satisfied, steps: Math.round(1000 * 2 ** (size / 2)) };
        }),
      );
      expect(results.length).toBeGreaterThan(90);
      for (const { ratio } of results) expect(Math.abs(Math.log(ratio))).toBeLessThan(0.05);
    });
  });

  describe('has an interval that covers the true ratio in 95 % of samples', () => {
    const designs: readonly (readonly [
      string,
      (rng: Rng, cost: Cost, ratio: number) => UpliftRun,
    ])[] = [
      [
        'at a few sizes',
        (rng, cost, ratio) => {
          const satisfied = rng.oneIn(3);
          const size = 8 * 2 ** rng.int(0, 6);
          const chance = Math.exp(0.5 * gauss(rng));
          return { size, satisfied, steps: 100 * cost(size) * chance * (satisfied ? ratio : 1) };
        },
      ],
      [
        'with groups of different sizes, and skewed costs that spread with size',
        (rng, cost, ratio) => {
          const size = logUniform(rng, 8, 1000);
          const satisfied = rng.unit() < size / (size + 100);
          const chance = size ** (rng.unit() ** 3);
          return { size, satisfied, steps: 100 * cost(size) * chance * (satisfied ? ratio : 1) };
        },
      ],
    ];
    it.each(designs)('%s', (_, design) => {
      for (const [, cost] of COSTS)
        for (const ratio of [1, 2, 10]) {
          const results = simulate(200, (seed) =>
            runsOf(100, seed, (rng) => design(rng, cost, ratio)),
          );
          expect(results.length).toBeGreaterThan(150);
          // Of 200 samples at 95 %, fewer than 183 are covered once in a hundred times.
          const share = results.filter((one) => covers(one, ratio)).length / results.length;
          expect(share).toBeGreaterThan(0.915);
          expect(Math.abs(Math.log(median(results.map((one) => one.ratio)) / ratio))).toBeLessThan(
            0.1,
          );
        }
    });

    it('and a test that rejects where there is nothing in 5 % of them', () => {
      const results = simulate(400, (seed) =>
        runsOf(60, seed, (rng) => {
          const size = logUniform(rng, 20, 200);
          const satisfied = rng.unit() < size / (size + 60);
          return { size, satisfied, steps: 100 * size ** 2 * Math.exp(gauss(rng)) };
        }),
      );
      const rejected = results.filter(({ pValue }) => pValue < 0.05).length / results.length;
      expect(rejected).toBeGreaterThan(0.01);
      expect(rejected).toBeLessThan(0.08);
    });
  });

  it('finds the uplift of disorder in insertion sort, whatever the sizes', () => {
    const sortSteps = (list: readonly number[]): number => {
      let steps = list.length;
      list.forEach((x, i) => (steps += list.slice(0, i).filter((y) => y > x).length));
      return steps;
    };
    const runs = runsOf(120, 5, (rng) => {
      const size = logUniform(rng, 16, 256);
      const isReversed = rng.oneIn(3);
      const list = Array.from({ length: size }, (_, i) =>
        rng.oneIn(4) ? rng.int(0, size) : isReversed ? size - i : i,
      );
      return { size, satisfied: (list[0] ?? 0) > (list.at(-1) ?? 0), steps: sortSteps(list) };
    });
    const result = uplift(runs);
    expect(result?.interval[0]).toBeGreaterThan(1.5);
    expect(result?.pValue).toBeLessThan(1e-4);
  });
});
