import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ParsedRecipe } from '../../../src/core/executor.ts';
import type { InputSpec, SpecNode } from '../../../src/core/input-spec.ts';
import { createRng } from '../../../src/core/rng.ts';
import { applyRecipe, mixInRecipe } from '../../../src/fuzz/apply-recipe.ts';
import { compileRecipe } from '../../../src/fuzz/recipes.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { localRealm } from '../../helpers/fake-host.ts';
import { functionSpec } from '../../helpers/programs.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { recipeOf } from '../../helpers/watched.ts';

const MAX_SIZE = 100;
const INTS: SpecNode = { type: 'list', of: { type: 'int', min: 0, max: 1000 } };

/** What the program would get, of an input made by the recipe. */
function make(spec: InputSpec, recipe: ParsedRecipe, size: number, seed = 1): unknown[] | string {
  const model = compileSpec(spec, { maxSize: MAX_SIZE });
  const rng = createRng(seed);
  const genotype = applyRecipe(model.generate(rng, size), {
    model,
    recipe: compileRecipe(recipe),
    size,
    rng,
  });
  expect(model.decode(model.encode(genotype))).toEqual(genotype);
  return model.build(genotype, localRealm);
}

describe('a recipe', () => {
  it('fills a list by index and length, at the size asked for', () => {
    const recipe = recipeOf('r', { 'args[0]': 'i % 2 ? i : n - i' });
    expect(make(functionSpec(INTS), recipe, 6)).toEqual([[6, 1, 4, 3, 2, 5]]);
  });

  it('fills a text by texts and by character codes', () => {
    const text: SpecNode = { type: 'string', alphabet: 'abcd' };
    expect(
      make(functionSpec(text), recipeOf('r', { 'args[0]': 'i < n / 2 ? "a" : "b"' }), 6),
    ).toEqual(['aaabbb']);
    expect(make(functionSpec(text), recipeOf('r', { 'args[0]': '97 + i % 4' }), 6)).toEqual([
      'abcdab',
    ]);
  });

  it('keeps its pattern whole when its pieces are longer than a character', () => {
    const recipe = recipeOf('r', { 'args[0]': 'i < n / 2 ? "ab" : "cd"' });
    expect(make(functionSpec({ type: 'string', alphabet: 'abcd' }), recipe, 8)).toEqual([
      'ababcdcd',
    ]);
  });

  it('sets numbers first, and lists may speak of them', () => {
    const spec = functionSpec(INTS, { type: 'int', min: 0, max: 50 });
    const recipe = recipeOf(
      'r',
      { 'args[0]': 'i * k', 'args[1]': '(N - 1) / 2' },
      { k: 'args[1]' },
    );
    expect(make(spec, recipe, 11)).toEqual([[0, 5, 10, 15, 20, 25, 30, 35, 40, 45], 5]);
  });

  it('numbers the elements that several parts of one place are', () => {
    const pair: SpecNode = {
      type: 'record',
      fields: { from: { type: 'int', min: 0, max: 99 }, to: { type: 'int', min: 0, max: 99 } },
    };
    const spec = functionSpec({ type: 'list', of: pair, minLength: 3, maxLength: 3 });
    const recipe = recipeOf('r', { 'args[0][].from': 'i', 'args[0][].to': 'n - i' });
    expect(make(spec, recipe, 6)).toEqual([
      [
        { from: 0, to: 3 },
        { from: 1, to: 2 },
        { from: 2, to: 1 },
      ],
    ]);
  });

  it('leaves what it has no value for', () => {
    const spec = functionSpec(INTS, { type: 'int', min: 0, max: 50 });
    const recipe = recipeOf('r', { 'args[0]': 'i > 2 ? 7 : "none"', 'args[1]': '0 / 0', x: '1' });
    const [list, number] = make(spec, recipe, 8) as [number[], number];
    expect(list.slice(3).every((x) => x === 7)).toBe(true);
    expect(number).toBeGreaterThanOrEqual(0);
  });

  it('becomes the nearest valid input', () => {
    const recipe = recipeOf('r', { 'args[0]': 'i * 400 - 100' });
    expect(make(functionSpec(INTS), recipe, 5)).toEqual([[0, 300, 700, 1000, 1000]]);
    const order: SpecNode = { type: 'permutation', minLength: 5, maxLength: 5 };
    expect(make(functionSpec(order), recipeOf('r', { 'args[0]': 'n - i' }), 5)).toEqual([
      [5, 4, 3, 2, 1],
    ]);
  });
});

test('a recipe can be mixed into an input: the result is valid and the rest stays', () => {
  const model = compileSpec(functionSpec(INTS), { maxSize: MAX_SIZE });
  const recipe = compileRecipe(recipeOf('r', { 'args[0]': '1001 - i' }));
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const rng = createRng(seed);
      const before = model.generate(rng, 40);
      const mixed = mixInRecipe(before, { model, recipe, size: 40, rng });
      const [old] = model.build(before, localRealm) as [number[]];
      const [list] = model.build(mixed, localRealm) as [number[]];
      expect(list).toHaveLength(old.length);
      const changed = list.filter((x, i) => x !== old[i]);
      expect(changed.every((x) => x > 1000 - old.length)).toBe(true);
    }),
    { seed: TEST_SEED, numRuns: 50 },
  );
});
