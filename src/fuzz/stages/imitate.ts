import type { Heard } from '../../../harness/protocol.ts';
import type { Part } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { Entry, Level } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import type { Task } from '../run.ts';
import { MAX_HEARD_SIZE } from '../hearing.ts';
import { substitute } from '../text/substitute.ts';
import { listenTo } from './listen.ts';
import { trim } from './trim.ts';
import type { Stage, StageContext } from './stage.ts';
import { batchSize, pickEntry, pickFrom, worth } from './stage.ts';

const MAX_CODE = 0xffff;
/** Executions of a batch around an entry that was listened to before. */
const BATCH = 32;
/** Executions for each of what an entry compared, when it is new; and for all of that at most. */
const FRESH_TRIES = 2;
const FRESH_BATCH = 128;
/** Places of an input that are tried for what was seen. */
const TRIES = 4;
/** Imitations in a row that mend what the one before has broken. */
const REPAIRS = 3;

/**
 * Gives the program what it looks for: listens to what one execution compares, and puts what was wanted where the input
 * has what was there. Entries that reached something new have their turn first, and a longer one.
 */
export const imitate: Stage = {
  name: 'imitate',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    const taken = core.hearing.take(core);
    const fresh = taken === undefined ? undefined : yield* trim(core, taken, rng);
    // Those that got farthest into the program rather than those that cost most.
    const known = rng.oneIn(4) ? pickEntry(level, rng) : pickFrom(level, 'site', rng);
    const entry = fresh ?? known;
    if (entry === undefined || entry.size > MAX_HEARD_SIZE) return 0;
    const parts = core.model.parts(entry.genotype);
    if (!mayBeHeard(core, parts)) return 0;
    if (!(yield* listenTo(core, entry.genotype, entry.steps))) return 0;
    core.hearing.follow(core.host.counts);
    const heard = byPlace(core.host.heard());
    const before = core.host.distances.slice();
    const open = heard.filter(([first]) => !core.hearing.outcomes.has(2 * (first?.place ?? 0)));
    const subject: Subject = { entry, parts, distances: before, glue: glueOf(core) };
    const wanted = fresh === undefined ? BATCH : FRESH_TRIES * heard.flat().length;
    const batch = Math.max(BATCH, Math.min(FRESH_BATCH, wanted));
    let reward = 0;
    for (let k = 0; k < Math.min(batch, batchSize(entry.steps)); k++) {
      if (heard.length === 0 || !core.goOn()) break;
      const told = rng.pick(rng.pick(open.length > 0 && rng.oneIn(2) ? open : heard));
      reward += yield* tryOut(core, subject, told, rng);
    }
    learnWords(core, heard, parts);
    return reward;
  },
};

/** Builtins are listened to for the sake of texts; the program's own comparisons are there or not. */
function mayBeHeard({ host }: SearchCore, parts: readonly Part[]): boolean {
  return host.distances.length > 0 || parts.some(({ value }) => typeof value === 'string');
}

/** What is imitated on. */
interface Subject {
  readonly entry: Entry;
  readonly parts: readonly Part[];
  /** How near it came to each outcome of each comparison. */
  readonly distances: Float64Array;
  /** What separates words, as far as the program shows. */
  readonly glue: readonly string[];
}

/** Puts what was wanted into the entry; what then no longer compares as it did is mended in the same way, now and then. */
function* tryOut(
  core: SearchCore,
  { entry, parts, distances, glue }: Subject,
  told: Heard,
  rng: Rng,
): Task<number> {
  let genotype = imitated(core, entry.genotype, parts, told, glue, rng);
  for (let repairs = 0; genotype !== undefined; repairs++) {
    if (!core.prepare(genotype, entry.steps)) return 0;
    yield;
    const best = core.levels[core.run.level]?.best?.steps ?? 0;
    const verdict = core.settle(genotype, 'imitate', entry, undefined);
    const kept: Entry | undefined = verdict.entry;
    if (kept !== undefined && kept.reasons.length > 0) return worth(verdict, best);
    if (repairs === REPAIRS || (repairs === 0 && !rng.oneIn(4)) || !core.mayGoOn) return 0;
    if (!(yield* listenTo(core, genotype, entry.steps))) return 0;
    const broken = byPlace(core.host.heard()).filter(([first]) =>
      isBroken(distances, core.host.distances, first?.place ?? 0),
    );
    if (broken.length === 0) return 0;
    const next = rng.pick(rng.pick(broken));
    genotype = imitated(core, genotype, core.model.parts(genotype), next, glue, rng);
  }
  return 0;
}

/** Whether a comparison lost one of its outcomes. */
function isBroken(before: Float64Array, after: Float64Array, place: number): boolean {
  const [held, failed] = [2 * place, 2 * place + 1];
  return (before[held] === 0 && after[held] !== 0) || (before[failed] === 0 && after[failed] !== 0);
}

/** @returns undefined when the places tried do not hold what was seen. */
function imitated(
  core: SearchCore,
  genotype: unknown,
  parts: readonly Part[],
  { seen, wanted }: Heard,
  glue: readonly string[],
  rng: Rng,
): unknown {
  for (let tries = 0; tries < TRIES; tries++) {
    const part = rng.pick(parts);
    const edited = substitute(part, seen, rng.pick(wanted), glue, rng);
    if (edited !== undefined) return core.model.edit(genotype, part, edited, rng);
  }
  return undefined;
}

function glueOf({ options, vocabulary }: SearchCore): readonly string[] {
  const isGlue = (text: string): boolean => /^\W$/.test(text);
  return [...options.dictionary.strings, ...vocabulary.words].filter(isGlue);
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
