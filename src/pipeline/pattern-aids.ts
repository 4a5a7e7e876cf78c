import type { ResolvedOptions } from '../config/options.ts';
import type { PatternAids } from '../core/pattern.ts';
import type { ShardFactory } from '../execute/shard.ts';
import type { SearchPart } from '../fuzz/requests.ts';
import { drawMatches } from '../inputs/spec/regex-matches.ts';
import { listPatterns } from '../instrument/list-patterns.ts';
import { findPatternAids } from '../regex/pattern-aids.ts';
import { createPatternChecker } from '../regex/pattern-checker.ts';
import { inputPlaces } from './input-places.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { seenPatterns } from './seen-patterns.ts';

const NO_AIDS: PatternAids = { strings: [], recipes: [], notes: [] };

/** Ends what hangs: a pattern takes a second at most. Milliseconds. */
const CHECK_GUARD_MS = 30_000;
const CHECK_THREADS = 2;
/** Part of a search's time that checks may take: most of what they tell, a search finds by itself in that time. */
const CHECK_SHARE = 0.05;

export interface PatternAidsOptions {
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  /** See SearchOptions.without. */
  readonly without: readonly SearchPart[];
  readonly signal: AbortSignal;
  readonly openShard: ShardFactory;
  /** Says that something begins that takes a while, and runs it. */
  readonly announce: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What the regular expressions of a target lend to its search: those of its text, and those that it makes of others. */
export async function patternAids({
  prepared,
  options,
  without,
  signal,
  openShard,
  announce,
}: PatternAidsOptions): Promise<PatternAids> {
  if (without.includes('recheck')) return NO_AIDS;
  const modules = prepared.modules.map(({ source }) => listPatterns(source));
  const shown = modules.flatMap(({ patterns }) => patterns);
  const makesMore = modules.some((module) => module.makesMore);
  if (shown.length === 0 && !makesMore) return NO_AIDS;
  const places = inputPlaces(prepared).flatMap(({ place, kind }) =>
    kind === 'text' ? [place] : [],
  );
  const { timeMs } = options;
  const inTime =
    timeMs === undefined
      ? signal
      : AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(CHECK_SHARE * timeMs))]);
  return await announce(async () => {
    const seen = makesMore ? await seenPatterns(prepared, options, openShard) : [];
    return await findPatternAids([...shown, ...seen], {
      checker: createPatternChecker({ guardMs: CHECK_GUARD_MS, threads: CHECK_THREADS }),
      matchesOf: ({ source }) => drawMatches(source),
      places,
      signal: inTime,
    });
  });
}
