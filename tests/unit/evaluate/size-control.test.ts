import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../../src/core/rng.ts';
import { partialRankCorrelation } from '../../../src/evaluate/size-control.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

interface Row {
  readonly x: number;
  readonly steps: number;
  readonly size: number;
}

function correlate(rows: readonly Row[]): ReturnType<typeof partialRankCorrelation> {
  return partialRankCorrelation(
    rows.map(({ x }) => x),
    rows,
  );
}

function rowsOf(count: number, row: (rng: Rng, i: number) => Row, seed = 0): readonly Row[] {
  const rng = createRng(TEST_SEED, seed);
  return Array.from({ length: count }, (_, i) => row(rng, i));
}

/** Factor between 1/e and e, log-uniform. */
function noise(rng: Rng): number {
  return Math.exp(2 * rng.unit() - 1);
}

describe('partialRankCorrelation', () => {
  it("is Spearman's where all sizes are equal", () => {
    const x = [1, 2, 2, 5, 4, 9];
    const steps = [10, 40, 20, 30, 30, 50];
    const result = partialRankCorrelation(
      x,
      steps.map((cost) => ({ size: 8, steps: cost })),
    );
    // scipy.stats.spearmanr(x, steps); costs under 1 % apart would count as equal.
    expect(result?.r).toBeCloseTo(0.735294117647, 9);
    expect(result?.runs).toBe(6);
    // z = ρ √(n − 1), two-sided.
    expect(result?.pValue).toBeCloseTo(0.10014158, 6);
  });

  it('has the p-value of permuting within sizes', () => {
    const rows = rowsOf(24, (rng, i) => {
      const x = rng.unit();
      return {
        x,
        size: [10, 100][i % 2] ?? 0,
        steps: 1e4 * (i + 1) * Math.exp(x * 3) * noise(rng),
      };
    });
    const seen = correlate(rows);
    const rng = createRng(TEST_SEED, 1);
    let extreme = 0;
    const trials = 4000;
    for (let t = 0; t < trials; t++) {
      const x = rows.map((row) => row.x);
      for (let i = x.length - 1; i > 1; i--) {
        // Even indexes are of one size, odd ones of the other.
        const j = 2 * rng.int(0, i >> 1) + (i % 2);
        if (j <= i) [x[i], x[j]] = [x[j] ?? 0, x[i] ?? 0];
      }
      const r = correlate(rows.map((row, i) => ({ ...row, x: x[i] ?? 0 })))?.r ?? 0;
      if (Math.abs(r) >= Math.abs(seen?.r ?? 0)) extreme++;
    }
    expect(seen?.pValue).toBeGreaterThan(0.002);
    expect(seen?.pValue).toBeLessThan(0.6);
    expect(Math.abs((seen?.pValue ?? 0) - extreme / trials)).toBeLessThan(0.03);
  });

  it.each([
    ['linear', (n: number) => 3 * n + 100],
    ['quadratic', (n: number) => n * n],
    ['exponential', (n: number) => 2 ** (n / 40)],
    ['a step function', (n: number) => 2 ** Math.ceil(Math.log2(n))],
  ])('finds nothing in what depends on size alone: %s', (_, cost) => {
    for (const x of [
      (n: number) => n,
      (n: number) => Math.max(0, 50 - n),
      (n: number) => (n > 50 ? 1 : 0),
    ]) {
      const rows = rowsOf(160, (rng) => {
        const size = 8 * 2 ** rng.int(0, 6);
        return { size, x: x(size), steps: cost(size) * noise(rng) };
      });
      expect(correlate(rows)).toBeUndefined();
    }
  });

  it('rarely takes chance for an association where both only grow with size', () => {
    let significant = 0;
    let sum = 0;
    const trials = 200;
    for (let t = 0; t < trials; t++) {
      const rows = rowsOf(
        120,
        (rng) => {
          const size = Math.round(8 * 100 ** rng.unit());
          return { size, x: size ** 2 * noise(rng), steps: (size ** 1.5 + 50) * noise(rng) };
        },
        t,
      );
      const result = correlate(rows);
      if ((result?.pValue ?? 1) < 0.05) significant++;
      sum += result?.r ?? 0;
    }
    expect(significant / trials).toBeLessThan(0.09);
    expect(Math.abs(sum / trials)).toBeLessThan(0.03);
  });

  it('finds what tells slow from fast at like size, in its direction', () => {
    const disorder = rowsOf(120, (rng) => {
      const size = Math.round(16 * 64 ** rng.unit());
      const x = rng.unit();
      return { size, x, steps: size + x * size * size };
    });
    const up = correlate(disorder);
    expect(up?.r).toBeGreaterThan(0.8);
    expect(up?.pValue).toBeLessThan(1e-6);
    const down = correlate(disorder.map((row) => ({ ...row, x: -row.x })));
    expect(down?.r).toBeCloseTo(-(up?.r ?? 0), 9);
  });

  it('says nothing about runs that have none of like size, or about constants', () => {
    const apart = rowsOf(10, (rng, i) => ({ size: 2 ** i, x: rng.unit(), steps: 2 ** i }));
    expect(correlate(apart)).toBeUndefined();
    expect(correlate([])).toBeUndefined();
    const constant = rowsOf(10, (rng) => ({ size: 8, x: 1, steps: rng.int(1, 1000) }));
    expect(correlate(constant)).toBeUndefined();
  });
});
