import type { Entry, Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, pickFrom, worth } from './stage.ts';

/** How far down a pattern may come from. */
const REACH = 3;
/** One in so many is grown by a mutator: what scaling keeps is not all that a pattern can be. */
const MUTATED = 4;

/**
 * Carries patterns of lower levels up to the size of this one: a worst case is a pattern, and a pattern that costs
 * more per size at a small size is worth trying at a large one.
 */
export const promote: Stage = {
  name: 'promote',
  *run({ core, maker, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const effort = core.efforts[levelIndex];
    if (effort !== undefined) effort.promotionDue = false;
    let reward = 0;
    let batch = 16;
    for (let k = 0; k < batch && core.goOn(); k++) {
      const source = pickSource(core.levels, levelIndex, rng.oneIn(4) ? rng.int(1, REACH) : 1, rng);
      if (source === undefined) return reward;
      const room = core.capOf(levelIndex);
      const target = rng.oneIn(2) ? room : rng.int(Math.ceil(room * 0.75), room);
      const mutant = rng.oneIn(MUTATED) ? maker.make(source, target, undefined) : undefined;
      const genotype =
        mutant?.genotype ?? core.model.scale(rng, source.genotype, target / source.size);
      const growth = target / source.size;
      if (!core.prepare(genotype, source.steps * growth * growth)) continue;
      yield;
      if (mutant !== undefined) maker.charge(mutant);
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, mutant?.op ?? 'scale', source, undefined);
      batch = Math.min(batch, Math.max(4, batchSize(core.run.steps)));
      if (verdict.entry === undefined || verdict.entry.reasons.length === 0) continue;
      const value = worth(verdict, before);
      if (mutant !== undefined) maker.reward(mutant, value, verdict.gain);
      reward += value;
    }
    return reward;
  },
};

function pickSource(
  levels: readonly Level[],
  target: number,
  down: number,
  rng: StageContext['rng'],
): Entry | undefined {
  for (let from = Math.max(0, target - down); from >= 0; from--) {
    const level = levels[from] as Level;
    const entry = rng.oneIn(2)
      ? (level.best ?? pickFrom(level, 'site', rng))
      : pickEntry(level, rng);
    if (entry !== undefined && from < target) return entry;
  }
  return undefined;
}
