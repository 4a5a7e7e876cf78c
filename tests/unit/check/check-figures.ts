import { fitGrowth } from '../../../src/evaluate/growth.ts';
import type { MeasuredTest } from '../../../src/check/compare.ts';
import type { SuiteFigures, TestFigures } from '../../../src/check/figures.ts';

/** A test that costs so many steps, all of them in one function. */
export function testOf(steps: number, changes: Partial<TestFigures> = {}): TestFigures {
  return {
    steps,
    size: 100,
    outcome: 'ok',
    output: 'abc',
    functions: { 'parse.js parse': steps },
    ...changes,
  };
}

export function measuredOf(steps: number, changes: Partial<MeasuredTest> = {}): MeasuredTest {
  return {
    ...testOf(steps, changes),
    lines: [
      {
        file: '/p/parse.js',
        line: 12,
        functionName: 'parse',
        functionKey: 'parse.js parse',
        what: ['loop'],
        steps,
        share: 1,
        code: 'for (;;) work();',
      },
    ],
    ...changes,
  };
}

export function suiteOf(
  tests: Readonly<Record<string, TestFigures>>,
  /** Cost as a function of size. */
  cost: (size: number) => number = (size) => 4 * size,
): SuiteFigures {
  const growth = fitGrowth(
    [8, 16, 32, 64, 128, 256, 512].map((size) => ({ size, steps: cost(size) })),
  );
  return {
    target: 'parse.js#parse',
    suite: '0'.repeat(64),
    ...(growth === undefined ? {} : { growth }),
    tests,
  };
}
