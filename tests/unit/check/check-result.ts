import { compareGrowth, compareTest } from '../../../src/check/compare.ts';
import type { CheckResult, ComparedSuite, UncomparedSuite } from '../../../src/check/result.ts';
import { growthChanged } from '../../../src/evaluate/growth.ts';
import { measuredOf, suiteOf, testOf } from './check-figures.ts';

/** A target with one test that became slower, one that became faster, and a class of growth more. */
export function slowerSuite(changes: Partial<ComparedSuite> = {}): ComparedSuite {
  const growth = compareGrowth(
    suiteOf({}),
    suiteOf({}, (n) => n * n),
    growthChanged,
  );
  return {
    status: 'compared',
    suite: 'runs/parse/suite',
    target: 'parse.js#parse',
    entryFile: '/p/parse.js',
    tests: [
      compareTest('tests/0001.json', testOf(1000), measuredOf(5000), { tolerance: 0.1 }),
      compareTest('tests/0002.json', testOf(1000), measuredOf(100), { tolerance: 0.1 }),
    ],
    growth,
    rerun: ['slowpath', 'run', 'parse.js#parse', '--args', '[string]'],
    ...changes,
  };
}

export function failedSuite(changes: Partial<UncomparedSuite> = {}): UncomparedSuite {
  return {
    status: 'failed',
    suite: 'runs/gone/suite',
    target: 'gone.js#gone',
    reason: 'there is no gone.js',
    hint: 'look for it',
    ...changes,
  };
}

export function resultOf(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    version: 1,
    verdict: 'regression',
    against: { kind: 'baseline', file: '/p/slowpath-baseline.json' },
    tolerance: 0.1,
    suites: [slowerSuite(), failedSuite()],
    notes: [],
    isUpdated: false,
    versions: { slowpath: '1.2.3', node: 'v20.0.0', instrumentation: 2 },
    ...changes,
  };
}
