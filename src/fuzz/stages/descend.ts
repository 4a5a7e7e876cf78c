import type { Entry, Level } from '../archive.ts';
import type { Goals } from '../constraints/goals.ts';
import type { SearchCore } from '../core.ts';
import { isTold } from '../findings.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, worth } from './stage.ts';

/** Executions that carry a pattern which satisfies a constraint up from the level below. */
const CARRIES = 6;

/**
 * Works on one constraint: from the nearest entry towards it, whatever that costs, and once it holds, uphill in cost
 * among what satisfies it. Which one, a bandit decides, so that a constraint which stops paying loses energy.
 */
export const descend: Stage = {
  name: 'descend',
  *run(context: StageContext, levelIndex: number): Task<number> {
    const { core, rng } = context;
    const { goals } = core;
    const level = core.levels[levelIndex] as Level;
    if (goals?.affords(levelIndex) !== true || level.goalsHeld.length === 0) return 0;
    const drawn = goals.arms.pick(rng);
    const goal = level.goals[drawn] === undefined ? rng.pick(level.goalsHeld) : drawn;
    const before = core.totals.execs;
    const below = (level.margins[goal] as number) > 0 ? core.levels[levelIndex - 1] : undefined;
    const pattern = below?.margins[goal] === 0 ? below.goals[goal] : undefined;
    const reward =
      pattern !== undefined && rng.oneIn(2)
        ? yield* carry(context, levelIndex, goal, pattern)
        : yield* approach(context, levelIndex, goal, goals);
    goals.arms.charge(goal, core.totals.execs - before);
    return reward;
  },
};

/** Mutates the nearest entry, or one that satisfies the constraint, going on from what is no worse. */
function* approach(
  { core, maker, rng }: StageContext,
  levelIndex: number,
  goal: number,
  goals: Goals,
): Task<number> {
  const level = core.levels[levelIndex] as Level;
  let margin = level.margins[goal] as number;
  let entry = startOf(level, goal, margin, rng);
  const donor = core.options.without.includes('splice') ? undefined : pickEntry(level, rng);
  const batch = batchSize(entry.steps);
  let reward = 0;
  for (let k = 0; k < batch && core.goOn(); k++) {
    const cap = core.capOf(rng.oneIn(8) ? levelIndex + 1 : levelIndex);
    const mutant = maker.make(entry, cap, donor);
    if (mutant === undefined || !core.prepare(mutant.genotype, entry.steps, goal)) continue;
    yield;
    maker.charge(mutant);
    const bestBefore = level.best?.steps ?? 0;
    const verdict = core.settle(mutant.genotype, mutant.op, entry, undefined);
    const { entry: kept, gain } = verdict;
    if (kept !== undefined && isTold(kept)) {
      const value = Math.max(goals.progress, worth(verdict, bestBefore));
      maker.reward(mutant, value, gain);
      reward += book(core, goal, value, gain);
    }
    if (!goals.observed) return reward;
    const nearness = goals.margins[goal] as number;
    if (kept === undefined || kept.level !== levelIndex || nearness > margin) continue;
    // Before it holds, what is equally near counts as a step on: plateaus are walked.
    if (margin > 0 || kept.steps >= entry.steps) [entry, margin] = [kept, nearness];
  }
  return reward;
}

/** Scales a pattern that satisfies the constraint at a smaller size. */
function* carry(
  { core, rng }: StageContext,
  levelIndex: number,
  goal: number,
  pattern: Entry,
): Task<number> {
  const level = core.levels[levelIndex] as Level;
  let reward = 0;
  for (let k = 0; k < CARRIES && (level.margins[goal] as number) > 0 && core.goOn(); k++) {
    const room = core.capOf(levelIndex);
    const growth = rng.int(Math.ceil(room * 0.75), room) / pattern.size;
    const genotype = core.model.scale(rng, pattern.genotype, growth);
    if (!core.prepare(genotype, pattern.steps * growth * growth, goal)) continue;
    yield;
    const bestBefore = level.best?.steps ?? 0;
    const verdict = core.settle(genotype, 'scale', pattern, undefined);
    const { entry, gain } = verdict;
    if (entry === undefined || !isTold(entry)) continue;
    const progress = core.goals?.progress ?? 0;
    reward += book(core, goal, Math.max(progress, worth(verdict, bestBefore)), gain);
  }
  return reward;
}

/** The constraint brought a find. @returns its worth. */
function book({ goals }: SearchCore, goal: number, value: number, gain: number): number {
  goals?.arms.reward(goal, value, gain);
  if (goals?.reached.includes(goal) === false) goals.bookFind(goal, gain);
  return value;
}

/** The entry that holds the constraint; where it is satisfied, half the time another that satisfies it. */
function startOf(level: Level, goal: number, margin: number, rng: StageContext['rng']): Entry {
  const holder = level.goals[goal] as Entry;
  if (margin > 0 || rng.oneIn(2)) return holder;
  const others = level.signed.filter(({ margins }) => margins?.[goal] === 0);
  return others.length > 0 ? rng.pick(others) : holder;
}
