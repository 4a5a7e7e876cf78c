import type { SeenPattern, TextHints } from '../protocol.ts';
import type { Inspector } from './inspector.ts';
import { isArray, uncurry } from './intrinsics.ts';
import type { Meter } from './meter.ts';
import type { CountedPattern, CreateRegexCounter } from './regex/counter.ts';
import type { RegexMethod } from './regex/uses.ts';

/**
 * Charges of methods that use regular expressions. Before the call, `before` has a matcher do what the engine is going to do, where that
 * may be more than a look at each character: each node of the pattern counts at one of the sites that follow that of the call, and when
 * fuel runs out the engine is never asked. Otherwise the call is charged afterwards by the stretch of the subject that was looked at.
 *
 * `answer` in the charges is what `before` returned: {@link SETTLED}, or where the stretch begins times 4, plus {@link KEEPS_INDEX}
 * and {@link STICKY} where they hold.
 */
export interface PatternWork {
  /**
   * Asks what is left to charge afterwards. Called when all but the last argument are evaluated.
   * @param slots sites after `site` that are there for the nodes of the pattern.
   * @param regexp what may be a regular expression: the receiver of `exec`, an argument of `split`.
   * @param limit second argument of `split`.
   */
  before(
    site: number,
    slots: number,
    method: RegexMethod,
    regexp: unknown,
    subject: unknown,
    limit?: unknown,
  ): number;
  /** The same where the regular expression is a literal, so that the site always sees the same pattern, and a new object. */
  beforeLiteral: PatternWork['before'];
  /** See `Host.patterns`; of the loop's realm. */
  seenPatterns(): readonly SeenPattern[];
  /** See `Host.setSampled`. */
  setSampled(isSampled: boolean): void;
  /** To be called when an execution begins. */
  beginExecution(): void;
  /** See `Host.takeHints`; of the loop's realm. */
  takeHints(): TextHints;
  exec<T>(site: number, result: T, receiver: unknown, subject: unknown, answer: number): T;
  test<T>(site: number, result: T, receiver: unknown, subject: unknown, answer: number): T;
  /** `regexp[Symbol.replace](subject, …)` and its like. */
  matching<T>(site: number, result: T, receiver: unknown, subject: unknown, answer: number): T;
  match: TextCharge;
  search: TextCharge;
  matchAll: TextCharge;
  replace: TextCharge;
  replaceAll: TextCharge;
  split: TextCharge;
}

type TextCharge = <T>(site: number, result: T, receiver: unknown, answer?: number) => T;

const { ceil, min } = Math;
const getKnown = uncurry(WeakMap.prototype.get) as (
  // `bind` loses the parameters of the method.
  map: WeakMap<object, CountedPattern>,
  key: object,
) => CountedPattern | undefined;
const setKnown = uncurry(WeakMap.prototype.set) as (
  map: WeakMap<object, CountedPattern>,
  key: object,
  value: CountedPattern,
) => void;

/** There is nothing left to charge. */
const SETTLED = -1;
/** The regular expression keeps the end of its match as `lastIndex`. */
const KEEPS_INDEX = 1;
/** It matches at its `lastIndex` only. */
const STICKY = 2;
const MAX_LIMIT = 2 ** 32 - 1;
const MAX_COUNT = 0x7fff_ffff;
/** A site that brought so many new ones makes them as it goes: remembering them costs more than looking them up. */
const MAX_REMEMBERED = 256;
/** The first patterns of a site are told of; one that makes them from its input would go on for ever. */
const MAX_NOTED = 8;
/** Charged until somebody stops it. Units. */
const WITHOUT_END = 1 << 20;

/** Units for a regular expression that looked at `to - from` characters of a subject. */
function matchUnits(from: number, to: number): number {
  return to > from ? to - from : 1;
}

/** End of a match in its subject, when the result of `exec` or `match` tells it; -1 else. */
function endOfMatch(match: unknown): number {
  if (!isArray(match)) return -1;
  const { index } = match as { readonly index?: unknown };
  const text: unknown = match[0];
  return typeof index === 'number' && typeof text === 'string' ? index + text.length : -1;
}

/**
 * Hands the hits of a pattern's nodes to the sites of a call: node 0, the places where a match was tried, to the call's own, the others
 * in their order to the slots, several to one when there are more nodes than slots.
 * @param charge told of every site that has something to pay.
 */
function payHits(
  hits: Int32Array,
  nodeCount: number,
  slots: number,
  site: number,
  charge: Meter['charge'],
): number {
  const last = nodeCount - 1;
  let sum = 0;
  for (let node = 0; node <= last; node++) {
    const count = hits[node] as number;
    if (count === 0) continue;
    hits[node] = 0;
    sum += count;
    charge(site + (last <= slots ? node : ceil((node * slots) / last)), count);
  }
  return sum;
}

/** @param createCounter makes what counts the work of patterns. */
export function createPatternWork(
  meter: Meter,
  inspector: Inspector,
  counts: Int32Array,
  createCounter: CreateRegexCounter,
): PatternWork {
  const { charge, allocate } = meter;
  const { asRegExp, sourceOf, flagsOf } = inspector;
  let site = 0;
  let slots = 0;
  const counter = createCounter({
    pay: (hits, nodeCount) => payHits(hits, nodeCount, slots, site, charge),
    payEstimate: (steps) => charge(site, steps),
    giveUp: () => {
      while ((counts[site] as number) < MAX_COUNT) charge(site, WITHOUT_END);
    },
  });
  /** What a site saw first, which most see always, and its pattern. Filled: no element is looked for in a prototype. */
  const firstSeen: unknown[] = Array.from({ length: counts.length });
  const firstPattern: (CountedPattern | undefined)[] = Array.from({ length: counts.length });
  const known = new WeakMap<object, CountedPattern>();
  /** Regular expressions that a site brought and nobody knew. */
  const newcomersAt = new Int32Array(counts.length);

  const nowMs = performance.now.bind(performance);
  /** The pattern that only the engine knows, and is at work with. */
  let timed: CountedPattern['unknown'];
  let startedMs = 0;
  const stopTimer = (): void => {
    if (timed === undefined) return;
    const elapsed = nowMs() - startedMs;
    if (elapsed > timed.engineMs) timed.engineMs = elapsed;
    timed = undefined;
  };

  const lookUp = (at: number, regexp: unknown, method: RegexMethod): CountedPattern | undefined => {
    if (typeof regexp === 'string') {
      // These make a regular expression of a text.
      if (method === 'matchAll') return counter.lookUp(regexp, 'g');
      return method === 'match' || method === 'search' ? counter.lookUp(regexp, '') : undefined;
    }
    if (typeof regexp !== 'object' || regexp === null) return undefined;
    let pattern = getKnown(known, regexp);
    if (pattern === undefined && asRegExp(regexp) !== undefined) {
      pattern = counter.lookUp(sourceOf(regexp), flagsOf(regexp));
      if ((newcomersAt[at] as number) < MAX_NOTED) counter.note(sourceOf(regexp), flagsOf(regexp));
      const newcomers = (newcomersAt[at] as number) + 1;
      newcomersAt[at] = newcomers;
      if (newcomers <= MAX_REMEMBERED) setKnown(known, regexp, pattern);
    }
    return pattern;
  };
  const use = (
    pattern: CountedPattern | undefined,
    method: RegexMethod,
    regexp: unknown,
    subject: string,
    limit: unknown,
  ): number => {
    if (pattern === undefined) return method === 'exec' || method === 'test' ? SETTLED : 0;
    let from = 0;
    if (pattern.usesLastIndex && typeof regexp !== 'string') {
      const { lastIndex } = regexp as { readonly lastIndex: unknown };
      if (typeof lastIndex === 'number' && lastIndex >= 1) from = min(lastIndex, subject.length);
    }
    if (pattern.program !== undefined) {
      const pieces = typeof limit === 'number' ? limit >>> 0 : MAX_LIMIT;
      if (counter.count(pattern, method, subject, from | 0, pieces)) return SETTLED;
    } else if (pattern.unknown !== undefined) {
      timed = pattern.unknown;
      startedMs = nowMs();
    }
    return (
      (from << 2) | (pattern.usesLastIndex ? KEEPS_INDEX : 0) | (pattern.isSticky ? STICKY : 0)
    );
  };
  const before: PatternWork['before'] = (at, slotCount, method, regexp, subject, limit) => {
    if (typeof subject !== 'string') return SETTLED;
    site = at;
    slots = slotCount;
    let pattern = firstPattern[at];
    if (firstSeen[at] !== regexp) {
      pattern = lookUp(at, regexp, method);
      if (firstSeen[at] === undefined) {
        firstSeen[at] = regexp;
        firstPattern[at] = pattern;
      }
    }
    return use(pattern, method, regexp, subject, limit);
  };
  const beforeLiteral: PatternWork['before'] = (at, slotCount, method, regexp, subject, limit) => {
    if (typeof subject !== 'string') return SETTLED;
    site = at;
    slots = slotCount;
    firstPattern[at] ??= lookUp(at, regexp, method);
    return use(firstPattern[at], method, regexp, subject, limit);
  };

  const whole: TextCharge = (at, result, receiver, answer = 0) => {
    if (timed !== undefined) stopTimer();
    if (typeof receiver === 'string' && answer >= 0) charge(at, matchUnits(0, receiver.length));
    return result;
  };
  const rewriting: TextCharge = (at, result, receiver, answer = 0) => {
    if (timed !== undefined) stopTimer();
    if (typeof receiver !== 'string' || typeof result !== 'string') return result;
    if (answer >= 0) charge(at, matchUnits(0, receiver.length));
    allocate(result.length);
    return result;
  };
  /** @param end where the match ended; -1 when that is not known. */
  const matched = (
    at: number,
    isFound: boolean,
    length: number,
    answer: number,
    end: number,
  ): void => {
    if (timed !== undefined) stopTimer();
    const start = answer >> 2;
    if (isFound) charge(at, matchUnits(start, end < 0 ? length : end));
    // A sticky one that does not match looked at its place only.
    else charge(at, (answer & STICKY) !== 0 ? 1 : matchUnits(start, length));
  };

  return {
    before,
    beforeLiteral,
    seenPatterns: counter.seen,
    setSampled: counter.setSampled,
    beginExecution: counter.begin,
    takeHints: counter.takeHints,
    exec: (at, result, _receiver, subject, answer) => {
      if (answer < 0 || typeof subject !== 'string') return result;
      matched(at, result !== null, subject.length, answer, endOfMatch(result));
      return result;
    },
    test: (at, result, receiver, subject, answer) => {
      if (answer < 0 || typeof subject !== 'string') return result;
      const last: unknown =
        result === true && (answer & KEEPS_INDEX) !== 0 ? asRegExp(receiver)?.lastIndex : -1;
      matched(at, result === true, subject.length, answer, typeof last === 'number' ? last : -1);
      return result;
    },
    matching: (at, result, receiver, subject, answer) => {
      if (timed !== undefined) stopTimer();
      if (answer < 0 || typeof subject !== 'string') return result;
      if (asRegExp(receiver) !== undefined) charge(at, matchUnits(0, subject.length));
      return result;
    },
    match: (at, result, receiver, answer = 0) => {
      if (timed !== undefined) stopTimer();
      if (typeof receiver !== 'string') return result;
      const end = endOfMatch(result);
      if (answer >= 0) charge(at, matchUnits(0, end < 0 ? receiver.length : end));
      if (isArray(result)) allocate(result.length);
      return result;
    },
    search: (at, result, receiver, answer = 0) => {
      if (timed !== undefined) stopTimer();
      if (typeof receiver !== 'string' || typeof result !== 'number' || answer < 0) return result;
      charge(at, matchUnits(0, result < 0 ? receiver.length : result + 1));
      return result;
    },
    matchAll: whole,
    replace: rewriting,
    replaceAll: rewriting,
    split: (at, result, receiver, answer = 0) => {
      if (timed !== undefined) stopTimer();
      if (typeof receiver !== 'string' || !isArray(result)) return result;
      if (answer >= 0) charge(at, matchUnits(0, receiver.length));
      allocate(result.length);
      return result;
    },
  };
}
