import type { Entry } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import type { Task } from '../run.ts';
import { ALL_GOALS } from './goals.ts';

/**
 * Runs entries again that no execution was looked at of, as far as the credit goes, so that the archive knows how near
 * they are to the constraints: what was found while no probe was armed, and all of a search that had no constraints yet.
 */
export function* lookAgain(core: SearchCore): Task<void> {
  const { goals } = core;
  if (goals === undefined || goals.unseen.length === 0) return;
  const waiting: Entry[] = [];
  for (const entry of goals.unseen) {
    // Out of the archive by now, or of a final stage, whose executions are too long to be made twice.
    if (entry.claims === 0 || entry.steps > core.options.ladderMaxSteps) continue;
    if (!goals.affords(entry.level) || !core.goOn()) {
      waiting.push(entry);
      continue;
    }
    if (!core.prepare(entry.genotype, entry.steps, ALL_GOALS)) continue;
    yield;
    core.account();
    core.look(entry);
  }
  goals.unseen = waiting;
}
