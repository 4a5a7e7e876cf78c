import type { GatedConstraint, RejectedConstraint } from '../core/synthesis.ts';
import type { GatedRecipe } from '../synthesize/recipes.ts';

/** What synthesis has come to: plain data, part of a campaign's state. */
export interface SynthesisState {
  /** Times that evidence was gathered and synthesizers were asked. */
  readonly rounds: number;
  /** The last round of proposals, repairs included; see SynthesisHistory. */
  readonly lastRound: number;
  /** See {@link effortOf}. */
  readonly effortThen: number;
  readonly accepted: readonly GatedConstraint[];
  readonly rejected: readonly RejectedConstraint[];
  readonly recipes: readonly GatedRecipe[];
  readonly notes: readonly string[];
}

export const NO_SYNTHESIS: SynthesisState = {
  rounds: 0,
  lastRound: 0,
  effortThen: 0,
  accepted: [],
  rejected: [],
  recipes: [],
  notes: [],
};
