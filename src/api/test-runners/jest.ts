/** Stress suites as tests of Jest: `import { stress } from 'slowpath/jest'`. Built as CommonJS, which Jest loads everywhere. */
import { dirname } from 'node:path';
import { readMode, registerStress, type TestRunner } from './stress.ts';
import type { StressOptions } from './stress-options.ts';
import { type GrowthBound, growsAtMost, type MatcherVerdict, staysWithinSteps } from './subject.ts';

export { on } from './subject.ts';
export type { GrowthBound, StressSubject } from './subject.ts';
export type { StressOptions, StressTargetOptions } from './stress-options.ts';

type AsyncMatcher = (received: unknown, expected: never) => Promise<MatcherVerdict>;

/** What Jest gives every test file. */
interface JestGlobals {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => Promise<void>, timeoutMs: number) => void;
  readonly expect: {
    extend(matchers: Readonly<Record<string, AsyncMatcher>>): void;
    getState(): { readonly testPath?: string };
  };
}

const { describe, expect, test } = jestGlobals();

function jestGlobals(): JestGlobals {
  const found = globalThis as Partial<JestGlobals>;
  if (found.describe === undefined || found.test === undefined || found.expect === undefined)
    throw new Error(
      'slowpath/jest is for test files of Jest, and needs its globals\nhint: leave injectGlobals on',
    );
  return { describe: found.describe, test: found.test, expect: found.expect };
}

const runner: TestRunner = { describe, test, directory };

function directory(): string | undefined {
  const { testPath } = expect.getState();
  return testPath === undefined ? undefined : dirname(testPath);
}

/**
 * Replays the committed stress suite of a target: each case is a test, and one more tells how cost grows with size. With
 * `SLOWPATH_FUZZ=1` it searches instead and saves new cases beside the test file; with `SLOWPATH_UPDATE=1` it accepts
 * what the cases cost now.
 *
 * @param target relative to the test file: `./parse.js#parse`, `./parse.slowpath.js`, `pkg#name`
 */
export function stress(name: string, target: string, options: StressOptions = {}): void {
  registerStress(runner, readMode(process.env), name, target, options);
}

expect.extend({
  toStayWithinSteps: async (received: unknown, limit: number) =>
    await staysWithinSteps(received, limit, directory()),
  toGrowAtMost: async (received: unknown, bound: GrowthBound) =>
    await growsAtMost(received, bound, directory()),
});

/** What `slowpath/jest` adds to `expect`. */
export interface StressMatchers {
  /** Of `on(target, input)`: it ends within that many steps. */
  toStayWithinSteps(limit: number): Promise<void>;
  /** Of `on(target, input)`: cost grows with size by no more than that. */
  toGrowAtMost(bound: GrowthBound): Promise<void>;
}

declare global {
  // How the types of Jest are extended.
  // oxlint-disable-next-line typescript/no-namespace
  namespace jest {
    // oxlint-disable-next-line no-unused-vars, typescript/no-empty-object-type
    interface Matchers<R> extends StressMatchers {}
  }
}
