import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Executor } from '../../src/core/executor.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import type { Candidate, CandidatePool } from './candidates.ts';
import { type GrownPattern, growPattern, isSuperlinear, steepness } from './growth-check.ts';
import type { InstalledEntry } from './install.ts';
import { LEAST_RATIO, type TimedPair, timeBoth } from './timing.ts';

/** What is known of the best candidate so far. */
export interface Verdict {
  readonly found: boolean;
  readonly candidate: Candidate;
  readonly pattern: GrownPattern;
  /** The arguments that were timed, encoded, and how both versions did on them; absent when it does not grow. */
  readonly timed?: TimedPair & { readonly input: string };
}

export interface JudgeOptions {
  readonly prepared: PreparedTarget;
  readonly installed: InstalledEntry;
  readonly options: ResolvedOptions;
  /** Of the searched version, with counters. */
  readonly executor: Executor;
}

/** Patterns of one look that are timed; steepest first. */
const TIMED = 3;

/**
 * Looks at what the search has found: the input counts when its pattern grows faster than linearly by counts, and at some
 * length the vulnerable version needs ten times the CPU time of the mended one.
 */
export async function judge(
  pool: CandidatePool,
  known: Verdict | undefined,
  judging: JudgeOptions,
): Promise<Verdict | undefined> {
  const { prepared, installed, options, executor } = judging;
  const grown: { candidate: Candidate; pattern: GrownPattern }[] = [];
  for (const candidate of pool.next()) {
    const pattern = await growPattern(candidate.input, prepared, executor, options);
    if (pattern !== undefined) grown.push({ candidate, pattern });
  }
  const steepest = grown.toSorted(
    (a, b) => steepness(b.pattern.growth) - steepness(a.pattern.growth),
  );
  let best = known;
  for (const one of steepest.slice(0, TIMED)) {
    if (!isSuperlinear(one.pattern.growth)) {
      best ??= { ...one, found: false };
      continue;
    }
    const inputs = new Set([one.pattern.longest, one.pattern.top.input, one.candidate.input]);
    for (const input of inputs) {
      const pair = await timeBoth(installed, argumentsOf(input));
      const found = pair.ratio >= LEAST_RATIO;
      if (found || pair.ratio > (best?.timed?.ratio ?? 0))
        best = { ...one, found, timed: { ...pair, input } };
      if (found) return best;
    }
  }
  return best;
}

/** Of a function's input as the corpus stores it. */
export function argumentsOf(encoded: string): readonly unknown[] {
  const value: unknown = JSON.parse(encoded);
  return Array.isArray(value) ? value : [value];
}
