import { type Level, UNREACHED } from '../archive.ts';
import { type Goals, NEARER, REACHED } from '../constraints/goals.ts';
import type { Run } from '../run.ts';
import type { Feedback } from './feedback.ts';

/** The way to a constraint must shrink by an eighth to be told, or the corpus would fill with steps of one. */
const SHARE = 7 / 8;

/**
 * Least margin of each constraint in the size band, so that a condition pulls the search before it holds; among equal
 * ones the costliest.
 */
export function constraintMargins(goals: Goals): Feedback {
  return {
    name: 'margin',
    interesting(run, _host, level) {
      if (!goals.observed) return false;
      const { margins } = goals;
      for (let goal = 0; goal < margins.length; goal++)
        if (beats(goal, margins[goal] as number, run, level)) return true;
      return false;
    },
    claim(entry, run, _host, level) {
      if (!goals.observed) return;
      goals.margins.forEach((margin, goal) => {
        if (!beats(goal, margin, run, level)) return;
        const before = level.margins[goal] as number;
        const id = goals.ids[goal] ?? '';
        if (margin === 0 && before > 0) {
          entry.goalReasons.push(`+sat:${id}`);
          goals.reach(goal, REACHED);
        } else if (isNearer(margin, before)) {
          entry.goalReasons.push(`+margin:${id}`);
          goals.reach(goal, NEARER);
        }
        level.holdGoal(goal, margin, entry);
      });
    },
  };
}

function beats(goal: number, margin: number, run: Run, level: Level): boolean {
  const least = level.margins[goal] as number;
  if (margin !== least) return margin < least;
  if (margin >= UNREACHED) return false;
  // Before it holds, what is equally near may take the place, so that plateaus are walked.
  return (margin > 0 && run.mayTie) || run.steps > (level.goals[goal]?.steps ?? 0);
}

/** Margins are normalised distances, d / (d + 1); what shrinks is d. */
function isNearer(margin: number, before: number): boolean {
  if (before > 1) return true;
  return margin * (1 - before) < SHARE * before * (1 - margin);
}
