import { describe, expect, it } from 'vitest';
import type { Finding, Growth } from '../../../src/core/finding.ts';
import type { SiteTable } from '../../../src/core/site.ts';
import { type BuildSuiteOptions, buildSuite } from '../../../src/suite/build-suite.ts';
import { printSuite } from '../../../src/suite/suite-file.ts';
import { fakeExecutor, listModel } from './list-model.ts';

const sites: SiteTable = {
  files: ['/home/someone/project/lib/sort.js'],
  sites: [0, 1, 2].map((i) => ({
    kind: i === 0 ? 'function' : 'loop',
    file: 0,
    line: 10 + i,
    column: 0,
    functionName: 'sort',
    functionId: 0,
  })),
};

const quadratic: Growth = {
  class: 'quadratic',
  exponent: 2,
  interval: [1.9, 2.1],
  r2: 1,
  points: [],
};

const cost = (list: readonly number[]): number => list.filter((x) => x === 9).length ** 2 + 1;

function options(
  changes: Partial<BuildSuiteOptions<readonly number[]>> = {},
): BuildSuiteOptions<readonly number[]> {
  return {
    model: listModel(),
    executor: fakeExecutor(cost),
    render: (encoded) => ({ kind: 'function', args: [JSON.parse(encoded)] }),
    sites,
    nameFile: (path) => path.replace('/home/someone/project/', ''),
    about: {
      target: { specifier: 'lib/sort.js', kind: 'function', contentHash: 'ab', inputModel: 'x' },
      nodeMajor: 20,
      instrumentation: 1,
      seed: 42,
    },
    growth: quadratic,
    count: 5,
    maxSteps: 1_000_000,
    minimiseExecutions: 3000,
    minimiseSteps: 1e9,
    ...changes,
  };
}

function findings(): readonly Finding[] {
  const lists = [
    { list: [1, 2, 3], op: 'seed', parents: [] },
    { list: Array.from({ length: 100 }, () => 9), op: 'repeat', parents: [0] },
    {
      list: Array.from({ length: 200 }, (_, i) => (i % 2 ? 9 : 3)),
      op: 'interleave',
      parents: [1],
    },
    { list: Array.from({ length: 300 }, (_, i) => (i === 5 ? 4 : 9)), op: 'pump', parents: [2, 1] },
  ];
  return lists.map(({ list, op, parents }, id) => ({
    input: JSON.stringify(list),
    outcome: 'ok',
    steps: cost(list),
    allocUnits: 0,
    size: list.length,
    reasons: [],
    provenance: { id, parents, op, execs: 10 * id },
  }));
}

describe('buildSuite', () => {
  it('keeps all of the cost of the costliest, and adds a small representative of it', async () => {
    const { suite, inputs } = await buildSuite(findings(), options());
    const [first] = suite.tests;
    expect(first).toMatchObject({
      role: 'costliest',
      steps: 299 ** 2 + 1,
      size: 299,
      isSeed: false,
      minimisedFrom: { size: 300, steps: 299 ** 2 + 1 },
      provenance: { id: 3, parents: [2, 1], ops: ['pump', 'interleave', 'repeat', 'seed'] },
      growth: 0,
    });
    const last = suite.tests.at(-1);
    expect(last?.role).toBe('representative');
    expect(last?.steps).toBeGreaterThanOrEqual(10_000);
    expect(last?.size).toBeLessThan(120);
    expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('names hot lines relative to the project', async () => {
    const { suite } = await buildSuite(findings(), options());
    expect(suite.tests[0]?.hot[0]?.site).toBe('lib/sort.js:11');
  });

  it('has nothing twice after minimising', async () => {
    const twins = findings().flatMap((finding) => [
      finding,
      { ...finding, input: finding.input.replace(']', ',0]'), size: finding.size + 1 },
    ]);
    const { inputs } = await buildSuite(twins, options({ growth: undefined }));
    expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('has at most as many tests as asked for', async () => {
    for (const count of [1, 2, 3]) {
      const { suite } = await buildSuite(findings(), options({ count }));
      expect(suite.tests.length).toBeLessThanOrEqual(count);
      expect(suite.tests[0]?.role).toBe('costliest');
    }
  });

  it('labels seeds and leaves them as they are', async () => {
    const seed = findings().slice(0, 1);
    const { suite } = await buildSuite(seed, options());
    expect(suite.tests).toHaveLength(1);
    expect(suite.tests[0]).toMatchObject({ isSeed: true, size: 3 });
    expect(suite.tests[0]).not.toHaveProperty('minimisedFrom');
  });

  it('keeps inputs as found when there is no model to shrink them', async () => {
    const { inputs } = await buildSuite(findings(), options({ model: undefined }));
    expect(inputs[0]).toBe(findings()[3]?.input);
  });

  it('trusts fresh measurements, not what the search saw', async () => {
    const [seed, ...rest] = findings();
    if (!seed) throw new Error('expected a seed');
    const lucky = { ...seed, steps: 1e9 };
    const { suite } = await buildSuite([lucky, ...rest], options());
    expect(suite.tests[0]?.provenance.id).toBe(3);
  });

  it('leaves out what would take too long to measure, but never the costliest', async () => {
    const executor = fakeExecutor(cost);
    const limits = { executor, candidateSteps: 20_000, minimiseSteps: 1, growth: undefined };
    const { suite, executions } = await buildSuite(findings(), options(limits));
    expect(suite.tests[0]?.steps).toBe(299 ** 2 + 1);
    expect(executions).toBe(executor.inputs.length);
    expect(executions).toBe(1);
  });

  it('asks for no input twice when nothing can be made smaller', async () => {
    const executor = fakeExecutor(cost);
    await buildSuite(findings(), options({ executor, model: undefined }));
    expect(new Set(executor.inputs).size).toBe(executor.inputs.length);
  });

  it('writes the same bytes whatever order findings arrive in', async () => {
    const one = await buildSuite(findings(), options());
    const other = await buildSuite(findings().toReversed(), options());
    expect([...printSuite(other.suite).files]).toEqual([...printSuite(one.suite).files]);
  });

  it('is empty without findings', async () => {
    const { suite, executions } = await buildSuite([], options());
    expect(suite.tests).toEqual([]);
    expect(executions).toBe(0);
  });
});
