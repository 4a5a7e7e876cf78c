import { describe, expect, it } from 'vitest';
import type { ProfiledRun } from '../../../src/core/synthesis.ts';
import { minePairs } from '../../../src/profile/pairs.ts';
import { sampleRuns, type SampleOptions, type SampleSources } from '../../../src/profile/sample.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import {
  allPairs,
  type CountedProgram,
  countedProgram,
  hashChains,
  insertionSort,
  range,
} from './counted-program.ts';

async function sample(
  program: CountedProgram,
  sources: Partial<SampleSources> = {},
  options: Partial<SampleOptions<unknown>> = {},
): Promise<readonly ProfiledRun[]> {
  const { model, executor } = program;
  const defaults = { model, executor, seed: TEST_SEED, maxSize: 4096, maxSteps: 2 ** 30 };
  return await sampleRuns({ findings: [], seeds: [], ...sources }, { ...defaults, ...options });
}

/** Finds of a search: reversed lists at several sizes, and some in between. */
function sortFindings(program: CountedProgram): SampleSources['findings'] {
  return [12, 30, 64, 128, 256].flatMap((n, k) => [
    program.find(10 * k, [range(n, (i) => n - i)], k > 0 ? [10 * (k - 1)] : []),
    program.find(10 * k + 1, [range(n, (i) => (i % 2 === 0 ? i : n - i))]),
    program.find(10 * k + 2, [range(n)]),
  ]);
}

describe('sampleRuns', () => {
  it('has slow and fast inputs of like size at several sizes', async () => {
    const program = insertionSort();
    const findings = sortFindings(program);
    const runs = await sample(program, { findings, seeds: ['[[5,3,9,1,1,2]]'] });
    expect(new Set(runs.map(({ origin }) => origin))).toEqual(
      new Set(['found', 'seed', 'generated', 'mutated']),
    );
    for (const size of [64, 128, 256]) {
      const alike = runs.filter((run) => run.size >= size && run.size <= 1.25 * size);
      const costs = alike.map(({ steps }) => steps);
      expect(alike.length).toBeGreaterThanOrEqual(6);
      expect(Math.max(...costs)).toBeGreaterThan(10 * Math.min(...costs));
      // And what is neither slow nor fast.
      const middle = costs.filter(
        (cost) => 3 * cost > Math.max(...costs) && 1.5 * cost < Math.max(...costs),
      );
      expect(middle.length).toBeGreaterThan(0);
    }
  });

  it('keeps to distinct inputs that ended well, with hits, by size', async () => {
    const program = countedProgram(
      `exports.solve = (a) => {
        if (a.length % 5 === 3) throw new Error('refused');
        for (let i = 0; i < (a[0] ?? 0) * a.length; i++);
      };`,
      [{ type: 'list', of: { type: 'int', min: 0, max: 100 } }],
    );
    const runs = await sample(program);
    expect(runs.length).toBeGreaterThan(20);
    expect(new Set(runs.map(({ input }) => input)).size).toBe(runs.length);
    runs.forEach((run, i) => {
      const before = runs[i - 1];
      expect(run.outcome).toBe('ok');
      expect(run.hits?.length).toBeGreaterThan(0);
      if (before?.size === run.size) expect(before.steps).toBeGreaterThanOrEqual(run.steps);
      else expect(before?.size ?? 0).toBeLessThan(run.size);
    });
    expect(new Set(program.asked).size).toBe(program.asked.length);
  });

  it('is the same for the same sources and seed, and another for another seed', async () => {
    const sources = { findings: sortFindings(insertionSort()) };
    const first = await sample(insertionSort(), sources);
    expect(await sample(insertionSort(), sources)).toEqual(first);
    expect(await sample(insertionSort(), sources, { seed: TEST_SEED + 1 })).not.toEqual(first);
  });

  it('keeps to the limits on runs and steps', async () => {
    const few = insertionSort();
    await sample(few, { findings: sortFindings(few) }, { runs: 40 });
    expect(few.asked.length).toBeLessThanOrEqual(40);
    expect(few.asked.length).toBeGreaterThan(30);
    const dear = insertionSort();
    const runs = await sample(dear, { findings: sortFindings(dear) }, { totalSteps: 2 ** 18 });
    const spent = runs.reduce((sum, { steps }) => sum + steps, 0);
    // A batch may begin below the limit; no run costs more than a 32nd of it.
    expect(spent).toBeLessThan(2 * 2 ** 18);
    expect(Math.max(...runs.map(({ steps }) => steps))).toBeLessThanOrEqual(2 ** 13);
    expect(runs.length).toBeGreaterThan(30);
  });

  it('makes do where every execution costs more than its share', async () => {
    const program = countedProgram(
      'exports.solve = (a) => { for (let i = 0; i < 20000 + a.length; i++); };',
      [{ type: 'list', of: { type: 'int', min: 0, max: 9 } }],
    );
    const findings = [program.find(1, [[1, 2, 3]])];
    const runs = await sample(program, { findings }, { totalSteps: 2 ** 19 });
    expect(runs.length).toBeGreaterThan(10);
    expect(runs.length).toBeLessThan(60);
  });

  it('makes its own inputs where there is nothing else, within the size limit', async () => {
    const program = insertionSort();
    const runs = await sample(program, {}, { maxSize: 100 });
    expect(runs.length).toBeGreaterThan(40);
    expect(Math.max(...runs.map(({ size }) => size))).toBeLessThanOrEqual(100);
    const costs = runs.filter(({ size }) => size === 64).map(({ steps }) => steps);
    expect(Math.max(...costs)).toBeGreaterThan(5 * Math.min(...costs));
  });

  it('carries slow patterns to sizes where the search has found none', async () => {
    const program = hashChains();
    const findings = [program.find(1, [range(60, (i) => 16 * i)])];
    const runs = await sample(program, { findings });
    const scaled = runs.filter(({ origin, size }) => origin === 'mutated' && size >= 200);
    const generated = runs.filter(({ origin, size }) => origin === 'generated' && size >= 200);
    expect(scaled.length).toBeGreaterThan(0);
    expect(Math.max(...scaled.map(({ steps, size }) => steps / size))).toBeGreaterThan(
      Math.max(...generated.map(({ steps, size }) => steps / size)),
    );
  });

  it.each([
    ['insertion sort', insertionSort(), (i: number, n: number) => n - i],
    ['chains of one bucket', hashChains(), (i: number) => (16 * i) % 1000],
  ])('gives pairs to mine: %s', async (_, program, value) => {
    const findings = [16, 60].map((n, id) => program.find(id, [range(n, (i) => value(i, n))]));
    const runs = await sample(program, { findings });
    const { pairs } = await minePairs(runs, async (inputs) => inputs.map(() => []), program.sites, {
      show: (input) => input,
    });
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs[0]?.ratio).toBeGreaterThan(2);
  });

  it('gives none where cost depends on the size alone', async () => {
    const program = allPairs();
    const runs = await sample(program, { seeds: ['[[1,2,3,4]]'] });
    expect(runs.length).toBeGreaterThan(40);
    const { pairs } = await minePairs(runs, async (inputs) => inputs.map(() => []), program.sites, {
      show: (input) => input,
    });
    expect(pairs).toEqual([]);
  });
});
