import type { Entry, Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { pickGrowing, worth } from './stage.ts';

/** Ways of scaling an entry that are tried before its growth counts as at its end. */
const TRIES = 3;
/** What twice the size must bring: more than this many times the hits. Linear growth brings 2, n log n hardly more. */
const SUPERLINEAR = 2.6;

/**
 * Doubles an entry of which a site grows faster than its size, as long as that holds: a pattern is known by its growth at
 * small sizes, where another may still cost more.
 */
export const ascend: Stage = {
  name: 'ascend',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const site = pickGrowing(level, rng);
    let entry = site === undefined ? undefined : level.sites[site];
    if (site === undefined || entry === undefined) return 0;
    let hits = level.siteMax[site] as number;
    let reward = 0;
    for (let tries = 0; tries < TRIES && core.goOn(); tries++) {
      const genotype = core.model.scale(rng, entry.genotype, 2);
      const size = core.model.sizeOf(genotype);
      if (size < 1.5 * entry.size || !core.prepare(genotype, 4 * entry.steps)) continue;
      yield;
      const found = core.host.counts[site] as number;
      const before = core.levels[core.run.level]?.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'scale', entry, undefined);
      const kept: Entry | undefined = verdict.entry;
      if (kept === undefined) continue;
      if (kept.reasons.length > 0) reward += worth(verdict, before);
      if (found < SUPERLINEAR * hits) continue;
      entry = kept;
      hits = found;
      tries = -1;
    }
    return reward;
  },
};
