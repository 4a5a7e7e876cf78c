import type { ResolvedOptions } from '../config/options.ts';
import { DataError } from '../core/errors.ts';
import type { ParsedRecipe } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import { createRng } from '../core/rng.ts';
import type { ConstraintScore, Synthesizer } from '../core/synthesis.ts';
import { partialRankCorrelation } from '../evaluate/size-control.ts';
import { uplift } from '../evaluate/uplift.ts';
import type { ShardFactory } from '../execute/shard.ts';
import { applyRecipe } from '../fuzz/apply-recipe.ts';
import { compileRecipe } from '../fuzz/recipes.ts';
import { runSynthesis, type SynthesisResult } from '../synthesize/synthesize.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { gatherEvidence, OBSERVE_MAX_STEPS } from './synthesis-context.ts';
import type { SynthesisState } from './synthesis-state.ts';

export interface SynthesisRound {
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  readonly synthesizers: readonly Synthesizer[];
  readonly findings: readonly Finding[];
  readonly before: SynthesisState;
  readonly scores: readonly ConstraintScore[];
  readonly signal: AbortSignal;
  /** Starts the processes that it looks at runs in. */
  readonly openShard: ShardFactory;
}

/** Constraints woven in at once: each costs probes, and they share the search's effort. */
const MAX_CONSTRAINTS = 10;
/** How often a synthesizer gets its rejected candidates back. */
const MAX_REPAIRS = 1;

/** One round of synthesis: from what the search found to constraints and recipes that passed the gate. */
export async function synthesizeRound({
  prepared,
  options,
  synthesizers,
  findings,
  before,
  scores,
  signal,
  openShard,
}: SynthesisRound): Promise<SynthesisResult> {
  const { context, notes } = await gatherEvidence(prepared, options, findings, {
    signal,
    openShard,
  });
  const result = await runSynthesis(
    synthesizers,
    context,
    {
      round: before.lastRound + 1,
      accepted: before.accepted,
      rejected: before.rejected,
      scores,
    },
    {
      correlate: partialRankCorrelation,
      uplift,
      applyRecipe: (recipe, size) => inputOf(prepared, recipe, size, options.seed),
    },
    {
      measure: { maxSteps: OBSERVE_MAX_STEPS, fresh: true },
      recipes: before.recipes,
      maxConstraints: MAX_CONSTRAINTS,
      maxRepairs: MAX_REPAIRS,
    },
  );
  return { ...result, notes: [...notes, ...result.notes] };
}

/** An input that a recipe makes, encoded; undefined when nothing of the kind can be made. */
function inputOf(
  { local }: PreparedTarget,
  recipe: ParsedRecipe,
  size: number,
  seed: number,
): string | undefined {
  const rng = createRng(seed, size);
  const genotype = applyRecipe(local.generate(rng, size), {
    model: local,
    recipe: compileRecipe(recipe),
    size,
    rng,
  });
  const encoded = local.encode(genotype);
  try {
    local.decode(encoded);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    // What cannot be read back is no input of this model.
    return undefined;
  }
  return encoded;
}
