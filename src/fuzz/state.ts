import type { InputModel } from '../core/input-model.ts';
import type { Entry } from './archive.ts';
import { Level } from './archive.ts';
import type { ArmState } from './bandit.ts';
import type { LevelEffort } from './levels.ts';

/** An entry with its genotype encoded. */
export interface EntryState {
  readonly id: number;
  readonly input: string;
  readonly steps: number;
  readonly allocUnits: number;
  readonly size: number;
  readonly level: number;
  readonly outcome: number;
  readonly op: string;
  readonly parents: readonly number[];
  readonly execs: number;
  readonly lineage: number;
  readonly reasons: readonly string[];
  readonly number: number;
}

export interface LevelState {
  readonly contenders: readonly number[];
  readonly rate: number | undefined;
  readonly alloc: number | undefined;
  /** Triples site, hits, entry id, in order of discovery of the sites. */
  readonly sites: readonly number[];
}

/** Counters of a search; plain data. */
export interface SearchTotals {
  execs: number;
  steps: number;
  nextId: number;
  nextLineage: number;
  /** Entries told to the parent process so far. */
  told: number;
  /** `execs` and `steps` when a band's best cost or the coverage last moved. */
  movedAtExecs: number;
  movedAtSteps: number;
  /** Executions by outcome, indexed as OUTCOMES. */
  outcomes: number[];
  /** The program keeps state between calls: its modules are instantiated anew for each. */
  fresh: boolean;
  /** Least and most that one input cost, when re-runs differed even with fresh modules: the program is nondeterministic. */
  costRange: readonly [number, number] | undefined;
}

/**
 * Everything that a search knows between two epochs. An epoch started from a restored state does the same as one that
 * went on: randomness is seeded per (seed, shard, epoch), so no generator state is kept.
 */
export interface SearchState {
  readonly version: 1;
  readonly totals: SearchTotals;
  readonly entries: readonly EntryState[];
  readonly levels: readonly LevelState[];
  readonly efforts: readonly LevelEffort[];
  readonly sitesHit: readonly number[];
  readonly sequenceArms: readonly ArmState[];
  readonly numberArms: readonly ArmState[];
  readonly stageArms: readonly ArmState[];
  readonly sourceArms: readonly ArmState[];
  /** Distinct errors already kept as prizes. */
  readonly prizes: readonly string[];
}

export function saveLevels(
  levels: readonly Level[],
  model: InputModel,
): { readonly entries: EntryState[]; readonly levels: LevelState[] } {
  const entries: EntryState[] = [];
  const saved = levels.map((level): LevelState => {
    for (const entry of level.entries()) entries.push(saveEntry(entry, model));
    return {
      contenders: level.contenders.map(({ id }) => id),
      rate: level.rate?.id,
      alloc: level.alloc?.id,
      sites: level.sitesHeld.flatMap((site) => [
        site,
        level.siteMax[site] ?? 0,
        level.sites[site]?.id ?? -1,
      ]),
    };
  });
  return { entries, levels: saved };
}

function saveEntry(entry: Entry, model: InputModel): EntryState {
  const { id, steps, allocUnits, size, level, outcome, op, parents, execs, lineage, number } =
    entry;
  const input = model.encode(entry.genotype);
  const reasons = [...entry.reasons];
  return {
    id,
    input,
    steps,
    allocUnits,
    size,
    level,
    outcome,
    op,
    parents,
    execs,
    lineage,
    reasons,
    number,
  };
}

export function restoreLevels(
  state: Pick<SearchState, 'entries' | 'levels'>,
  model: InputModel,
  siteCount: number,
): Level[] {
  const byId = new Map<number, Entry>();
  for (const { input, reasons, ...rest } of state.entries) {
    byId.set(rest.id, {
      ...rest,
      genotype: model.decode(input),
      reasons: [...reasons],
      claims: 0,
      parts: undefined,
    });
  }
  const need = (id: number): Entry => {
    const entry = byId.get(id);
    if (entry === undefined) throw new RangeError(`search state names entry ${id}, which it lacks`);
    return entry;
  };
  return state.levels.map((saved) => {
    const level = new Level(siteCount);
    for (const id of saved.contenders) {
      const entry = need(id);
      entry.claims++;
      level.contenders.push(entry);
    }
    if (saved.rate !== undefined) level.holdRate(need(saved.rate));
    if (saved.alloc !== undefined) level.holdAlloc(need(saved.alloc));
    for (let k = 0; k < saved.sites.length; k += 3)
      level.holdSite(saved.sites[k] ?? 0, saved.sites[k + 1] ?? 0, need(saved.sites[k + 2] ?? -1));
    return level;
  });
}
