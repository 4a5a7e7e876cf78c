import type { Heard } from '../../../harness/protocol.ts';
import type { Part } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { Entry, Level } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import type { Task } from '../run.ts';
import { substitute } from '../text/substitute.ts';
import { listenTo } from './listen.ts';
import type { Stage, StageContext } from './stage.ts';
import { pickEntry, pickFrom, worth } from './stage.ts';

const MAX_CODE = 0xffff;
/** Executions of a batch, without the one that is listened to. */
const BATCH = 32;
/** Places of an input that are tried for what was seen. */
const TRIES = 4;
/** Inputs beyond this hold what they hold many times over. Scalars. */
const MAX_SIZE = 4096;

/**
 * Gives the program what it looks for: listens to what one execution compares, and puts what was wanted where the input
 * has what was there.
 */
export const imitate: Stage = {
  name: 'imitate',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    // Those that got farthest into the program rather than those that cost most.
    const entry = rng.oneIn(4) ? pickEntry(level, rng) : pickFrom(level, 'site', rng);
    if (entry === undefined || entry.size > MAX_SIZE) return 0;
    const parts = core.model.parts(entry.genotype);
    if (parts.length === 0 || !(yield* listenTo(core, entry.genotype, entry.steps))) return 0;
    const heard = byPlace(core.host.heard());
    const open = heard.filter(([first]) => !core.vocabulary.outcomes.has(2 * (first?.place ?? 0)));
    let reward = 0;
    for (let k = 0; k < BATCH && heard.length > 0 && core.goOn(); k++) {
      const told = rng.pick(rng.pick(open.length > 0 && rng.oneIn(2) ? open : heard));
      const genotype = imitated(core, entry.genotype, parts, told, rng);
      if (genotype === undefined || !core.prepare(genotype, entry.steps)) continue;
      yield;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'imitate', entry, undefined);
      const kept: Entry | undefined = verdict.entry;
      if (kept !== undefined && kept.reasons.length > 0) reward += worth(verdict, before);
    }
    learnWords(core, heard, parts);
    return reward;
  },
};

/** @returns undefined when the places tried do not hold what was seen. */
function imitated(
  core: SearchCore,
  genotype: unknown,
  parts: readonly Part[],
  { seen, wanted }: Heard,
  rng: Rng,
): unknown {
  for (let tries = 0; tries < TRIES; tries++) {
    const part = rng.pick(parts);
    const edited = substitute(part, seen, rng.pick(wanted), rng);
    if (edited !== undefined) return core.model.edit(genotype, part, edited, rng);
  }
  return undefined;
}

/** What was heard, one list a place, in order of first places. The lists of the host's realm are read by index alone. */
function byPlace(heard: ArrayLike<Heard>): readonly (readonly Heard[])[] {
  const places = new Map<number, Heard[]>();
  for (let k = 0; k < heard.length; k++) {
    const told = heard[k] as Heard;
    const same = places.get(told.place);
    if (same === undefined) places.set(told.place, [told]);
    else same.push(told);
  }
  return [...places.values()];
}

/** What the program always wants, and this input does not have, is a word of the program's. */
function learnWords(
  core: SearchCore,
  heard: readonly (readonly Heard[])[],
  parts: readonly Part[],
): void {
  const texts = parts.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const words: string[] = [];
  for (const { seen, wanted, isConstant } of heard.flat()) {
    for (let k = 0; isConstant && k < wanted.length; k++) {
      const word = wordOf(seen, wanted[k] ?? '', texts);
      if (word !== undefined && !texts.some((text) => text.includes(word))) words.push(word);
    }
  }
  core.vocabulary.learn({ words, pumps: [] });
}

/** A number is a character where what it was compared with is one of the input's. */
function wordOf(
  seen: string | number,
  wanted: string | number,
  texts: readonly string[],
): string | undefined {
  if (typeof wanted === 'string') return wanted;
  const isCode = (value: string | number): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_CODE;
  if (!isCode(wanted) || !isCode(seen)) return undefined;
  const there = String.fromCharCode(Number(seen));
  return texts.some((text) => text.includes(there)) ? String.fromCharCode(wanted) : undefined;
}
