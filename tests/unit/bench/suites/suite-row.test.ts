import { describe, expect, it } from 'vitest';
import { suiteRow, type TestSizes } from '../../../../bench/suites/suite-row.ts';
import type { ProblemRun } from '../../../../src/core/problem-run.ts';
import type { Suite, SuiteTest } from '../../../../src/suite/suite-schema.ts';

const RUN: ProblemRun = {
  id: 'p',
  solutions: [],
  setAside: [],
  pool: 0,
  stepsPerSecond: 1000,
  pace: 'given',
};

function test(more: Partial<SuiteTest>): SuiteTest {
  return {
    file: 'tests/0001.in',
    role: 'path',
    sha256: '0'.repeat(64),
    size: 975,
    steps: 960,
    allocUnits: 0,
    outcome: 'ok',
    outputDigest: '',
    isSeed: false,
    provenance: { id: 1, parents: [], ops: [], execs: 0 },
    hot: [],
    ...more,
  };
}

function suiteOf(exponent: number, tests: readonly SuiteTest[]): Suite {
  return {
    version: 1,
    target: { specifier: 'p', kind: 'stdin', contentHash: '', inputModel: 'spec' },
    nodeMajor: 20,
    instrumentation: 1,
    seed: 1,
    tests: [...tests],
    growths: [{ class: 'quadratic', exponent, interval: [exponent, exponent], r2: 1, points: [] }],
  };
}

function sizesOf(exponent: number, more: Partial<SuiteTest>): TestSizes | undefined {
  const suite = suiteOf(exponent, [test(more)]);
  return suiteRow(
    'p',
    suite,
    RUN,
    () => false,
    () => 600,
    0,
  ).sizes[0];
}

describe('what is left of the input that a test came from', () => {
  const selected = { size: 1000, steps: 1000, bytes: 1200 };

  it('is told against what was selected and what was found, in scalars and bytes', () => {
    const found = { size: 3900, steps: 9000, bytes: 6000 };
    expect(sizesOf(2, { growth: 0, minimisedFrom: selected, calibratedFrom: found })).toEqual({
      growth: 'quadratic',
      attainable: 0.975,
      size: 0.975,
      bytes: 0.5,
      foundSize: 0.25,
      foundBytes: 0.1,
      cost: 0.96,
    });
  });

  it.each([
    [1, 1000, 0.95],
    [2, 1000, 0.975],
    [3, 1000, 0.984],
    [0.5, 1000, 0.95],
    // Nothing of a size of 18 can be left out: one scalar is more than 2.5 % of it.
    [2, 18, 1],
  ])('can be no less than the share that keeps 95 %% of the cost: n^%s of %s', (p, size, bound) => {
    const { attainable } = sizesOf(p, { growth: 0, minimisedFrom: { ...selected, size } }) ?? {};
    expect(attainable).toBe(bound);
  });

  it('is all of a test that came to be as it was found', () => {
    expect(sizesOf(2, {})).toMatchObject({
      growth: 'unknown',
      size: 1,
      bytes: 1,
      foundSize: 1,
      cost: 1,
    });
  });
});
