import type { NumberPart, Part, SequencePart } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { Entry, Level } from '../archive.ts';
import { partsOf } from '../mutate.ts';
import { cut, join, overwrite } from '../mutators/mutator.ts';
import { hasParts, pickPart } from '../part-groups.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, worth } from './stage.ts';

/** Most executions of a batch, and of one line. */
const MAX_BATCH = 64;
const MAX_LINE = 32;
/** Elements looked at before any is replaced. */
const SPARE_DRAWS = 4;

/**
 * One variable at a time, in steps that double while they pay and halve when they do not (the alternating variable method
 * of search-based testing: Korel 1990, Harman and McMinn 2010). Variables are numbers, and the places of elements: where
 * cost depends on the order of things, what a move gains tells how far it should have gone. A fresh element is tried at
 * its best place, not at the one where it happens to come in.
 */
export const lineSearch: Stage = {
  name: 'line-search',
  *run(context: StageContext, levelIndex: number): Task<number> {
    const { core, rng } = context;
    const first = pickEntry(core.levels[levelIndex] as Level, rng);
    if (first === undefined) return 0;
    let entry: Entry = first;
    const batch = Math.min(MAX_BATCH, batchSize(entry.steps));
    const until = core.totals.execs + batch;
    let reward = 0;
    for (let lines = 0; lines < batch && core.totals.execs < until; lines++) {
      const parts = partsOf(core, entry);
      if (!hasParts(parts)) return reward;
      const line = lineOf(pickPart(parts, rng), rng);
      if (line === undefined) continue;
      const walk: Walk = yield* follow(context, entry, line);
      entry = walk.entry;
      reward += walk.reward;
    }
    return reward;
  },
};

interface Walk {
  /** The costliest input of the same level that was met, if costlier than the one begun with. */
  entry: Entry;
  reward: number;
}

/** Walks along a line as long as the cost rises. */
function* follow({ core, rng }: StageContext, from: Entry, line: Line): Task<Walk> {
  const level = core.levels[from.level] as Level;
  const walk: Walk = { entry: from, reward: 0 };
  let { step } = line;
  let at = line.start;
  /** Cost at `at`; unknown before the first execution of a line that does not begin at the entry. */
  let most = line.isKnown ? from.steps : undefined;
  let failed = 0;
  for (let k = 0; k < MAX_LINE && core.goOn(); k++) {
    const to = most === undefined ? at : at + step;
    const value = line.at(to);
    const genotype =
      value === undefined ? from.genotype : core.model.edit(from.genotype, line.part, value, rng);
    let rises = false;
    if (genotype !== from.genotype && core.prepare(genotype, from.steps)) {
      yield;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'line-search', from, undefined);
      const { steps } = core.run;
      const kept: Entry | undefined = verdict.entry;
      if (kept !== undefined && kept.reasons.length > 0) walk.reward += worth(verdict, before);
      if (kept?.level === from.level && kept.steps > walk.entry.steps) walk.entry = kept;
      rises = most === undefined || steps > most;
      if (rises) most = steps;
    } else if (most === undefined) return walk;
    if (rises) {
      if (to !== at) step *= 2;
      at = to;
      failed = 0;
      continue;
    }
    failed++;
    step = -step;
    if (failed % 2 === 1) continue;
    if (Math.abs(step) <= 1) return walk;
    step = Math.trunc(step / 2);
  }
  return walk;
}

/** The values of a part as one of its variables moves. */
interface Line {
  readonly part: Part;
  readonly start: number;
  readonly step: number;
  /** The value at the start is the one that the part has. */
  readonly isKnown: boolean;
  /** Undefined where the line has ended. */
  at(place: number): SequencePart['value'] | number | undefined;
}

function lineOf(part: Part, rng: Rng): Line | undefined {
  if (part.kind === 'number') return numberLine(part, rng);
  const { length } = part.value;
  if (length < 2) return undefined;
  const index = rng.int(0, length - 1);
  const element = part.value[index];
  if (typeof element === 'number' && rng.oneIn(4)) return elementLine(part, index, element, rng);
  if (part.domain.fixedElements || rng.oneIn(2)) return placeLine(part, index, undefined, rng);
  return placeLine(part, spareIndex(part.value, rng), part.domain.element(rng, 4), rng);
}

/** Where an element can best be spared: one that stands beside its like, if a few draws find any. */
function spareIndex(value: SequencePart['value'], rng: Rng): number {
  let index = 0;
  for (let draws = 0; draws < SPARE_DRAWS; draws++) {
    index = rng.int(0, value.length - 1);
    if (index > 0 && isLike(value[index], value[index - 1])) return index;
  }
  return index;
}

function numberLine(part: NumberPart, rng: Rng): Line {
  const { min, max } = part.domain;
  return {
    part,
    start: part.value,
    step: rng.oneIn(2) ? 1 : -1,
    isKnown: true,
    at: (value) => (value < min || value > max ? undefined : value),
  };
}

function elementLine(
  part: SequencePart,
  index: number,
  element: number,
  rng: Rng,
): Line | undefined {
  const { numbers } = part.domain;
  if (numbers === undefined) return undefined;
  const { min, max } = numbers;
  return {
    part,
    start: element,
    step: rng.oneIn(2) ? 1 : -1,
    isKnown: true,
    at: (value) =>
      value < min || value > max ? undefined : overwrite(part.value, index, index + 1, [value]),
  };
}

/** @param fresh stands in for the element; undefined to move the element itself. */
function placeLine(part: SequencePart, index: number, fresh: unknown, rng: Rng): Line {
  const { value } = part;
  const rest = join(cut(value, 0, index), cut(value, index + 1, value.length));
  const element =
    fresh === undefined
      ? cut(value, index, index + 1)
      : typeof value === 'string' && typeof fresh === 'string'
        ? fresh
        : [fresh];
  const step = Math.max(1, value.length >> 2);
  return {
    part,
    start: index,
    step: rng.oneIn(2) ? step : -step,
    isKnown: fresh === undefined,
    at: (to) => (to < 0 || to > rest.length ? undefined : overwrite(rest, to, to, element)),
  };
}

/** Composites are compared by what they hold: identity ends with the process. */
function isLike(a: unknown, b: unknown): boolean {
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}
