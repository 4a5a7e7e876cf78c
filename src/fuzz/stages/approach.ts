import type { NumberDomain, Part, Sequence } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { Entry, Level } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import { MAX_HEARD_SIZE, smallestAt } from '../hearing.ts';
import type { MutantParent } from '../mutate.ts';
import type { Task } from '../run.ts';
import { listenTo } from './listen.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, worth } from './stage.ts';

/** The first step along one place is at most 2 to the power of this. */
const MAX_STEP_BITS = 30;
/** The same of characters, which are mostly compared with their like. */
const MAX_CODE_BITS = 5;
const MAX_CODE = 0xffff;
/** As in `Host.distances`: an outcome that cannot be approached, because what was compared has no distance. */
const FARTHEST = 1;

/**
 * Works on one outcome of a comparison that no execution has shown yet: from an input that came near it downhill in
 * distance, by steps along single characters and numbers, which double while they help, and by mutants. What gets nearer is
 * settled like every other input, so that new coverage counts.
 */
export const approach: Stage = {
  name: 'approach',
  *run(context: StageContext, levelIndex: number): Task<number> {
    const { core, rng } = context;
    if (core.host.distances.length === 0) return 0;
    const entry = pickReached(core, rng) ?? pickEntry(core.levels[levelIndex] as Level, rng);
    if (entry === undefined || entry.size > MAX_HEARD_SIZE) return 0;
    if (!(yield* listenTo(core, entry.genotype, entry.steps))) return 0;
    const outcome = pickOutcome(core, rng);
    return outcome === undefined ? 0 : yield* comeNearer(context, entry, outcome);
  },
};

/** A small entry at any of the sites that were reached: comparisons do not ask for large inputs. */
function pickReached({ levels, siteHit }: SearchCore, rng: Rng): Entry | undefined {
  const sites: number[] = [];
  for (let site = 0; site < siteHit.length; site++) if (siteHit[site] === 1) sites.push(site);
  return sites.length === 0 ? undefined : smallestAt(levels, rng.pick(sites));
}

/** An outcome that was in sight of the last execution and never came about; undefined when there is none. */
function pickOutcome({ host, hearing }: SearchCore, rng: Rng): number | undefined {
  const { distances } = host;
  const inSight: number[] = [];
  for (let outcome = 0; outcome < distances.length; outcome++) {
    const distance = distances[outcome] as number;
    if (distance > 0 && distance < FARTHEST && !hearing.outcomes.has(outcome))
      inSight.push(outcome);
  }
  return inSight.length === 0 ? undefined : rng.pick(inSight);
}

function* comeNearer(
  { core, maker, rng }: StageContext,
  entry: Entry,
  outcome: number,
): Task<number> {
  let from: MutantParent = entry;
  let distance = core.host.distances[outcome] as number;
  let next: Step | undefined;
  /** The last step that helped: where one did, others do. */
  let good: Step | undefined;
  const batch = batchSize(entry.steps);
  let reward = 0;
  for (let k = 0; k < batch && distance > 0 && core.goOn(); k++) {
    const parts = core.model.parts(from.genotype);
    const step = next ?? (rng.oneIn(3) ? undefined : drawStep(parts, distance, good, rng));
    next = undefined;
    const genotype =
      step === undefined
        ? maker.make(from, core.capOf(entry.level), undefined)?.genotype
        : taken(core, from.genotype, parts, step, rng);
    if (genotype === undefined || !(yield* listenTo(core, genotype, entry.steps))) continue;
    const reached = core.host.distances[outcome] as number;
    if (reached > distance) continue;
    // What is equally near counts as a step on: plateaus are walked.
    from = { genotype, parts: undefined, size: core.run.size };
    if (reached === distance) continue;
    distance = reached;
    next = step && { ...step, by: 2 * step.by };
    good = step ?? good;
    reward += yield* settled(core, entry, genotype);
  }
  return reward;
}

/** Runs what got nearer as it is run otherwise. @returns its worth. */
function* settled(core: SearchCore, parent: Entry, genotype: unknown): Task<number> {
  if (!core.mayGoOn || !core.prepare(genotype, parent.steps)) return 0;
  yield;
  const before = core.levels[core.run.level]?.best?.steps ?? 0;
  const verdict = core.settle(genotype, 'approach', parent, undefined);
  const kept: Entry | undefined = verdict.entry;
  return kept !== undefined && kept.reasons.length > 0 ? worth(verdict, before) : 0;
}

/** A change of one number, element or character. */
interface Step {
  /** Index among the parts of the genotype. */
  readonly part: number;
  /** Index in a sequence. */
  readonly at: number;
  readonly by: number;
}

/** @param distance how far there is to go, which bounds the first step. */
function drawStep(
  parts: readonly Part[],
  distance: number,
  good: Step | undefined,
  rng: Rng,
): Step | undefined {
  if (parts.length === 0) return undefined;
  const isAgain = good !== undefined && good.part < parts.length && rng.oneIn(2);
  const part = isAgain ? good.part : rng.int(0, parts.length - 1);
  const { value } = parts[part] as Part;
  const last = typeof value === 'number' ? 0 : Math.max(0, value.length - 1);
  const at = isAgain ? Math.min(good.at, last) : rng.int(0, last);
  const bits = Math.floor(Math.log2(1 / (1 - distance)));
  const by =
    2 ** rng.int(0, Math.min(bits, typeof value === 'string' ? MAX_CODE_BITS : MAX_STEP_BITS));
  return { part, at, by: rng.oneIn(2) ? by : -by };
}

/** @returns undefined when there is nothing at that place that has a next value. */
function taken(
  core: SearchCore,
  genotype: unknown,
  parts: readonly Part[],
  { part: index, at, by }: Step,
  rng: Rng,
): unknown {
  const part = parts[index];
  const value = part && stepped(part, at, by);
  if (part === undefined || value === undefined) return undefined;
  return core.model.edit(genotype, part, value, rng);
}

function stepped(part: Part, at: number, by: number): Sequence | number | undefined {
  if (part.kind === 'number') return within(part.value + by, part.domain);
  const { value, domain } = part;
  if (typeof value === 'string') {
    const code = value.charCodeAt(at) + by;
    // Where there is no character, it is not a number.
    if (!(code >= 0 && code <= MAX_CODE)) return undefined;
    return value.slice(0, at) + String.fromCharCode(code) + value.slice(at + 1);
  }
  const element: unknown = value[at];
  if (typeof element !== 'number' || domain.numbers === undefined) return undefined;
  return value.with(at, within(element + by, domain.numbers));
}

function within(value: number, { min, max }: NumberDomain): number {
  return Math.max(min, Math.min(max, value));
}
