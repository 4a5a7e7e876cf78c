import type { ResolvedOptions } from '../config/options.ts';
import type { Finding } from '../core/finding.ts';
import type { ConstraintRecord } from '../core/synthesis.ts';
import { uplift } from '../evaluate/uplift.ts';
import { measureUplifts } from '../synthesize/measure-uplifts.ts';
import { scoreboardRecords } from '../synthesize/scoreboard.ts';
import type { PreparedTarget } from './prepare-target.ts';
import type { SearchEnd } from './search-stage.ts';
import { observeWatch, OBSERVE_MAX_STEPS, sampleOf } from './synthesis-context.ts';

/** Other inputs than those that constraints were fitted to: drawn from another seed. */
const HELD_OUT = 0x5eed;

/**
 * Every candidate of a campaign with its verdict, what it brought, and its uplift: measured on inputs of all costs and
 * sizes, of which only those that the campaign found may have been seen by whoever proposed the constraint.
 */
export async function recordConstraints(
  { synthesis, scores }: Pick<SearchEnd, 'scores' | 'synthesis'>,
  findings: readonly Finding[],
  { prepared, options }: { readonly prepared: PreparedTarget; readonly options: ResolvedOptions },
): Promise<readonly ConstraintRecord[]> {
  if (synthesis === undefined) return [];
  const { accepted, rejected } = synthesis;
  const held = { ...options, seed: options.seed ^ HELD_OUT };
  const runs = accepted.length === 0 ? [] : await sampleOf(prepared, held, findings);
  const uplifts = await measureUplifts(
    accepted,
    runs.map(({ input }) => input),
    async (watch, inputs, asked) => await observeWatch(prepared, options, watch, inputs, asked),
    { maxSteps: OBSERVE_MAX_STEPS, fresh: true },
    uplift,
  );
  return scoreboardRecords({ accepted, rejected, scores, uplifts });
}
