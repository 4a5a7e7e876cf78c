import type { Entry, Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, pickFrom, SOURCES, worth } from './stage.ts';

/** Mutates one entry of the level, going on from every mutant that is at least as costly. */
export const climb: Stage = {
  name: 'climb',
  *run({ core, maker, sourceArms, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const source = sourceArms.pick(rng);
    let entry =
      pickFrom(level, SOURCES[source] ?? 'best', rng) ?? level.best ?? pickFrom(level, 'site', rng);
    if (entry === undefined) return 0;
    const donor = core.options.without.includes('splice') ? undefined : pickEntry(level, rng);
    const batch = batchSize(entry.steps);
    const before = core.totals.execs;
    let reward = 0;
    for (let k = 0; k < batch && core.goOn(); k++) {
      const cap = core.capOf(rng.oneIn(8) ? levelIndex + 1 : levelIndex);
      const mutant = maker.make(entry, cap, donor);
      if (mutant === undefined || !core.prepare(mutant.genotype, entry.steps)) continue;
      yield;
      maker.charge(mutant);
      const bestBefore = level.best?.steps ?? 0;
      const verdict = core.settle(mutant.genotype, mutant.op, entry, undefined);
      const kept: Entry | undefined = verdict.entry;
      if (kept === undefined) continue;
      if (kept.reasons.length > 0) {
        const value = worth(verdict, bestBefore);
        maker.reward(mutant, value, verdict.gain);
        sourceArms.reward(source, value, verdict.gain);
        reward += value;
      }
      if (kept.level === levelIndex && kept.steps >= entry.steps) entry = kept;
    }
    sourceArms.charge(source, core.totals.execs - before);
    return reward;
  },
};
