import type { Level } from '../archive.ts';
import { ALL_GOALS } from '../constraints/goals.ts';
import { applyRecipe, mixInRecipe } from '../apply-recipe.ts';
import { isTold } from '../findings.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, worth } from './stage.ts';

const MAX_BATCH = 8;

/** Makes inputs by a recipe: half of them from a generated input, half of them from an entry of the level. */
export const recipe: Stage = {
  name: 'recipe',
  *run({ core, recipes, rng }: StageContext, levelIndex: number): Task<number> {
    if (recipes === undefined) return 0;
    const level = core.levels[levelIndex] as Level;
    const arm = recipes.pick(levelIndex, rng);
    const chosen = recipes.at(arm);
    const expected = level.best?.steps ?? 0;
    const batch = Math.min(MAX_BATCH, batchSize(expected));
    let reward = 0;
    let charged = 0;
    for (let k = 0; k < batch && core.goOn(); k++) {
      const room = core.capOf(levelIndex);
      const size = k === 0 ? room : rng.int(Math.ceil(room / 2), room);
      const application = { model: core.model, recipe: chosen, size, rng };
      const entry = k % 2 === 0 ? undefined : pickEntry(level, rng);
      const genotype =
        entry === undefined
          ? applyRecipe(core.model.generate(rng, size), application)
          : mixInRecipe(entry.genotype, application);
      if (!core.prepare(genotype, Math.max(expected, entry?.steps ?? 0), ALL_GOALS)) continue;
      yield;
      charged++;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, `recipe:${chosen.id}`, entry, undefined);
      if (verdict.entry === undefined || !isTold(verdict.entry)) continue;
      const value = Math.max(core.goals?.progress ?? 0, worth(verdict, before));
      recipes.arms.reward(arm, value, verdict.gain);
      reward += value;
    }
    recipes.arms.charge(arm, charged);
    return reward;
  },
};
