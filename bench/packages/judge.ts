import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Executor } from '../../src/core/executor.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { isSuperlinear, steepness } from '../../src/findings/climb.ts';
import { findSlowPatterns } from '../../src/findings/find-slow-paths.ts';
import { buildText, countForLength, expressionOf } from '../../src/findings/text-pattern.ts';
import { sizeLimit } from '../../src/pipeline/search-options.ts';
import { createTextBench, encodeWith } from '../../src/pipeline/text-bench.ts';
import { longestText, type TextPlace } from '../../src/pipeline/text-place.ts';
import type { Candidate, CandidatePool } from './candidates.ts';
import { type GrownPattern, growPattern } from './growth-check.ts';
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
const TIMED = 6;
/** Effort of one look. Steps. */
const LOOK_STEPS = 2 ** 29;

/**
 * Looks at what the search has found: the input counts when its pattern grows faster than linearly by counts, and at some
 * length the vulnerable version needs ten times the CPU time of the mended one.
 */
export async function judge(
  pool: CandidatePool,
  known: Verdict | undefined,
  judging: JudgeOptions,
): Promise<Verdict | undefined> {
  const candidates = pool.next();
  const [first] = candidates;
  if (first === undefined) return known;
  const isText = longestText(judging.prepared.render(first.input)) !== undefined;
  const grown = await (isText ? textPatterns : listPatterns)(candidates, judging);
  let best = known;
  for (const one of grown.slice(0, TIMED)) {
    if (!isSuperlinear(one.pattern.growth)) {
      best ??= { ...one, found: false };
      continue;
    }
    for (const input of new Set([one.pattern.longest, one.pattern.top.input])) {
      const pair = await timeBoth(judging.installed, argumentsOf(input));
      const found = pair.ratio >= LEAST_RATIO;
      if (found || pair.ratio > (best?.timed?.ratio ?? 0))
        best = { ...one, found, timed: { ...pair, input } };
      if (found) return best;
    }
  }
  return best;
}

interface Grown {
  readonly candidate: Candidate;
  readonly pattern: GrownPattern;
}

/** As for the findings of a run. Steepest first, one for each place of the program. */
async function textPatterns(
  candidates: readonly Candidate[],
  { prepared, options, executor }: JudgeOptions,
): Promise<readonly Grown[]> {
  const byText = new Map<string, Candidate>();
  let place: TextPlace | undefined;
  for (const candidate of candidates) {
    place = longestText(prepared.render(candidate.input));
    if (place !== undefined && !byText.has(place.text)) byText.set(place.text, candidate);
  }
  if (place === undefined) return [];
  const { local } = prepared;
  const into = place;
  const maxSize = sizeLimit(prepared, options);
  const bench = createTextBench(into, prepared, executor, maxSize);
  const slow = await findSlowPatterns([...byText.keys()], {
    bench,
    limit: TIMED,
    totalSteps: LOOK_STEPS,
  });
  return slow.flatMap(({ source, pattern, growth, n, size, steps }) => {
    const candidate = byText.get(source);
    const at = (count: number): string =>
      encodeWith(into, buildText(pattern, count), local) ?? candidate?.input ?? '';
    if (candidate === undefined) return [];
    const longest = at(countForLength(pattern, maxSize));
    const expression = expressionOf(pattern);
    return [
      { candidate, pattern: { growth, expression, top: { input: at(n), steps, size }, longest } },
    ];
  });
}

/** Where nothing in the input is a text. Steepest first. */
async function listPatterns(
  candidates: readonly Candidate[],
  { prepared, options, executor }: JudgeOptions,
): Promise<readonly Grown[]> {
  const grown: Grown[] = [];
  for (const candidate of candidates) {
    const pattern = await growPattern(candidate.input, prepared, executor, options);
    if (pattern !== undefined) grown.push({ candidate, pattern });
  }
  return grown.toSorted((a, b) => steepness(b.pattern.growth) - steepness(a.pattern.growth));
}

/** Of a function's input as the corpus stores it. */
export function argumentsOf(encoded: string): readonly unknown[] {
  const value: unknown = JSON.parse(encoded);
  return Array.isArray(value) ? value : [value];
}
