/** Stress suites as tests of Vitest: `import { stress } from 'slowpath/vitest'`. */
import { dirname } from 'node:path';
import * as vitest from 'vitest';
import { readMode, registerStress, type TestRunner } from './stress.ts';
import type { StressOptions } from './stress-options.ts';
import { type GrowthBound, growsAtMost, staysWithinSteps } from './subject.ts';

export { on } from './subject.ts';
export type { GrowthBound, StressSubject } from './subject.ts';
export type { StressOptions, StressTargetOptions } from './stress-options.ts';

const runner: TestRunner = {
  describe: (name, body) => void vitest.describe(name, body),
  test: (name, body, timeoutMs) => vitest.test(name, body, timeoutMs),
  directory,
};

function directory(): string | undefined {
  const { testPath } = vitest.expect.getState();
  return testPath === undefined ? undefined : dirname(testPath);
}

/**
 * Replays the committed stress suite of a target: each case is a test, and one more tells how cost grows with size. With
 * `SLOWPATH_FUZZ=1` it searches instead and saves new cases beside the test file; with `SLOWPATH_UPDATE=1` it accepts
 * what the cases cost now.
 *
 * ```ts
 * import { stress } from 'slowpath/vitest';
 *
 * stress('parse', './parse.ts#parse', { args: '[string]' });
 * ```
 *
 * @param target relative to the test file: `./parse.ts#parse`, `./parse.slowpath.ts`, `pkg#name`
 */
export function stress(name: string, target: string, options: StressOptions = {}): void {
  registerStress(runner, readMode(process.env), name, target, options);
}

vitest.expect.extend({
  toStayWithinSteps: async (received: unknown, limit: number) =>
    await staysWithinSteps(received, limit, directory()),
  toGrowAtMost: async (received: unknown, bound: GrowthBound) =>
    await growsAtMost(received, bound, directory()),
});

declare module 'vitest' {
  // Its type parameter must be there for the declarations to merge.
  // eslint-disable-next-line no-unused-vars, typescript/no-explicit-any
  interface Matchers<T = any> {
    /** Of `on(target, input)`: it ends within that many steps. */
    toStayWithinSteps(limit: number): Promise<void>;
    /** Of `on(target, input)`: cost grows with size by no more than that. */
    toGrowAtMost(bound: GrowthBound): Promise<void>;
  }
}
