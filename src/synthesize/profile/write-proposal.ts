import type { Constraint, Recipe } from '../../../constraints/language/constraint.ts';
import type { Proposal, SynthesisContext, SynthesisHistory } from '../../core/synthesis.ts';
import type { Sample } from '../gate/sample.ts';
import { toConstraint } from './document.ts';
import type { InputTexts } from './input-texts.ts';
import { createMatchInput } from './match-inputs.ts';
import type { ObservedTerms } from './observe-terms.ts';
import { toRecipe } from './recipes.ts';
import { termReadings } from './term-readings.ts';
import type { VerifiedCandidate } from './verify.ts';

const MAX_RECIPES = 8;

/** What is known about a program when its constraints are written down. */
export interface Findings {
  readonly observed: ObservedTerms;
  readonly sample: Sample;
  readonly texts: InputTexts;
  readonly notes: readonly string[];
}

/** The documents of the chosen candidates, and recipes for them; no two that make the same inputs. */
export function writeProposal(
  chosen: readonly VerifiedCandidate[],
  { observed, sample, texts, notes }: Findings,
  context: SynthesisContext,
  history: SynthesisHistory,
): Proposal {
  const taken = new Set([
    ...history.accepted.map(({ constraint }) => constraint.id),
    ...history.rejected.map(({ id }) => id),
  ]);
  const match = createMatchInput(context, sample.runs);
  const constraints: Constraint[] = [];
  const recipes = new Map<string, Recipe>();
  for (const candidate of chosen) {
    const { place, parts } = candidate;
    const file = context.sources.find((source) => source.file === place.file)?.name ?? '';
    const constraint = toConstraint(candidate, file, taken);
    constraints.push(constraint);
    const variables = observed.scopes.find((scope) => scope.place === place)?.variables ?? [];
    const readings = termReadings(place, observed.terms, observed.observations);
    const recipe = toRecipe(constraint, parts, { match, texts, readings, variables }, taken);
    const key = JSON.stringify(recipe?.input);
    if (recipe !== undefined && !recipes.has(key) && recipes.size < MAX_RECIPES) {
      recipes.set(key, recipe);
    }
  }
  return { constraints, recipes: [...recipes.values()], notes };
}
