import type { PatternAids } from '../core/pattern.ts';
import type { SearchPart } from '../fuzz/requests.ts';
import { drawMatches } from '../inputs/spec/regex-matches.ts';
import { listPatterns } from '../instrument/list-patterns.ts';
import { findPatternAids } from '../regex/pattern-aids.ts';
import { createPatternChecker } from '../regex/pattern-checker.ts';
import { inputPlaces } from './input-places.ts';
import type { PreparedTarget } from './prepare-target.ts';

const NO_AIDS: PatternAids = { strings: [], recipes: [], notes: [] };

/** Ends what hangs: a pattern takes a second at most. Milliseconds. */
const CHECK_GUARD_MS = 30_000;
const CHECK_THREADS = 2;

export interface PatternAidsOptions {
  readonly prepared: PreparedTarget;
  /** See SearchOptions.without. */
  readonly without: readonly SearchPart[];
  readonly signal: AbortSignal;
  /** Says that something begins that takes a while, and runs it. */
  readonly announce: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What the regular expressions of a target lend to its search. */
export async function patternAids({
  prepared,
  without,
  signal,
  announce,
}: PatternAidsOptions): Promise<PatternAids> {
  if (without.includes('recheck')) return NO_AIDS;
  const patterns = prepared.modules.flatMap(({ source }) => listPatterns(source).patterns);
  if (patterns.length === 0) return NO_AIDS;
  const places = inputPlaces(prepared).flatMap(({ place, kind }) =>
    kind === 'text' ? [place] : [],
  );
  return await announce(
    async () =>
      await findPatternAids(patterns, {
        checker: createPatternChecker({ guardMs: CHECK_GUARD_MS, threads: CHECK_THREADS }),
        matchesOf: ({ source }) => drawMatches(source),
        places,
        signal,
      }),
  );
}
