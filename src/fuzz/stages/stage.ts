import type { Rng } from '../../core/rng.ts';
import type { Entry, Level } from '../archive.ts';
import type { Bandit } from '../bandit.ts';
import type { SearchCore } from '../core.ts';
import type { MutantMaker } from '../mutate.ts';
import type { Recipes } from '../recipes.ts';
import type { Task, Verdict } from '../run.ts';

/** What every stage works with. */
export interface StageContext {
  readonly core: SearchCore;
  readonly maker: MutantMaker;
  readonly sourceArms: Bandit;
  readonly recipes: Recipes | undefined;
  readonly rng: Rng;
}

/** A batch of executions at one level. @returns what it was worth: new bests count 1, other finds less. */
export interface Stage {
  readonly name: string;
  run(context: StageContext, level: number): Task<number>;
}

/** Steps that a batch should cost, so that cheap inputs get large batches and expensive ones few executions. */
const BATCH_STEPS = 400_000;
const MAX_BATCH = 256;

/** Executions of a batch around an input of this cost: 4 to 256. */
export function batchSize(steps: number): number {
  return Math.max(4, Math.min(MAX_BATCH, Math.floor(BATCH_STEPS / Math.max(1, steps))));
}

/** What reaching a site for the first time is worth: there are only so many, and slow paths lie behind them. */
const COVERAGE = 0.5;

/**
 * What a verdict is worth to the arm that earned it, in (0, 1]: a twentieth more cost than the best of the size band before
 * counts in full.
 */
export function worth({ gain, covered }: Verdict, before: number): number {
  const least = covered ? COVERAGE : 0.01;
  return gain <= 0
    ? least
    : Math.max(least, 0.02 + 0.98 * Math.min(1, (20 * gain) / Math.max(1, before)));
}

/** Which of a level's entries a batch starts from; a bandit chooses among them. */
export const SOURCES = ['best', 'contender', 'rate', 'alloc', 'site', 'growth'] as const;
export type Source = (typeof SOURCES)[number];

export function pickFrom(level: Level, source: Source, rng: Rng): Entry | undefined {
  switch (source) {
    case 'best':
      return level.best;
    case 'contender':
      return level.contenders.length > 0 ? rng.pick(level.contenders) : undefined;
    case 'rate':
      return level.rate;
    case 'alloc':
      return level.alloc;
    case 'site':
      return level.sitesHeld.length > 0 ? level.sites[rng.pick(level.sitesHeld)] : undefined;
    case 'growth': {
      const site = pickGrowing(level, rng);
      return site === undefined ? undefined : level.sites[site];
    }
  }
}

/** Sites drawn, of which the one that grows most is taken. */
const TOURNAMENT = 8;

/** A site whose hits grow faster than those of most; undefined when no site is held. */
export function pickGrowing(level: Level, rng: Rng): number | undefined {
  if (level.sitesHeld.length === 0) return undefined;
  let best = rng.pick(level.sitesHeld);
  let most = level.growthOf(best);
  for (let k = 1; k < TOURNAMENT; k++) {
    const site = rng.pick(level.sitesHeld);
    const growth = level.growthOf(site);
    if (growth <= most) continue;
    best = site;
    most = growth;
  }
  return best;
}

/** Any of the level's entries, the best half the time. */
export function pickEntry(level: Level, rng: Rng): Entry | undefined {
  const source = rng.oneIn(2) ? 'best' : rng.pick(SOURCES);
  return pickFrom(level, source, rng) ?? level.best ?? level.rate ?? pickFrom(level, 'site', rng);
}
