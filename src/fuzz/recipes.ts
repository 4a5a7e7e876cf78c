import { compileRecipeExpression, type RecipeScope } from '../../constraints/language/recipe.ts';
import type { ParsedRecipe } from '../core/executor.ts';
import type { Rng } from '../core/rng.ts';
import { type ArmState, Bandit } from './bandit.ts';

/** What makes the values of one place. */
export interface RecipePlace {
  readonly place: string;
  /** Never throws; a primitive, undefined when there is no value. */
  readonly evaluate: (scope: RecipeScope) => unknown;
}

/** A recipe, ready to be applied. */
export interface Recipe {
  readonly id: string;
  readonly places: readonly RecipePlace[];
  /** See ParsedRecipe.numbers: pairs of name and place. */
  readonly numbers: readonly (readonly [name: string, place: string])[];
}

/** What a search knows of its recipes; plain data. */
export interface RecipesState {
  readonly ids: readonly string[];
  readonly arms: readonly ArmState[];
  /** By level, and for the final stage above them: recipes that had their first turn there. */
  readonly tried: readonly number[];
}

/** The recipes of a search, and how they fare. */
export class Recipes {
  /** Which one is applied. */
  readonly arms: Bandit;
  readonly #recipes: readonly Recipe[];
  readonly #tried: number[];

  constructor(
    recipes: readonly ParsedRecipe[],
    options: { readonly uniform: boolean; readonly state: RecipesState | undefined },
  ) {
    this.#recipes = recipes.map(compileRecipe);
    const ids = recipes.map(({ id }) => id);
    const known = options.state?.ids ?? [];
    this.arms = new Bandit(ids, {
      uniform: options.uniform,
      arms: ids.map((id) => options.state?.arms[known.indexOf(id)]),
    });
    const isSame = ids.join('\0') === known.join('\0');
    this.#tried = isSame ? [...(options.state?.tried ?? [])] : [];
  }

  at(index: number): Recipe {
    return this.#recipes[index] as Recipe;
  }

  /** Whether some recipe has not yet had its turn at the level. */
  isDue(level: number): boolean {
    return (this.#tried[level] ?? 0) < this.#recipes.length;
  }

  /** The index of the recipe to apply at the level: those without a turn first. */
  pick(level: number, rng: Rng): number {
    return this.isDue(level) ? this.#takeTurn(level) : this.arms.pick(rng);
  }

  /** The next recipe that has brought something and had no turn at the level. */
  nextProven(level: number): number | undefined {
    const arms = this.arms.state();
    while (this.isDue(level)) {
      const index = this.#takeTurn(level);
      if ((arms[index]?.stepsGained ?? 0) > 0) return index;
    }
    return undefined;
  }

  #takeTurn(level: number): number {
    while (this.#tried.length <= level) this.#tried.push(0);
    return (this.#tried[level] as number)++;
  }

  state(): RecipesState {
    return {
      ids: this.#recipes.map(({ id }) => id),
      arms: this.arms.state(),
      tried: [...this.#tried],
    };
  }
}

export function compileRecipe({ id, input, numbers }: ParsedRecipe): Recipe {
  return {
    id,
    places: input.map(({ place, expression }) => ({
      place,
      evaluate: compileRecipeExpression(expression),
    })),
    numbers: Object.entries(numbers),
  };
}
