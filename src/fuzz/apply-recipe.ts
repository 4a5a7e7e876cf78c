import { type RecipeScope, recipeText } from '../../constraints/language/recipe.ts';
import type { InputModel, Part, Sequence, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';
import { overwrite, pickChunk } from './mutators/mutator.ts';
import type { Recipe, RecipePlace } from './recipes.ts';

/** Parts of one place that a recipe fills: each edit looks at the whole input again. */
const MAX_PARTS = 256;

export interface Application {
  readonly model: InputModel;
  readonly recipe: Recipe;
  /** Size asked for: `N`. Lists and texts grow towards it. */
  readonly size: number;
  readonly rng: Rng;
}

/** Fills every place of the recipe, numbers first, because lists and their elements may depend on them. */
export function applyRecipe(genotype: unknown, application: Application): unknown {
  const { model, recipe } = application;
  const kinds = new Map(model.parts(genotype).map(({ place, kind }) => [place, kind]));
  const isNumber = ({ place }: RecipePlace): boolean => kinds.get(place) === 'number';
  const ordered = [
    ...recipe.places.filter(isNumber),
    ...recipe.places.filter((place) => !isNumber(place)),
  ];
  return ordered.reduce((made, place) => fillPlace(made, place, application, false), genotype);
}

/** Fills some of the recipe's places of an existing input, or a stretch of them. */
export function mixInRecipe(genotype: unknown, application: Application): unknown {
  const { recipe, rng } = application;
  const places = rng.oneIn(2) ? recipe.places : [rng.pick(recipe.places)];
  const inPart = rng.oneIn(2);
  return places.reduce((made, place) => fillPlace(made, place, application, inPart), genotype);
}

function fillPlace(
  genotype: unknown,
  { place, evaluate }: RecipePlace,
  { model, recipe, size, rng }: Application,
  inPart: boolean,
): unknown {
  const partsOf = (g: unknown): readonly Part[] =>
    model.parts(g).filter((part) => part.place === place);
  let parts = partsOf(genotype);
  const count = parts.length;
  if (count > MAX_PARTS) return genotype;
  const scope: RecipeScope = {
    i: 0,
    n: count,
    N: size,
    numbers: numbersOf(genotype, model, recipe),
  };
  let made = genotype;
  for (let j = 0; j < count; j++) {
    // Parts are valid for the very genotype that they were taken from.
    if (j > 0) parts = partsOf(made);
    const part = parts[j];
    if (part === undefined) return made;
    if (part.kind === 'number') {
      scope.i = j;
      const value = evaluate(scope);
      if (typeof value === 'number' && !Number.isNaN(value))
        made = model.edit(made, part, value, rng);
    } else {
      const room = count === 1 && !inPart ? grownLength(part, model.sizeOf(made), size) : 0;
      made = model.edit(made, part, fill(part, room, scope, evaluate, rng, inPart), rng);
    }
  }
  return made;
}

/** Length at which the whole input has about the size asked for, if it can be had by this part alone. */
function grownLength({ value, domain }: SequencePart, size: number, wanted: number): number {
  const weight = value.length === 0 ? 1 : Math.max(1, size / value.length);
  const isScalar = typeof value === 'string' || domain.numbers !== undefined;
  const grown = value.length + Math.floor((wanted - size) / (isScalar ? 1 : weight));
  return Math.max(domain.minLength, Math.min(domain.maxLength, grown));
}

/** @param length wanted, 0 for the one that the part has. */
function fill(
  part: SequencePart,
  length: number,
  scope: RecipeScope,
  evaluate: RecipePlace['evaluate'],
  rng: Rng,
  inPart: boolean,
): Sequence {
  const { value } = part;
  const chunk = inPart ? pickChunk(value.length, rng) : undefined;
  const start = chunk?.start ?? 0;
  const n = chunk === undefined ? length || value.length : chunk.end - start;
  const made =
    typeof value === 'string'
      ? fillText(part, start, n, scope, evaluate, rng)
      : fillList(part, start, n, scope, evaluate, rng);
  return chunk === undefined ? made : overwrite(value, start, chunk.end, made);
}

function fillList(
  { value, domain }: SequencePart,
  start: number,
  n: number,
  scope: RecipeScope,
  evaluate: RecipePlace['evaluate'],
  rng: Rng,
): Sequence {
  const sample = value[0] ?? domain.element(rng, 4);
  const items: unknown[] = [];
  scope.n = n;
  for (let i = 0; i < n; i++) {
    scope.i = i;
    const item = evaluate(scope);
    const fits = typeof item === typeof sample && !Number.isNaN(item);
    items.push(fits ? item : (value[start + i] ?? domain.element(rng, 4)));
  }
  return items;
}

function fillText(
  part: SequencePart,
  start: number,
  n: number,
  scope: RecipeScope,
  evaluate: RecipePlace['evaluate'],
  rng: Rng,
): string {
  const write = (count: number): string => {
    let text = '';
    scope.n = count;
    for (let i = 0; i < count; i++) {
      scope.i = i;
      const old = part.value[start + i] ?? part.domain.element(rng, 4);
      text += recipeText(evaluate(scope)) ?? String(old);
    }
    return text;
  };
  const text = write(n);
  // Elements of several characters make it too long: with fewer of them, the pattern is whole again.
  return text.length <= n ? text : write(Math.max(1, Math.floor((n * n) / text.length)));
}

/** Numbers of the input by the names that the recipe has for them: of several at one place, the first. */
function numbersOf(
  genotype: unknown,
  model: InputModel,
  { numbers }: Recipe,
): Readonly<Record<string, number>> {
  if (numbers.length === 0) return {};
  const first = new Map<string, number>();
  for (const part of model.parts(genotype)) {
    if (part.kind === 'number' && !first.has(part.place)) first.set(part.place, part.value);
  }
  return Object.fromEntries(numbers.map(([name, place]) => [name, first.get(place) ?? Number.NaN]));
}
