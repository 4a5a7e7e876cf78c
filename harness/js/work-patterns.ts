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
 * `from` in the charges is what `before` returned: where the stretch begins, or {@link SETTLED}.
 */
export interface PatternWork {
  /**
   * Called when all but the last argument are evaluated.
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
  /** Patterns whose syntax the matcher does not know, the first ones: they are charged by length. */
  unknownPatterns(): readonly string[];
  exec<T>(site: number, result: T, receiver: unknown, subject: unknown, from: number): T;
  test<T>(site: number, result: T, receiver: unknown, subject: unknown, from: number): T;
  /** `regexp[Symbol.replace](subject, …)` and its like. */
  matching<T>(site: number, result: T, receiver: unknown, subject: unknown, from: number): T;
  match: TextCharge;
  search: TextCharge;
  matchAll: TextCharge;
  replace: TextCharge;
  replaceAll: TextCharge;
  split: TextCharge;
}

type TextCharge = <T>(site: number, result: T, receiver: unknown, from?: number) => T;

const { ceil, floor, min } = Math;
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
const MAX_LIMIT = 2 ** 32 - 1;
const MAX_COUNT = 0x7fff_ffff;
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

/** The most sites that a call has for the nodes of its pattern. */
const MAX_SLOTS = 16;

/**
 * Hands the hits of a pattern's nodes to the sites of a call: node 0, the places where a match was tried, to the call's own, the others
 * in their order to the slots, several to one when there are more nodes than slots.
 * @param charge told of every site that has something to pay.
 */
function payHits(
  hits: Int32Array,
  nodeCount: number,
  units: Int32Array,
  slots: number,
  site: number,
  charge: Meter['charge'],
): void {
  const last = nodeCount - 1;
  // Charging throws when fuel is gone: the rest of that time is no business of this one.
  for (let slot = 0; slot <= slots; slot++) units[slot] = 0;
  for (let node = 0; node <= last; node++) {
    const count = hits[node] as number;
    if (count === 0) continue;
    hits[node] = 0;
    const slot = last <= slots || node === 0 ? node : ceil((node * slots) / last);
    units[slot] = (units[slot] as number) + count;
  }
  for (let slot = 0; slot <= slots; slot++) {
    const count = units[slot] as number;
    if (count !== 0) charge(site + slot, count);
  }
}

/** @param createCounter makes what counts the work of patterns. */
export function createPatternWork(
  meter: Meter,
  inspector: Inspector,
  counts: Int32Array,
  createCounter: CreateRegexCounter,
): PatternWork {
  const { charge, allocate } = meter;
  const { asRegExp, isSticky, sourceOf, flagsOf } = inspector;
  const units = new Int32Array(MAX_SLOTS + 1);
  let site = 0;
  let slots = 0;
  const counter = createCounter({
    pay: (hits, nodeCount) => payHits(hits, nodeCount, units, slots, site, charge),
    giveUp: () => {
      while ((counts[site] as number) < MAX_COUNT) charge(site, WITHOUT_END);
    },
  });
  /** The regular expression, or text, that a site saw last, and its pattern. Filled: no element is looked for in a prototype. */
  const lastSeen: unknown[] = Array.from({ length: counts.length });
  const lastPattern: (CountedPattern | undefined)[] = Array.from({ length: counts.length });
  const known = new WeakMap<object, CountedPattern>();

  const lookUp = (regexp: unknown, method: RegexMethod): CountedPattern | undefined => {
    if (typeof regexp === 'string') {
      // These make a regular expression of a text.
      if (method === 'matchAll') return counter.lookUp(regexp, 'g');
      return method === 'match' || method === 'search' ? counter.lookUp(regexp, '') : undefined;
    }
    if (typeof regexp !== 'object' || regexp === null) return undefined;
    let pattern = getKnown(known, regexp);
    if (pattern === undefined && asRegExp(regexp) !== undefined) {
      pattern = counter.lookUp(sourceOf(regexp), flagsOf(regexp));
      setKnown(known, regexp, pattern);
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
      if (typeof lastIndex === 'number' && lastIndex >= 1) from = floor(lastIndex);
    }
    const pieces = typeof limit === 'number' ? limit >>> 0 : MAX_LIMIT;
    const isCounted = counter.count(pattern, method, subject, min(from, subject.length), pieces);
    return isCounted ? SETTLED : from;
  };
  const before: PatternWork['before'] = (at, slotCount, method, regexp, subject, limit) => {
    if (typeof subject !== 'string') return SETTLED;
    if (lastSeen[at] !== regexp) {
      lastPattern[at] = lookUp(regexp, method);
      lastSeen[at] = regexp;
    }
    site = at;
    slots = slotCount;
    return use(lastPattern[at], method, regexp, subject, limit);
  };
  const beforeLiteral: PatternWork['before'] = (at, slotCount, method, regexp, subject, limit) => {
    if (typeof subject !== 'string') return SETTLED;
    lastPattern[at] ??= lookUp(regexp, method);
    site = at;
    slots = slotCount;
    return use(lastPattern[at], method, regexp, subject, limit);
  };

  const whole: TextCharge = (at, result, receiver, from = 0) => {
    if (typeof receiver === 'string' && from >= 0) charge(at, matchUnits(0, receiver.length));
    return result;
  };
  const rewriting: TextCharge = (at, result, receiver, from = 0) => {
    if (typeof receiver !== 'string' || typeof result !== 'string') return result;
    if (from >= 0) charge(at, matchUnits(0, receiver.length));
    allocate(result.length);
    return result;
  };
  /** @param end where the match ended; -1 when that is not known. */
  const matched = (
    at: number,
    regexp: RegExp,
    isFound: boolean,
    subject: string,
    from: number,
    end: number,
  ): void => {
    const start = from <= subject.length ? from : 0;
    if (isFound) charge(at, matchUnits(start, end < 0 ? subject.length : end));
    // A sticky one that does not match looked at its place only.
    else charge(at, isSticky(regexp) ? 1 : matchUnits(start, subject.length));
  };

  return {
    before,
    beforeLiteral,
    unknownPatterns: counter.unknown,
    exec: (at, result, receiver, subject, from) => {
      const regexp = from >= 0 ? asRegExp(receiver) : undefined;
      if (regexp === undefined) return result;
      matched(at, regexp, result !== null, subject as string, from, endOfMatch(result));
      return result;
    },
    test: (at, result, receiver, subject, from) => {
      const regexp = from >= 0 ? asRegExp(receiver) : undefined;
      if (regexp === undefined) return result;
      // Only those that keep `lastIndex` tell where the match ended.
      const last: unknown = regexp.lastIndex;
      const end = typeof last === 'number' && last > 0 ? last : -1;
      matched(at, regexp, result === true, subject as string, from, end);
      return result;
    },
    matching: (at, result, receiver, subject, from) => {
      if (from < 0 || typeof subject !== 'string') return result;
      if (asRegExp(receiver) !== undefined) charge(at, matchUnits(0, subject.length));
      return result;
    },
    match: (at, result, receiver, from = 0) => {
      if (typeof receiver !== 'string') return result;
      const end = endOfMatch(result);
      if (from >= 0) charge(at, matchUnits(0, end < 0 ? receiver.length : end));
      if (isArray(result)) allocate(result.length);
      return result;
    },
    search: (at, result, receiver, from = 0) => {
      if (typeof receiver !== 'string' || typeof result !== 'number' || from < 0) return result;
      charge(at, matchUnits(0, result < 0 ? receiver.length : result + 1));
      return result;
    },
    matchAll: whole,
    replace: rewriting,
    replaceAll: rewriting,
    split: (at, result, receiver, from = 0) => {
      if (typeof receiver !== 'string' || !isArray(result)) return result;
      if (from >= 0) charge(at, matchUnits(0, receiver.length));
      allocate(result.length);
      return result;
    },
  };
}
