import type { Recipe } from '../../constraints/language/constraint.ts';
import { parseExpression } from '../../constraints/language/parse.ts';
import {
  compileRecipeExpression,
  recipeProblem,
  type RecipeScope,
  recipeText,
} from '../../constraints/language/recipe.ts';
import { parseRecipe } from '../../constraints/language/schema.ts';
import type { ParsedRecipe, RecipeInput } from '../core/executor.ts';
import { closest } from '../core/suggest.ts';
import type { InputPlace } from '../core/synthesis.ts';
import { documentId, freeId, isRecord, type JsonRecord, readDocument, tidyId } from './document.ts';

/** A recipe as it was proposed, and as the search uses it. */
export interface GatedRecipe {
  readonly recipe: Recipe;
  readonly parsed: ParsedRecipe;
}

export interface RejectedRecipe {
  readonly id: string;
  /** What is wrong and what to write instead, one line. */
  readonly reason: string;
}

/** Makes an input of about that size, encoded; undefined when none comes out that the input model allows. */
export type ApplyRecipe = (recipe: ParsedRecipe, size: number) => string | undefined;

export interface RecipeGateOptions {
  readonly source: Recipe['source'];
  /** What has passed before: keeps its ids, and need not be proposed again. */
  readonly accepted: readonly GatedRecipe[];
  /** The ids that constraints were given, by those that they were proposed with. */
  readonly constraintIds: ReadonlyMap<string, string>;
}

export interface RecipeVerdicts {
  readonly accepted: readonly GatedRecipe[];
  readonly rejected: readonly RejectedRecipe[];
}

/** Elements that an expression is tried on. */
const TRIED_LENGTH = 16;
/** Sizes that inputs are made of. */
const TRIED_SIZES: readonly number[] = [16, 64];

/**
 * Decides which documents are recipes that the search may use: form, expressions, places, values, and an input that comes
 * of it. Documents may be anything; nothing that is wrong with one of them throws.
 */
export function gateRecipes(
  documents: readonly unknown[],
  inputs: readonly InputPlace[],
  applyRecipe: ApplyRecipe,
  { source, accepted: before, constraintIds }: RecipeGateOptions,
): RecipeVerdicts {
  const accepted: GatedRecipe[] = [];
  const rejected: RejectedRecipe[] = [];
  const taken = new Set(before.map(({ recipe }) => recipe.id));
  const makers = new Map<string, string>();
  for (const { recipe, parsed } of before) makers.set(trial(parsed, applyRecipe).key, recipe.id);
  for (const [index, value] of documents.entries()) {
    const { json, problem } = readDocument(value);
    const id = freeId(documentId(json) ?? `recipe-${index + 1}`, taken);
    taken.add(id);
    const stamped = isRecord(json) ? { ...aimed(json, constraintIds), id, source } : json;
    const read = problem === undefined ? readRecipe(stamped, inputs) : { problem };
    if (read.problem !== undefined) {
      rejected.push({ id, reason: read.problem });
      continue;
    }
    const { key, failedSize } = trial(read.parsed, applyRecipe);
    const twin = makers.get(key);
    if (failedSize !== undefined) {
      rejected.push({ id, reason: `no valid input of size ${failedSize} comes of it` });
    } else if (twin !== undefined) {
      rejected.push({ id, reason: `makes the same inputs as ${twin}` });
    } else {
      makers.set(key, id);
      accepted.push(read);
    }
  }
  return { accepted, rejected };
}

type Reading =
  | { readonly recipe: Recipe; readonly parsed: ParsedRecipe; readonly problem?: undefined }
  | { readonly problem: string };

function readRecipe(document: unknown, inputs: readonly InputPlace[]): Reading {
  const form = parseRecipe(document);
  if (!form.ok) return { problem: form.reason };
  const { recipe } = form;
  const numbers = Object.fromEntries(
    inputs
      .filter(({ kind }) => kind === 'number')
      .flatMap(({ place, names }) => [place, ...names].map((name) => [name, place] as const)),
  );
  const input: RecipeInput[] = [];
  for (const [name, text] of Object.entries(recipe.input)) {
    const read = readInput(name, text, inputs, Object.keys(numbers));
    if (read.problem !== undefined) return read;
    if (input.some(({ place }) => place === read.place)) {
      return { problem: `${name}: the place ${read.place} is given twice` };
    }
    input.push(read);
  }
  return input.length === 0
    ? { problem: 'it gives no place of the input' }
    : { recipe, parsed: { id: recipe.id, input, numbers } };
}

type ReadInput = (RecipeInput & { readonly problem?: undefined }) | { readonly problem: string };

function readInput(
  name: string,
  text: string,
  inputs: readonly InputPlace[],
  numbers: readonly string[],
): ReadInput {
  const place = inputs.find((one) => one.place === name || one.names.includes(name));
  if (place === undefined) return { problem: unknownPlace(name, inputs) };
  const parsed = parseExpression(text);
  if (!parsed.ok) return { problem: `${name}: ${parsed.reason}` };
  const { expression } = parsed;
  const problem =
    recipeProblem(expression, numbers) ??
    valueProblem(compileRecipeExpression(expression), place, numbers);
  return problem === undefined
    ? { place: place.place, expression }
    : { problem: `${name}: ${problem}` };
}

function unknownPlace(name: string, inputs: readonly InputPlace[]): string {
  const known = inputs.flatMap(({ place, names }) => [...names, place]);
  if (known.length === 0) return 'inputs of this target have no places that a recipe could name';
  const meant = closest(name, known);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  const places = inputs.map(({ place, names }) => names[0] ?? place).join(', ');
  return `${JSON.stringify(name)} is no place of the input; there are: ${places}${hint}`;
}

/** What is wrong with the values that it gives for a short list or text, or for a number. */
function valueProblem(
  evaluate: (scope: RecipeScope) => unknown,
  { kind }: InputPlace,
  numbers: readonly string[],
): string | undefined {
  const n = kind === 'number' ? 1 : TRIED_LENGTH;
  const given = Object.fromEntries(numbers.map((name) => [name, TRIED_LENGTH]));
  for (let i = 0; i < n; i++) {
    const value = evaluate({ i, n, N: TRIED_LENGTH, numbers: given });
    if (isValue(value, kind)) continue;
    const wanted = WANTED[kind];
    return `gives ${describeValue(value)} for i = ${i}, n = ${n}, N = ${TRIED_LENGTH}; wanted ${wanted}`;
  }
  return undefined;
}

const WANTED: Readonly<Record<InputPlace['kind'], string>> = {
  text: 'a text of 1 to 64 characters, or a character code',
  list: 'a number, text or boolean',
  number: 'a number',
};

function isValue(value: unknown, kind: InputPlace['kind']): boolean {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  switch (kind) {
    case 'text':
      return (recipeText(value) ?? '') !== '';
    case 'number':
      return isNumber;
    case 'list':
      return isNumber || typeof value === 'string' || typeof value === 'boolean';
  }
}

function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === undefined ? 'no value' : JSON.stringify(value);
}

/** Makes inputs of it; recipes with one key make the same. */
function trial(
  parsed: ParsedRecipe,
  applyRecipe: ApplyRecipe,
): { readonly key: string; readonly failedSize: number | undefined } {
  const made = TRIED_SIZES.map((size) => applyRecipe(parsed, size));
  const failure = made.indexOf(undefined);
  return { key: JSON.stringify(made), failedSize: TRIED_SIZES[failure] };
}

/** With the id of the constraint that it is meant to reach as it is now, or without when there is none. */
function aimed(document: JsonRecord, constraintIds: ReadonlyMap<string, string>): JsonRecord {
  const { reaches, ...rest } = document;
  const id = constraintIds.get(tidyId(reaches) ?? '');
  return id === undefined ? rest : { ...rest, reaches: id };
}
