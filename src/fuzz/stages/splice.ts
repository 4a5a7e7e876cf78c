import type { Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, worth } from './stage.ts';

/** Puts parts of one entry into another of the same level. */
export const splice: Stage = {
  name: 'splice',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const entry = pickEntry(level, rng);
    if (entry === undefined) return 0;
    const batch = Math.min(16, batchSize(entry.steps));
    let reward = 0;
    for (let k = 0; k < batch && core.goOn(); k++) {
      const donor = pickEntry(level, rng);
      if (donor === undefined || donor === entry) continue;
      const genotype = core.model.splice(rng, entry.genotype, donor.genotype);
      if (!core.prepare(genotype, Math.max(entry.steps, donor.steps))) continue;
      yield;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'splice', entry, donor);
      if (verdict.entry !== undefined && verdict.entry.reasons.length > 0)
        reward += worth(verdict, before);
    }
    return reward;
  },
};
