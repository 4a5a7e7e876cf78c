import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../../src/core/executor.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import {
  type ContrastSearch,
  type ContrastSearchOptions,
  searchContrast,
} from '../../../../src/pipeline/problem/search-contrast.ts';
import { scored } from '../../suite/problem/scored.ts';

const model = compileSpec(
  {
    version: 1,
    kind: 'function',
    args: [
      { name: 'a', spec: { type: 'list', maxLength: 64, of: { type: 'int', min: 0, max: 9 } } },
    ],
  },
  { maxSize: 64 },
);

function numbersIn(input: string): readonly number[] {
  return (JSON.parse(input) as [readonly number[]])[0];
}

/** The first program pays for every seven; both pay for the length. */
function costsOf(input: string): readonly [number, number] {
  const numbers = numbersIn(input);
  const sevens = numbers.filter((x) => x === 7).length;
  return [10 + 3 * numbers.length + 100 * sevens, 10 + 3 * numbers.length];
}

function run(steps: number): Measurement {
  return {
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size: 1,
    hits: undefined,
    error: '',
    outputDigest: '',
  };
}

async function search(options: Partial<ContrastSearchOptions> = {}): Promise<ContrastSearch> {
  const start = '[[1,2,3,4,5,6,7,8]]';
  return await searchContrast([scored(start, costsOf(start), { size: 8 })], {
    model,
    pairs: [[0, 1]],
    programs: 2,
    dictionary: { strings: [], numbers: [] },
    seed: 1,
    maxSize: 64,
    maxSteps: 100_000,
    execs: 4000,
    isOver: () => false,
    measure: async (inputs) => inputs.map((input) => costsOf(input).map(run)),
    ...options,
  });
}

describe('searchContrast', () => {
  it('climbs to inputs that set the programs far apart', async () => {
    const { found } = await search();
    const ratios = found.map(({ input }) => costsOf(input)[0] / costsOf(input)[1]);
    expect(Math.max(...ratios)).toBeGreaterThan(15);
  });

  it('tells of every find what it was made from, and how', async () => {
    const { found, known } = await search();
    for (const { provenance, reasons } of found) {
      expect(provenance.op).not.toBe('');
      const parent = known[provenance.parents[0] ?? -1];
      expect(parent === undefined).toBe(provenance.op === 'generate');
      expect(reasons).toEqual(['+contrast:0/1']);
    }
  });

  it('tries fresh inputs, too: what separates need not be near anything that is known', async () => {
    // Nothing that one input shows says anything of the next.
    const luck = (input: string): number =>
      numbersIn(input).reduce((hash, x, i) => (hash * 31 + (x + 1) * (i + 7)) % 65_521, 1);
    const { known } = await search({
      measure: async (inputs) => inputs.map((input) => [run(1000 + luck(input)), run(1000)]),
    });
    expect(known.some(({ provenance }) => provenance.op === 'generate')).toBe(true);
  });

  it('does the same for the same seed, and keeps its budget', async () => {
    const [first, second] = [await search(), await search()];
    expect(second).toEqual(first);
    expect(first.execs).toBeLessThanOrEqual(4000);
  });

  it('finds nothing where nothing separates', async () => {
    const { found } = await search({
      measure: async (inputs) => inputs.map(() => [run(500), run(500)]),
      execs: 500,
    });
    expect(found).toEqual([]);
  });

  it('keeps nothing that does not end by itself', async () => {
    const { found } = await search({
      measure: async (inputs) =>
        inputs.map(() => [{ ...run(90_000), outcome: 'steps-exceeded' as const }, run(10)]),
      execs: 500,
    });
    expect(found).toEqual([]);
  });

  it('stops when its time is over', async () => {
    let rounds = 0;
    const { execs } = await search({ execs: Infinity, isOver: () => ++rounds > 3 });
    expect(execs).toBeLessThanOrEqual(3 * 64);
  });
});
