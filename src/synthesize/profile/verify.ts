import type { Expression } from '../../../constraints/language/expression.ts';
import type { MeasureOptions } from '../../core/executor.ts';
import type { SynthesisContext, Uplift } from '../../core/synthesis.ts';
import { buildWatch, type WatchEntry } from '../build-watch.ts';
import type { ProbePlace } from '../../core/watch.ts';
import { type Margins, marginsOf, type Sample } from '../gate/sample.ts';
import type { Candidate } from './candidate.ts';
import type { MeasureUplift } from './ports.ts';
import type { RelativeCosts } from './relative-costs.ts';
import { explainedBy } from './split.ts';

/** A candidate and what was seen of it as a whole. */
export interface VerifiedCandidate extends Candidate {
  /** By run: 1 where it held at some time. */
  readonly satisfied: Uint8Array;
  /** Share of the variance of log cost within strata that it explains among runs that reach it and pass its guard. */
  readonly explained: number;
  /** Pairs of which it holds on the slow and not on the fast run. */
  readonly separated: number;
  readonly uplift: Uplift | undefined;
}

/** What candidates are held against. */
export interface Evidence {
  readonly sample: Sample;
  readonly costs: RelativeCosts;
  readonly uplift: MeasureUplift;
  readonly measure: MeasureOptions;
}

/**
 * Watches conditions as such. Thresholds were fitted to the extremes of single terms in a run; whether guard and terms
 * hold at one time shows only here.
 */
export async function verifyCandidates(
  candidates: readonly Candidate[],
  context: SynthesisContext,
  { sample, costs, uplift, measure }: Evidence,
): Promise<readonly VerifiedCandidate[]> {
  if (candidates.length === 0) return [];
  // Conditions first, guards after them.
  const guarded = candidates.filter(({ guard }) => guard !== undefined);
  const watch = buildWatch([
    ...candidates.map(({ place, condition }) => entry(place, condition)),
    ...guarded.flatMap(({ place, guard }) => (guard === undefined ? [] : [entry(place, guard)])),
  ]);
  const inputs = sample.runs.map(({ input }) => input);
  const observations = await context.observe(watch, inputs, measure);
  return candidates.map((candidate, index) => {
    const margins = marginsOf(observations, index);
    const satisfied = holding(margins);
    const held = (run: number): boolean => satisfied[run] === 1;
    const guard = guarded.indexOf(candidate);
    const pool =
      guard < 0 ? margins.reached : holding(marginsOf(observations, candidates.length + guard));
    return {
      ...candidate,
      satisfied,
      explained: explainedBy(satisfied, pool, costs),
      separated: sample.pairs.filter(({ slow, fast }) => held(slow) && !held(fast)).length,
      uplift: uplift(
        sample.runs.map(({ size, steps }, run) => ({ size, steps, satisfied: held(run) })),
      ),
    };
  });
}

function holding({ least }: Margins): Uint8Array {
  return Uint8Array.from(least, (margin) => (margin === 0 ? 1 : 0));
}

function entry(place: ProbePlace, expression: Expression): WatchEntry {
  return { place, expression, mode: 'margin' };
}
