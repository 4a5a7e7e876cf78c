import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/executor.ts';
import { fitGrowth } from '../../../src/evaluate/growth.ts';
import type { TextBench } from '../../../src/findings/climb.ts';
import { findSlowPatterns } from '../../../src/findings/find-slow-paths.ts';
import { expressionOf } from '../../../src/findings/text-pattern.ts';

/** A program that only counts: what each of its places costs for a text. */
type Costs = (text: string) => readonly number[];

function benchOf(costs: Costs, maxLength = 4096): TextBench {
  return {
    maxLength,
    fit: fitGrowth,
    measure: async (texts, { maxSteps }) =>
      texts.map((text): Measurement => {
        const hits = costs(text);
        const steps = hits.reduce((sum, one) => sum + one, 0);
        const isOver = steps > maxSteps;
        return {
          outcome: isOver ? 'steps-exceeded' : 'ok',
          steps: Math.min(steps, maxSteps),
          allocUnits: 0,
          size: text.length,
          hits: Int32Array.from(hits.flatMap((count, site) => [site, Math.min(count, 2 ** 30)])),
          error: '',
          outputDigest: '',
        };
      }),
  };
}

/** As `/\s+$/` does: every stretch of blanks that does not end the text is tried from each of its characters. */
function blanks(text: string): number {
  return [...text.matchAll(/ +(?! *$)/g)].reduce((sum, [run]) => sum + run.length ** 2 / 2, 0);
}

async function expressionsFor(texts: readonly string[], costs: Costs): Promise<readonly string[]> {
  const found = await findSlowPatterns(texts, {
    bench: benchOf(costs),
    limit: 5,
    totalSteps: 2 ** 28,
  });
  return found.map(({ pattern }) => expressionOf(pattern));
}

describe('findSlowPatterns', () => {
  it('keeps of a slow text what makes it slow', async () => {
    const text = `key="value";${' '.repeat(300)}x`;
    expect(await expressionsFor([text], (t) => [t.length, blanks(t)])).toEqual([
      "' '.repeat(n) + 'x'",
    ]);
  });

  it('tells growth with its points and where the steps go', async () => {
    const [slow] = await findSlowPatterns([`${' '.repeat(200)}x`], {
      bench: benchOf((t) => [t.length, blanks(t)]),
      limit: 5,
      totalSteps: 2 ** 28,
    });
    expect(slow?.growth.class).toBe('quadratic');
    expect(slow?.rungs.length).toBeGreaterThanOrEqual(6);
    expect(slow?.hottest).toBe(1);
  });

  it('has nothing to tell of a text whose cost is linear', async () => {
    expect(await expressionsFor(['a'.repeat(500)], (t) => [10 * t.length])).toEqual([]);
  });

  it('recognises exponential cost although few lengths can be run', async () => {
    const braces = (t: string): number => 2 ** Math.min(40, [...t.matchAll(/\{\}/g)].length);
    const found = await findSlowPatterns(['a{},{},{},{},{},{}'], {
      bench: benchOf((t) => [t.length, braces(t)]),
      limit: 5,
      totalSteps: 2 ** 28,
    });
    expect(found[0]?.growth.class).toBe('exponential');
    expect(found.map(({ pattern }) => expressionOf(pattern))).toContain("'{}'.repeat(n)");
  });

  it('recognises what uses up all fuel within a handful of lengths', async () => {
    const stars = (t: string): number => 12 ** [...t.matchAll(/\*/g)].length;
    const found = await findSlowPatterns(['****x'], {
      bench: benchOf((t) => [t.length, stars(t)], 16),
      limit: 5,
      totalSteps: 2 ** 28,
    });
    expect(found[0]?.growth.class).toBe('exponential');
    expect(found[0]?.growth.exponent).toBeCloseTo(Math.log2(12), 1);
    expect(found.map(({ pattern }) => expressionOf(pattern))).toContain("'*'.repeat(n)");
  });

  it('recognises a quadratic part that is most of the cost of long texts only', async () => {
    const found = await findSlowPatterns([`q${'ab'.repeat(40)}`], {
      bench: benchOf((t) => [40 * t.length, [...t.matchAll(/b/g)].length ** 2 / 50], 65_536),
      limit: 5,
      totalSteps: 2 ** 28,
    });
    expect(found.map(({ growth }) => growth.class)).toEqual(['superlinear']);
    expect(found[0]?.rungs.at(-1)?.size).toBeGreaterThan(32_768);
  });

  it('has nothing to tell of a cost of n log n beside a linear one', async () => {
    const costs: Costs = (t) => [40 * t.length, t.length * Math.log2(t.length + 1)];
    const bench = benchOf((t) => costs(t).map(Math.round), 65_536);
    const options = { bench, limit: 5, totalSteps: 2 ** 28 };
    expect(await findSlowPatterns(['ab'.repeat(40)], options)).toEqual([]);
  });

  it('tells slow paths in different places apart, the steepest first', async () => {
    const costs: Costs = (t) => [
      t.length,
      blanks(t),
      [...t.matchAll(/;+/g)].reduce((sum, [run]) => sum + run.length ** 3 / 100, 0),
    ];
    const texts = [`${' '.repeat(200)}x`, ';'.repeat(100)];
    expect(await expressionsFor(texts, costs)).toEqual(["';'.repeat(n)", "' '.repeat(n) + 'x'"]);
  });

  it('is deterministic', async () => {
    const texts = [`q${' '.repeat(90)}x${';'.repeat(40)}`];
    const costs: Costs = (t) => [t.length, blanks(t)];
    expect(await expressionsFor(texts, costs)).toEqual(await expressionsFor(texts, costs));
  });
});
