import { UNSEEN } from '../constraints/goals.ts';
import type { SearchCore } from '../core.ts';
import type { Task } from '../run.ts';

/**
 * Runs an input while its comparisons are listened to: what it compared is in the host afterwards. The execution is
 * charged, but the input gets no place for it: a cost is what the program takes by itself.
 * Probes are not looked at, of which there are none in what is listened to.
 * @returns false when the input must not run.
 */
export function* listenTo(
  core: SearchCore,
  genotype: unknown,
  expectedSteps: number,
): Task<boolean> {
  const { host, hearing } = core;
  if (!core.prepare(genotype, expectedSteps, UNSEEN)) return false;
  host.listen(true);
  yield;
  if (!hearing.isWarm) {
    // What is listened to is loaded by its first execution, which may build tables: after a restart as after none, nobody pays.
    hearing.isWarm = true;
    core.prepare(genotype, expectedSteps, UNSEEN);
    host.listen(true);
    yield;
  }
  host.listen(false);
  core.account();
  hearing.note(host.distances);
  return true;
}
