import type { Inspector } from './inspector.ts';
import { isArray } from './intrinsics.ts';
import type { Meter } from './meter.ts';
import type { Charge } from './work-lists.ts';

/**
 * Charges of methods that match regular expressions. They go by the stretch of the subject that was looked at: what the
 * matcher did there besides (backtracking) has no count of its own. A counting matcher belongs in {@link matchUnits}, and every method
 * here asks it.
 */
export interface PatternWork {
  /** `lastIndex` of a regular expression before it is used; 0 for anything else. */
  lastIndex(receiver: unknown): unknown;
  exec<T>(site: number, result: T, receiver: unknown, subject: unknown, from: unknown): T;
  test<T>(site: number, result: T, receiver: unknown, subject: unknown, from: unknown): T;
  match: Charge;
  search: Charge;
  matchAll: Charge;
  replace: Charge;
  replaceAll: Charge;
  split: Charge;
}

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

export function createPatternWork(meter: Meter, inspector: Inspector): PatternWork {
  const { charge, allocate } = meter;
  const { asRegExp, isSticky } = inspector;
  const whole: Charge = (site, result, receiver) => {
    if (typeof receiver === 'string') charge(site, matchUnits(0, receiver.length));
    return result;
  };
  const rewriting: Charge = (site, result, receiver) => {
    if (typeof receiver !== 'string' || typeof result !== 'string') return result;
    charge(site, matchUnits(0, receiver.length));
    allocate(result.length);
    return result;
  };
  /** @param end where the match ended; -1 when that is not known. */
  const matched = (
    site: number,
    regexp: RegExp,
    isFound: boolean,
    subject: string,
    from: unknown,
    end: number,
  ): void => {
    const start = typeof from === 'number' && from <= subject.length ? from : 0;
    if (isFound) charge(site, matchUnits(start, end < 0 ? subject.length : end));
    // A sticky one that does not match looked at its place only.
    else charge(site, isSticky(regexp) ? 1 : matchUnits(start, subject.length));
  };

  return {
    lastIndex: (receiver) => asRegExp(receiver)?.lastIndex ?? 0,
    exec: (site, result, receiver, subject, from) => {
      const regexp = typeof subject === 'string' ? asRegExp(receiver) : undefined;
      if (regexp === undefined) return result;
      matched(site, regexp, result !== null, subject as string, from, endOfMatch(result));
      return result;
    },
    test: (site, result, receiver, subject, from) => {
      const regexp = typeof subject === 'string' ? asRegExp(receiver) : undefined;
      if (regexp === undefined) return result;
      // Only those that keep `lastIndex` tell where the match ended.
      const last: unknown = regexp.lastIndex;
      const end = typeof last === 'number' && last > 0 ? last : -1;
      matched(site, regexp, result === true, subject as string, from, end);
      return result;
    },
    match: (site, result, receiver) => {
      if (typeof receiver !== 'string') return result;
      const end = endOfMatch(result);
      charge(site, matchUnits(0, end < 0 ? receiver.length : end));
      if (isArray(result)) allocate(result.length);
      return result;
    },
    search: (site, result, receiver) => {
      if (typeof receiver !== 'string' || typeof result !== 'number') return result;
      charge(site, matchUnits(0, result < 0 ? receiver.length : result + 1));
      return result;
    },
    matchAll: whole,
    replace: rewriting,
    replaceAll: rewriting,
    split: (site, result, receiver) => {
      if (typeof receiver !== 'string' || !isArray(result)) return result;
      charge(site, matchUnits(0, receiver.length));
      allocate(result.length);
      return result;
    },
  };
}
