import type { InputModel } from '../core/input-model.ts';
import type { Entry } from './archive.ts';
import { Level, UNREACHED } from './archive.ts';
import type { ArmState } from './bandit.ts';
import type { GoalsState } from './constraints/goals.ts';
import type { HearingState } from './hearing.ts';
import type { LevelEffort } from './levels.ts';
import type { RecipesState } from './recipes.ts';
import type { SearchTotals } from './totals.ts';
import type { VocabularyState } from './vocabulary.ts';

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
  /** Absent for none. */
  readonly goalReasons?: readonly string[];
  readonly number: number;
  /** See {@link Entry.margins}; absent when it was not looked at. */
  readonly margins?: readonly number[];
}

export interface LevelState {
  readonly contenders: readonly number[];
  readonly rate: number | undefined;
  readonly alloc: number | undefined;
  /** Triples site, hits, entry id, in order of discovery of the sites. */
  readonly sites: readonly number[];
  /** Triples constraint, margin, entry id, in order of discovery; absent for none. */
  readonly goals?: readonly number[];
  /** Pairs signature, entry id; absent for none. */
  readonly signatures?: readonly number[];
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
  readonly vocabulary: VocabularyState;
  readonly hearing: HearingState;
  /** Of the constraints; absent when there were none. `stage` is the arm of the stage that works on them. */
  readonly goals?: GoalsState & { readonly stage: ArmState | undefined };
  /** Of the recipes; absent when there were none. */
  readonly recipes?: RecipesState & { readonly stage: ArmState | undefined };
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
      ...saveGoals(level),
    };
  });
  return { entries, levels: saved };
}

function saveGoals(level: Level): Pick<LevelState, 'goals' | 'signatures'> {
  const goals = level.goalsHeld.flatMap((goal) => [
    goal,
    level.margins[goal] ?? UNREACHED,
    level.goals[goal]?.id ?? -1,
  ]);
  const signatures = level.signatures.flatMap((signature, j) => [
    signature,
    level.signed[j]?.id ?? -1,
  ]);
  return {
    ...(goals.length > 0 ? { goals } : {}),
    ...(signatures.length > 0 ? { signatures } : {}),
  };
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
    ...(entry.goalReasons.length === 0 ? {} : { goalReasons: [...entry.goalReasons] }),
    ...(entry.margins === undefined ? {} : { margins: [...entry.margins] }),
  };
}

/**
 * @param constraints Ids that the levels are to know. What the state has of others is left out; when they are not the very
 * ones of the state, no entry counts as looked at.
 */
export function restoreLevels(
  state: Pick<SearchState, 'entries' | 'levels' | 'goals'>,
  model: InputModel,
  siteCount: number,
  constraints: readonly string[],
): Level[] {
  const before = state.goals?.ids ?? [];
  const isSame = before.join('\0') === constraints.join('\0');
  const byId = new Map<number, Entry>();
  for (const { input, reasons, goalReasons = [], margins, ...rest } of state.entries) {
    byId.set(rest.id, {
      ...rest,
      genotype: model.decode(input),
      reasons: [...reasons],
      goalReasons: [...goalReasons],
      margins: margins === undefined || !isSame ? undefined : Float64Array.from(margins),
      claims: 0,
      parts: undefined,
    });
  }
  const need = (id: number | undefined): Entry => {
    const entry = byId.get(id ?? -1);
    if (entry === undefined) throw new RangeError(`search state names entry ${id}, which it lacks`);
    return entry;
  };
  const levels: Level[] = [];
  for (const saved of state.levels) {
    const level = new Level(siteCount, constraints.length, levels.at(-2));
    levels.push(level);
    for (const id of saved.contenders) {
      const entry = need(id);
      entry.claims++;
      level.contenders.push(entry);
    }
    if (saved.rate !== undefined) level.holdRate(need(saved.rate));
    if (saved.alloc !== undefined) level.holdAlloc(need(saved.alloc));
    for (let k = 0; k < saved.sites.length; k += 3)
      level.holdSite(saved.sites[k] ?? 0, saved.sites[k + 1] ?? 0, need(saved.sites[k + 2]));
    const { goals = [], signatures = [] } = saved;
    for (let k = 0; k < goals.length; k += 3) {
      const goal = constraints.indexOf(before[goals[k] ?? -1] ?? '');
      if (goal >= 0) level.holdGoal(goal, goals[k + 1] ?? UNREACHED, need(goals[k + 2]));
    }
    // Its bits are those of the constraints that there were.
    for (let k = 0; isSame && k < signatures.length; k += 2)
      level.sign(k / 2, signatures[k] ?? 0, need(signatures[k + 1]));
  }
  return levels;
}
