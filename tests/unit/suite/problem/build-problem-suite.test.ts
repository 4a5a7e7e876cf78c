import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../../src/core/executor.ts';
import {
  buildProblemSuite,
  type BuiltProblemSuite,
} from '../../../../src/suite/problem/build-problem-suite.ts';
import type { BuildProblemSuiteOptions } from '../../../../src/suite/problem/problem-suite-options.ts';
import { type ScoredInput, scoreInput } from '../../../../src/suite/problem/scored-input.ts';
import { listModel } from '../list-model.ts';
import { finding } from './scored.ts';

const model = listModel(4096);

/** The slow one pays for every pair of nines; both read the list. */
function runsOf(input: string, maxSteps: number): readonly Measurement[] {
  const list = model.decode(input);
  const nines = list.filter((x) => x === 9).length;
  return [10 + list.length + nines * nines, 10 + list.length].map((wanted): Measurement => {
    const steps = Math.min(wanted, maxSteps + 1);
    return {
      outcome: wanted > maxSteps ? 'steps-exceeded' : 'ok',
      steps,
      allocUnits: 0,
      size: Math.max(1, list.length),
      hits: Int32Array.from([0, steps]),
      error: '',
      outputDigest: '',
    };
  });
}

function scoredList(list: readonly number[], id: number, maxSteps = 1_000_000): ScoredInput {
  const input = model.encode(list);
  const runs = runsOf(input, maxSteps);
  return scoreInput(finding(input, { size: list.length, steps: runs[0]?.steps ?? 0, id }), 0, runs);
}

/** So many nines among so many zeros. */
function nines(count: number, zeros: number): readonly number[] {
  return [...Array.from({ length: count }, () => 9), ...Array.from({ length: zeros }, () => 0)];
}

type Options = BuildProblemSuiteOptions<readonly number[]>;

async function build(
  scored: readonly ScoredInput[],
  options: Partial<Options> = {},
): Promise<BuiltProblemSuite> {
  const solution = { recipes: [], growth: undefined, hottest: () => [] };
  const findings = scored.map((one) => one.finding);
  return await buildProblemSuite(scored, {
    id: 'nines',
    model,
    solutions: [
      { ...solution, name: 'slow.js', class: 'O(n^2)', rank: 1, findings },
      { ...solution, name: 'fast.js', class: 'O(n)', rank: 0, findings: [] },
    ],
    found: [],
    measure: async (inputs, maxSteps) => inputs.map((input) => runsOf(input, maxSteps)),
    measureOn: async (k, inputs, maxSteps) =>
      inputs.flatMap((input) => runsOf(input, maxSteps).slice(k, k + 1)),
    expect: async (input) => ({
      expected: String(model.decode(input).length),
      oracle: {
        kind: 'agreement',
        from: 'fast.js',
        agree: ['fast.js'],
        disagree: [],
        unfinished: ['slow.js'],
        failed: [],
      },
    }),
    render: (input) => ({ kind: 'function', args: [model.decode(input)] }),
    seeds: new Set(),
    about: {
      target: { specifier: 'nines', kind: 'function', contentHash: '', inputModel: '' },
      nodeMajor: 20,
      instrumentation: 1,
      seed: 1,
    },
    stepsPerSecond: 1_000_000,
    count: 3,
    maxSize: 500,
    minimiseExecutions: 500,
    minimiseSteps: 2 ** 28,
    ...options,
  });
}

describe('buildProblemSuite', () => {
  it('makes tests smaller that carry what costs nothing, and keeps cost and contrast', async () => {
    const { suite, tests } = await build([scoredList(nines(200, 600), 1)]);
    const [test] = suite.tests;
    expect(test?.minimisedFrom).toEqual({
      size: 800,
      steps: 10 + 800 + 200 * 200,
      bytes: '{"args":[[]]}\n'.length + 2 * 800 - 1,
    });
    expect(test?.size).toBeLessThan(0.4 * 800);
    expect(test?.steps).toBeGreaterThanOrEqual(0.95 * (10 + 800 + 200 * 200));
    expect(test?.costs).toEqual({
      'slow.js': { steps: test?.steps, outcome: 'ok' },
      'fast.js': { steps: tests[0]?.runs[1]?.steps, outcome: 'ok' },
    });
  });

  it('brings a pattern that takes too long to a size that does not, and tells from where', async () => {
    const { suite } = await build([scoredList(nines(2000, 0), 1, 900_000)]);
    const [test] = suite.tests;
    expect(test?.steps).toBeLessThanOrEqual(900_000);
    expect(test?.steps).toBeGreaterThanOrEqual(0.95 * 300_000);
    expect(test?.calibratedFrom?.size).toBe(2000);
    expect(test?.provenance.ops[0]).toBe('calibrate');
  });

  it('brings a pattern that takes no time up to one that does, where sizes allow it', async () => {
    const { suite } = await build([scoredList(nines(30, 0), 1)], { maxSize: 4096, count: 1 });
    expect(suite.tests[0]?.steps).toBeGreaterThanOrEqual(0.95 * 300_000);
    expect(suite.tests[0]?.steps).toBeLessThanOrEqual(900_000);
  });

  it('has no test twice, and none that is one of the own tests of the problem', async () => {
    const alike = [600, 500, 400].map((zeros, id) => scoredList(nines(200, zeros), id));
    const seeds = new Set([model.encode(nines(200, 0))]);
    const { tests } = await build(alike, { seeds });
    const inputs = tests.map((one) => one.finding.input);
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(inputs.some((input) => seeds.has(input))).toBe(false);
  });

  it('prefers another input of the same slow path that needs less for the same', async () => {
    const { suite } = await build([scoredList(nines(200, 900), 1), scoredList(nines(199, 20), 2)], {
      count: 1,
      minimiseExecutions: 0,
    });
    expect(suite.tests[0]?.size).toBeLessThanOrEqual(219);
  });

  it('puts the costliest first and tells the separation, the outputs and who agreed', async () => {
    const { suite } = await build([scoredList(nines(30, 0), 1), scoredList(nines(300, 0), 2)]);
    expect(suite.tests.map(({ role }) => role)).toEqual(['costliest', 'size']);
    expect(suite.problem?.separation).toEqual({
      pairs: 1,
      agreement: 1,
      ties: [],
      reversed: [],
    });
    expect(suite.tests[0]?.contrast).toMatchObject({ slower: 'slow.js', faster: 'fast.js' });
    expect(suite.tests[0]?.expected).toMatch(/^\d+$/);
    expect(suite.tests[0]?.oracle).toMatchObject({ unfinished: ['slow.js'] });
  });

  it('says that a pair is tied when no test tells it apart', async () => {
    const { suite } = await build([scoredList(nines(0, 50), 1)]);
    expect(suite.problem?.separation).toMatchObject({
      agreement: 0.5,
      ties: [['slow.js', 'fast.js']],
    });
  });

  it('is empty when nothing can be a test', async () => {
    const { suite } = await build([]);
    expect(suite.tests).toEqual([]);
  });
});
