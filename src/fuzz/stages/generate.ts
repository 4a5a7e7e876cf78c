import type { Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { worth } from './stage.ts';

/** Fresh inputs of the level's size: new lineages. */
export const generate: Stage = {
  name: 'generate',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const expected = level.best?.steps ?? 0;
    const batch = expected > 1_000_000 ? 2 : 8;
    let reward = 0;
    for (let k = 0; k < batch && core.goOn(); k++) {
      const room = core.capOf(levelIndex);
      const genotype = core.model.generate(rng, rng.int(Math.ceil(room / 2), room));
      if (!core.prepare(genotype, expected)) continue;
      yield;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'generate', undefined, undefined);
      if (verdict.entry !== undefined && verdict.entry.reasons.length > 0)
        reward += worth(verdict, before);
    }
    return reward;
  },
};
