import type { Measurement } from '../../core/executor.ts';
import type { Finding } from '../../core/finding.ts';
import { type HitProfile, hitProfile, similarity } from '../hit-profile.ts';

/** An input that was run on every solution of a problem. */
export interface ScoredInput {
  /** As it was found; its cost is that on the solution whose search found it. */
  readonly finding: Finding;
  /** Index of that solution; -1 when none of them alone found it. */
  readonly finder: number;
  /** `runs[k]` on solution k, in fresh state. */
  readonly runs: readonly Measurement[];
  /** Index of the solution that it costs most. */
  readonly slowest: number;
  /** Where that solution spends its steps. */
  readonly profile: HitProfile;
}

/** @param runs with hits, by solution */
export function scoreInput(
  finding: Finding,
  finder: number,
  runs: readonly Measurement[],
): ScoredInput {
  const slowest = indexOfMost(runs.map(({ steps }) => steps));
  return {
    finding,
    finder,
    runs,
    slowest,
    profile: hitProfile(runs[slowest]?.hits ?? new Int32Array()),
  };
}

/** Of equals the first; 0 for none. */
function indexOfMost(values: readonly number[]): number {
  return values.reduce((best, value, k) => (value > (values[best] ?? 0) ? k : best), 0);
}

/** See selectSuite. */
const SAME_PATH = 0.97;

/** Whether two inputs are slow for the same solution, at the same place, in the same way. */
export function isSamePath(a: ScoredInput, b: ScoredInput): boolean {
  return (
    a.slowest === b.slowest &&
    a.profile.hottest === b.profile.hottest &&
    similarity(a.profile, b.profile) >= SAME_PATH
  );
}

/** Steps on every solution. */
export function costsOf({ runs }: Pick<ScoredInput, 'runs'>): readonly number[] {
  return runs.map(({ steps }) => Math.max(1, steps));
}

/** Whether every solution comes to an end by itself: nothing else can be a test that tells them apart. */
export function isCalm({ runs }: Pick<ScoredInput, 'runs'>): boolean {
  return runs.every(({ outcome }) => outcome === 'ok');
}

/** Steps of one solution over those of another. */
export function ratioOf(
  { runs }: Pick<ScoredInput, 'runs'>,
  [slow, fast]: readonly [slow: number, fast: number],
): number {
  return Math.max(1, runs[slow]?.steps ?? 1) / Math.max(1, runs[fast]?.steps ?? 1);
}

export function stepsOn({ runs }: Pick<ScoredInput, 'runs'>, solution: number): number {
  return runs[solution]?.steps ?? 0;
}
