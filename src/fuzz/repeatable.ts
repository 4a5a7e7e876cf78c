import { createRng } from '../core/rng.ts';
import type { SearchCore } from './core.ts';
import type { SeedReport } from './requests.ts';
import type { Task } from './run.ts';
import type { Entry } from './archive.ts';
import { uncountedNotes } from './uncounted.ts';

/** Inputs made when the user gave none. */
const GENERATED_SEEDS = 24;
/** Sizes of those. */
const GENERATED_SIZE = 48;
/** Inputs that are run twice at the start, and entries re-run at the end of an epoch. */
const REPEATS = 4;

/**
 * Runs the seeds, or a few generated inputs when there are none. A program whose second call costs other than its first
 * keeps state (a memo, a lazily built table) and gets fresh modules for every execution from then on.
 */
export function* runSeeds(core: SearchCore, seeds: readonly string[]): Task<SeedReport> {
  core.execsLeft = core.stepsLeft = core.attemptsLeft = Infinity;
  const notes: string[] = [];
  const rng = createRng(core.options.seed, core.options.shard, -1);
  const given = seeds.map((seed) => core.model.decode(seed));
  const inputs =
    given.length > 0
      ? given
      : Array.from({ length: GENERATED_SEEDS }, (_, k) =>
          core.model.generate(rng, 1 + Math.floor((k * GENERATED_SIZE) / GENERATED_SEEDS)),
        );
  yield* warmUp(core, inputs[0]);
  for (const input of inputs.slice(0, REPEATS)) {
    const spread = yield* costSpread(core, input);
    if (spread !== undefined) notes.push(...(yield* distrust(core, input, spread)));
    if (core.totals.costRange !== undefined) break;
  }
  const op = given.length > 0 ? 'seed' : 'generate';
  // Seeds are run by every shard, and told by the first.
  core.teller = given.length > 0 ? 0 : core.options.shard;
  let seedBest: SeedReport['seedBest'];
  for (const input of inputs) {
    if (!core.prepare(input, 0)) continue;
    yield;
    core.settle(input, op, undefined, undefined);
    const { steps, size } = core.run;
    if (seedBest === undefined || steps > seedBest.steps) seedBest = { steps, size };
  }
  core.learn();
  const { execs, steps } = core.totals;
  return {
    execs,
    steps,
    finds: core.takeFinds(),
    prizes: core.prizes,
    seedBest,
    notes: [...notes, ...uncountedNotes(core.host)],
  };
}

/** The first call of a program may build tables; it is not held against it. */
function* warmUp(core: SearchCore, input: unknown): Task<void> {
  if (input === undefined || !core.prepare(input, 0)) return;
  yield;
  core.account();
}

/** Runs one input twice. @returns the two costs when they differ. */
function* costSpread(
  core: SearchCore,
  input: unknown,
): Task<readonly [number, number] | undefined> {
  const costs: number[] = [];
  for (let k = 0; k < 2; k++) {
    if (!core.prepare(input, 0)) return undefined;
    yield;
    core.account();
    costs.push(core.run.steps);
  }
  const [first, second] = costs;
  return first === second ? undefined : [first ?? 0, second ?? 0];
}

/** What follows from two costs of one input: fresh modules, or, when those do not help, an honest note. */
function* distrust(
  core: SearchCore,
  input: unknown,
  spread: readonly [number, number],
): Task<readonly string[]> {
  let seen = spread;
  if (!core.totals.fresh && core.model.target === 'function') {
    core.totals.fresh = true;
    core.host.setFresh(true);
    const again = yield* costSpread(core, input);
    if (again === undefined)
      return [
        'the program keeps state between calls: its modules are loaded anew for each execution',
      ];
    seen = again;
  }
  core.totals.costRange = [Math.min(...seen), Math.max(...seen)];
  return [
    `the program is nondeterministic: one input cost ${Math.min(...seen)} and ${Math.max(...seen)} steps in two runs`,
  ];
}

/**
 * Re-runs the costliest new entries at the end of an epoch. When one costs something else now, the costs found so far
 * depended on earlier calls: the program gets fresh modules and every entry is measured again.
 */
export function* checkRepeatable(core: SearchCore): Task<readonly string[]> {
  if (core.totals.costRange !== undefined) return [];
  const suspects = core.levels
    .flatMap((level) => (level.best === undefined || level.best.number >= 0 ? [] : [level.best]))
    .filter(({ steps }) => steps < core.options.ladderMaxSteps)
    .sort((a, b) => b.steps - a.steps || a.id - b.id)
    .slice(0, REPEATS);
  for (const entry of suspects) {
    if (!core.prepare(entry.genotype, entry.steps)) continue;
    yield;
    core.account();
    if (core.run.steps === entry.steps) continue;
    const fresh = core.totals.fresh;
    const alive = core.levels.flatMap((level) => level.entries());
    const notes = yield* distrust(core, entry.genotype, [entry.steps, core.run.steps]);
    if (!fresh && core.totals.fresh) yield* remeasure(core, alive);
    return notes;
  }
  return [];
}

function* remeasure(core: SearchCore, entries: readonly Entry[]): Task<void> {
  core.resetLevels();
  for (const entry of entries) {
    if (!core.prepare(entry.genotype, entry.steps)) continue;
    yield;
    core.settle(entry.genotype, entry.op, entry, undefined);
  }
}
