import type { Dictionary } from '../../core/target.ts';
import type { Finding } from '../../core/finding.ts';
import type { InputModel } from '../../core/input-model.ts';
import { createRng, type Rng } from '../../core/rng.ts';
import { ContrastArchive, type ContrastEntry } from '../../fuzz/feedback/contrast.ts';
import { createLevelEffort, levelCap, levelOf, pickLevel } from '../../fuzz/levels.ts';
import { type Mutant, MutantMaker } from '../../fuzz/mutate.ts';
import { Vocabulary } from '../../fuzz/vocabulary.ts';
import type { Measurement } from '../../core/executor.ts';
import { costsOf, isCalm, type ScoredInput } from '../../suite/problem/scored-input.ts';
import type { Pair } from '../../suite/problem/separation.ts';

export interface ContrastSearchOptions {
  readonly model: InputModel;
  readonly pairs: readonly Pair[];
  /** Number of programs. */
  readonly programs: number;
  /** Runs inputs on every program. @returns `rows[input][program]` */
  readonly measure: (
    inputs: readonly string[],
    maxSteps: number,
  ) => Promise<readonly (readonly Measurement[])[]>;
  readonly dictionary: Dictionary;
  readonly seed: number;
  readonly maxSize: number;
  /** Fuel of one execution, steps. */
  readonly maxSteps: number;
  /** Executions, an input on one program counting one. */
  readonly execs: number;
  /** Asked before every round; under a time budget. */
  readonly isOver: () => boolean;
}

export interface ContrastSearch {
  /** Everything that the search started from and found, for the chain of what made an input; ids are its own. */
  readonly known: readonly Finding[];
  /** What was found and holds a place at the end. */
  readonly found: readonly Finding[];
  /** Executions made. */
  readonly execs: number;
}

/** Mutants of one round: each round is a message to every program. */
const ROUND = 32;
/** Steps of the whole search for each execution of its budget: where executions are costly there are fewer. */
const STEPS_PER_EXEC = 2 ** 17;
/** Rounds in a row that make no new input: there are no more. */
const MAX_BARREN = 64;
/** One input in so many is one of a smaller band brought to this one. */
const PROMOTED = 4;
/** One in so many is a fresh one: what tells two programs apart need not be near anything that is slow for one. */
const FRESH = 8;

/**
 * Searches on from what single searches found, for inputs that tell programs apart: mutants of what holds a place are run on
 * all programs, and kept for the ratio of their costs. Bands of sizes have equal shares of the effort, as in a search of one
 * program. Deterministic but for `isOver`.
 */
export async function searchContrast(
  start: readonly ScoredInput[],
  options: ContrastSearchOptions,
): Promise<ContrastSearch> {
  const { model, pairs, programs, maxSize } = options;
  const archive = new ContrastArchive(pairs);
  const calm = start.filter(isCalm);
  const known: Finding[] = calm.map(({ finding, runs, slowest }, id) => ({
    ...finding,
    steps: runs[slowest]?.steps ?? 0,
    provenance: { ...finding.provenance, id, parents: [] },
  }));
  for (const [id, one] of calm.entries()) archive.claim(entryOf(id, one, model));
  const tried = new Set(calm.map(({ finding }) => finding.input));
  const efforts = Array.from({ length: levelOf(maxSize) + 1 }, createLevelEffort);
  let [execs, steps, round] = [0, 0, 0];
  const maker = createMaker(options, createRng(options.seed, round));
  const stepsAtMost = STEPS_PER_EXEC * options.execs;
  let barren = archive.entries().length === 0 ? MAX_BARREN : 0;
  while (
    execs + programs <= options.execs &&
    steps < stepsAtMost &&
    barren < MAX_BARREN &&
    !options.isOver()
  ) {
    const rng = createRng(options.seed, 0xc0de, ++round);
    maker.reseed(rng);
    const room = Math.min(ROUND, Math.floor((options.execs - execs) / programs));
    const level = pickLevel(efforts);
    const effort = efforts[level];
    if (effort === undefined) break;
    const tries = makeTries(archive, level, room, maker, options, rng).filter(
      ({ input }) => !tried.has(input) && tried.add(input),
    );
    const rows = await options.measure(
      tries.map(({ input }) => input),
      options.maxSteps,
    );
    // A round that made nothing counts too: the band must not be picked for ever.
    effort.execs += ROUND;
    execs += Math.max(1, tries.length * programs);
    barren = tries.length === 0 ? barren + 1 : 0;
    let found = 0;
    for (const [i, { input, genotype, mutant, parents, op, size }] of tries.entries()) {
      const runs = rows[i] ?? [];
      const cost = runs.reduce((sum, run) => sum + run.steps, 0);
      steps += cost;
      effort.steps += cost;
      effort.scalars += size;
      if (mutant !== undefined) maker.charge(mutant);
      if (runs.length < programs || !isCalm({ runs })) continue;
      const costs = costsOf({ runs });
      const reasons = archive.reasons(size, costs);
      if (reasons.length === 0) continue;
      if (mutant !== undefined) maker.reward(mutant, 1, 0);
      const id = known.length;
      archive.claim({ id, genotype, size, costs, op, parents, execs, reasons, parts: undefined });
      known.push({
        input,
        outcome: 'ok',
        steps: Math.max(...costs),
        allocUnits: runs[0]?.allocUnits ?? 0,
        size,
        reasons,
        provenance: { id, parents, op, execs },
      });
      found++;
    }
    if (found > 0) effort.improvedAt = effort.steps;
  }
  const held = new Set(archive.entries().map(({ id }) => id));
  return { known, found: known.filter((_, id) => id >= calm.length && held.has(id)), execs };
}

interface Try {
  readonly input: string;
  readonly genotype: unknown;
  readonly size: number;
  readonly op: string;
  readonly parents: readonly number[];
  /** Which mutators made it; undefined for an input that was only scaled. */
  readonly mutant: Mutant | undefined;
}

/** Mutants of the entries of a band, and entries of the nearest smaller one scaled up to it. */
function makeTries(
  archive: ContrastArchive,
  level: number,
  count: number,
  maker: MutantMaker,
  { model, maxSize }: ContrastSearchOptions,
  rng: Rng,
): readonly Try[] {
  const own = archive.level(level);
  const below = nearestBelow(archive, level);
  const cap = Math.min(levelCap(level), maxSize);
  const tries: Try[] = [];
  for (let k = 0; k < count; k++) {
    if (rng.oneIn(FRESH)) {
      const genotype = model.generate(rng, rng.int(Math.ceil(cap / 2), cap));
      tries.push(tryOf(model, genotype, 'generate', [], undefined));
      continue;
    }
    const isPromoted = below.length > 0 && (own.length === 0 || rng.oneIn(PROMOTED));
    const parents = isPromoted ? below : own;
    if (parents.length === 0) break;
    const parent = rng.pick(parents);
    const mutant = isPromoted ? undefined : copyOf(maker.make(parent, cap, rng.pick(parents)));
    if (!isPromoted && mutant === undefined) continue;
    const genotype =
      mutant === undefined ? model.scale(rng, parent.genotype, cap / parent.size) : mutant.genotype;
    tries.push(tryOf(model, genotype, mutant?.op ?? 'scale', [parent.id], mutant));
  }
  return tries.filter(({ size }) => size <= maxSize);
}

function tryOf(
  model: InputModel,
  genotype: unknown,
  op: string,
  parents: readonly number[],
  mutant: Mutant | undefined,
): Try {
  const [input, size] = [model.encode(genotype), model.sizeOf(genotype)];
  return { input, genotype, size, op, parents, mutant };
}

function nearestBelow(archive: ContrastArchive, level: number): readonly ContrastEntry[] {
  for (let lower = level - 1; lower >= 0; lower--) {
    const entries = archive.level(lower);
    if (entries.length > 0) return entries;
  }
  return [];
}

/** The maker's own is overwritten by the next one. */
function copyOf(mutant: Mutant | undefined): Mutant | undefined {
  return mutant && { genotype: mutant.genotype, arms: [...mutant.arms], op: mutant.op };
}

function createMaker(
  { model, dictionary, seed, maxSize, maxSteps }: ContrastSearchOptions,
  rng: Rng,
): MutantMaker {
  const options = {
    seed,
    dictionary,
    maxSize,
    ladderMaxSteps: maxSteps,
    finalMaxSteps: maxSteps,
    without: [],
    shard: 0,
    shards: 1,
  };
  return new MutantMaker({ model, options, vocabulary: new Vocabulary(undefined) }, rng, {
    sequence: undefined,
    number: undefined,
  });
}

function entryOf(id: number, one: ScoredInput, model: InputModel): ContrastEntry {
  const genotype = model.decode(one.finding.input);
  return {
    id,
    genotype,
    size: model.sizeOf(genotype),
    costs: costsOf(one),
    op: one.finding.provenance.op,
    parents: [],
    execs: 0,
    reasons: [],
    parts: undefined,
  };
}
