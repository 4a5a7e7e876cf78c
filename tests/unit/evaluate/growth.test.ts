import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Growth } from '../../../src/core/finding.ts';
import { fitGrowth, growthChanged } from '../../../src/evaluate/growth.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

function geometric(from: number, count: number, ratio = 2): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(from * ratio ** i));
}

function fit(sizes: readonly number[], cost: (size: number) => number): Growth {
  const growth = fitGrowth(sizes.map((size) => ({ size, steps: Math.round(cost(size)) })));
  if (!growth) throw new Error('expected a fit');
  return growth;
}

const SIZES = geometric(16, 10);

describe('fitGrowth', () => {
  it.each([
    ['a constant', () => 500, 'constant', 0],
    ['a logarithm', (n: number) => 100 + 50 * Math.log2(n), 'constant', 0],
    ['3 n and a large start-up cost', (n: number) => 1e6 + 3 * n, 'linear', 1],
    ['n log n', (n: number) => 100 + 5 * n * Math.log2(n), 'linear', 1.13],
    ['doubling steps', (n: number) => 7 * 2 ** Math.ceil(Math.log2(n)), 'linear', 1],
    ['n to the 1.5', (n: number) => 5 * n ** 1.5 + 20 * n, 'superlinear', 1.46],
    ['n² / 2 + 30 n + 100,000', (n: number) => (n * n) / 2 + 30 * n + 1e5, 'quadratic', 1.97],
    ['n² log n', (n: number) => n * n * Math.log2(n), 'quadratic', 2.13],
    ['n³ / 6 + 30 n²', (n: number) => n ** 3 / 6 + 30 * n * n, 'cubic', 2.9],
    ['n⁴', (n: number) => n ** 4, 'cubic', 4],
  ] as const)('calls %s by its class', (_, cost, expected, exponent) => {
    const growth = fit(SIZES, cost);
    expect(growth.class).toBe(expected);
    expect(growth.exponent).toBeCloseTo(exponent, 1);
    expect(growth.interval[0]).toBeLessThanOrEqual(growth.exponent);
    expect(growth.interval[1]).toBeGreaterThanOrEqual(growth.exponent);
  });

  it.each([
    ['2^n', (n: number) => 2 ** n + 1000, 1],
    ['Fibonacci calls', (n: number) => 3 * 1.618 ** n, 0.694],
    ['2^(n/2)', (n: number) => 2 ** (n / 2) + 50, 0.5],
    ['n 2^n', (n: number) => n * 2 ** n, 1.07],
  ] as const)('recognises %s as exponential', (_, cost, rate) => {
    const growth = fit(geometric(8, 8, 1.2), cost);
    expect(growth.class).toBe('exponential');
    expect(growth.exponent).toBeCloseTo(rate, 1);
  });

  it('does not take high powers for exponentials, even over a narrow range of sizes', () => {
    for (const power of [3, 5, 8])
      expect(fit(geometric(8, 8, 1.2), (n) => n ** power).class).toBe('cubic');
  });

  it.each([
    ['a dip in the middle', (n: number) => (n === 128 ? 300 : n * n)],
    ['a spike in the middle', (n: number) => (n === 128 ? n ** 3 : n * n)],
    ['a dip at the largest size', (n: number) => (n === 8192 ? 0.3 * n * n : n * n)],
    ['a plateau at the end', (n: number) => Math.min(n, 4096) ** 2],
  ] as const)('is not moved by %s', (_, cost) => {
    const growth = fit(SIZES, cost);
    expect(growth.class).toBe('quadratic');
    expect(growth.exponent).toBeCloseTo(2, 3);
  });

  it('widens its interval with noise', () => {
    const clean = fit(SIZES, (n) => n * n);
    const noisy = fit(SIZES, (n) => n * n * (1 + 0.1 * Math.sin(n * 7)));
    const width = (growth: Growth): number => growth.interval[1] - growth.interval[0];
    expect(noisy.class).toBe('quadratic');
    expect(width(noisy)).toBeGreaterThan(width(clean) + 0.01);
    expect(noisy.interval[0]).toBeLessThan(2);
    expect(noisy.interval[1]).toBeGreaterThan(2);
  });

  it('finds no growth in costs that rise and fall without order', () => {
    const costs = [900, 120, 800, 130, 700, 110, 600, 100];
    const growth = fitGrowth(costs.map((steps, i) => ({ size: 8 * 2 ** i, steps })));
    expect(growth?.class).toBe('constant');
  });

  it('says nothing about fewer than six distinct sizes', () => {
    expect(fitGrowth([])).toBeUndefined();
    const five = geometric(4, 5).flatMap((size) => [
      { size, steps: size },
      { size, steps: 2 * size },
    ]);
    expect(fitGrowth(five)).toBeUndefined();
  });

  it('counts the costliest of several inputs of one size', () => {
    const points = SIZES.flatMap((size) => [
      { size, steps: size },
      { size, steps: size * size },
    ]);
    expect(fitGrowth(points)?.class).toBe('quadratic');
    expect(fitGrowth(points)?.points).toHaveLength(SIZES.length);
  });

  it('meets any power law exactly, whatever its constant, scale and spacing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 3.5, noNaN: true }),
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 1e3, noNaN: true }),
        fc.array(fc.double({ min: 1.3, max: 3, noNaN: true }), { minLength: 6, maxLength: 10 }),
        (power, factor, startUp, ratios) => {
          let size = 10;
          const points = ratios.map((ratio) => {
            size *= ratio;
            return { size, steps: factor * (startUp + size ** power) };
          });
          const growth = fitGrowth(points);
          expect(growth?.exponent).toBeCloseTo(power, 2);
          expect(growth?.r2).toBeGreaterThan(0.999);
        },
      ),
      { seed: TEST_SEED, numRuns: 200 },
    );
  });

  it('does not depend on the order of points nor on the unit of cost', () => {
    const order = fc.shuffledSubarray([...SIZES.keys()], { minLength: SIZES.length });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 1000 }), (indexes, unit) => {
        const cost = (n: number): number => unit * (n * n + 7 * n * (n % 5));
        const sorted = fit(SIZES, cost);
        const shuffled = fit(
          indexes.map((i) => SIZES[i] ?? 0),
          cost,
        );
        expect(shuffled).toEqual(sorted);
        expect(shuffled.exponent).toBeCloseTo(fit(SIZES, (n) => cost(n) / unit).exponent, 6);
      }),
      { seed: TEST_SEED, numRuns: 50 },
    );
  });
});

describe('growthChanged', () => {
  const of = (kind: Growth['class'], interval: readonly [number, number]): Growth => ({
    class: kind,
    exponent: (interval[0] + interval[1]) / 2,
    interval,
    r2: 1,
    points: [],
  });

  it('needs another class and disjoint intervals', () => {
    expect(growthChanged(of('linear', [0.9, 1.1]), of('quadratic', [1.9, 2.1]))).toBe(true);
    expect(growthChanged(of('linear', [0.9, 1.3]), of('superlinear', [1.2, 1.5]))).toBe(false);
    expect(growthChanged(of('quadratic', [1.8, 1.9]), of('quadratic', [2.1, 2.2]))).toBe(false);
  });

  it('calls a change from or to exponential a change', () => {
    expect(growthChanged(of('quadratic', [0.9, 2.1]), of('exponential', [0.9, 1.1]))).toBe(true);
    expect(growthChanged(of('exponential', [0.4, 0.5]), of('exponential', [0.9, 1.1]))).toBe(false);
  });
});
