import type { Goals } from '../constraints/goals.ts';
import type { Feedback } from './feedback.ts';

/** A signature's cost must rise by an eighth to be told, or the corpus would fill with steps of one. */
const RISE = 9 / 8;

/** The costliest of each combination of constraints that hold together, in the size band: quality and diversity. */
export function constraintSignatures(goals: Goals): Feedback {
  return {
    name: 'signature',
    interesting: (run, _host, level) =>
      goals.isWhole && level.signs(goals.signature, run.steps) >= 0,
    claim(entry, run, _host, level) {
      if (!goals.isWhole) return;
      const at = level.signs(goals.signature, run.steps);
      if (at < 0) return;
      const rival = level.signatures[at] === goals.signature ? level.signed[at] : undefined;
      if (rival === undefined || run.steps > RISE * rival.steps)
        entry.goalReasons.push(`+sig:${goals.signatureText()}`);
      level.sign(at, goals.signature, entry);
    },
  };
}
