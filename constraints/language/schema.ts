import { z } from 'zod';
import type { Constraint, ConstraintFile, Recipe } from './constraint.ts';

export const constraintSchema: z.ZodType<Constraint> = z.custom<Constraint>();
export const recipeSchema: z.ZodType<Recipe> = z.custom<Recipe>();
export const constraintFileSchema: z.ZodType<ConstraintFile> = z.custom<ConstraintFile>();

export type ParsedConstraint =
  | { readonly ok: true; readonly constraint: Constraint }
  | { readonly ok: false; readonly reason: string };
export type ParsedRecipe =
  | { readonly ok: true; readonly recipe: Recipe }
  | { readonly ok: false; readonly reason: string };
export type ParsedConstraintFile =
  | { readonly ok: true; readonly file: ConstraintFile }
  | { readonly ok: false; readonly reason: string };

/** Checks the form of a document; what its expressions say is the parser's business. */
export function parseConstraint(document: unknown): ParsedConstraint {
  return { ok: false, reason: typeof document };
}

export function parseRecipe(document: unknown): ParsedRecipe {
  return { ok: false, reason: typeof document };
}

export function parseConstraintFile(document: unknown): ParsedConstraintFile {
  return { ok: false, reason: typeof document };
}
