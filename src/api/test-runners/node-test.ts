/** Stress suites as tests of Node's own runner: `import { stress } from 'slowpath/node-test'`. */
import { dirname, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { readMode, registerStress, type TestRunner } from './stress.ts';
import type { StressOptions } from './stress-options.ts';
import { type GrowthBound, growsAtMost, type StressSubject, staysWithinSteps } from './subject.ts';

export { on } from './subject.ts';
export type { GrowthBound, StressSubject } from './subject.ts';
export type { StressOptions, StressTargetOptions } from './stress-options.ts';

const runner: TestRunner = {
  describe: (name, body) => void describe(name, body),
  test: (name, body, timeoutMs) => void test(name, { timeout: timeoutMs }, body),
  directory,
};

/** The runner gives every test file a process of its own, whose script it is. */
function directory(): string | undefined {
  const [, script] = process.argv;
  return script === undefined ? undefined : dirname(resolve(script));
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

/** @throws Error when the target does not end on the input within that many steps. */
export async function assertStaysWithinSteps(subject: StressSubject, limit: number): Promise<void> {
  const { pass, message } = await staysWithinSteps(subject, limit, directory());
  if (!pass) throw new Error(message());
}

/** @throws Error when cost grows with the input, stretched to other sizes, by more than that. */
export async function assertGrowsAtMost(subject: StressSubject, bound: GrowthBound): Promise<void> {
  const { pass, message } = await growsAtMost(subject, bound, directory());
  if (!pass) throw new Error(message());
}
