import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRecipeExpression } from '../../../constraints/language/recipe.ts';
import type { ParsedRecipe } from '../../../src/core/executor.ts';
import type { InputPlace } from '../../../src/core/synthesis.ts';
import {
  gateRecipes,
  type RecipeGateOptions,
  type RecipeVerdicts,
} from '../../../src/synthesize/recipes.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { hostileDocuments } from './hostile-documents.ts';

const INPUTS: readonly InputPlace[] = [
  { place: 'args[0]', names: ['a'], kind: 'list', description: 'list of integers' },
  { place: 'args[1]', names: ['k'], kind: 'number', description: 'integer 1 to 100' },
  { place: 'args[2]', names: ['text'], kind: 'text', description: 'text over ab()' },
];

/** As the pipeline does it, without a model: every place as long as asked for. */
function apply({ input }: ParsedRecipe, size: number): string | undefined {
  const made = input.map(({ place, expression }) => {
    const evaluate = compileRecipeExpression(expression);
    const numbers = { k: size, 'args[1]': size };
    const items = Array.from({ length: size }, (_, i) =>
      evaluate({ i, n: size, N: size, numbers }),
    );
    return [place, items] as const;
  });
  return JSON.stringify(Object.fromEntries(made), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function recipe(input: Readonly<Record<string, unknown>>, changes: object = {}): object {
  return { id: 'r1', source: 'llm', description: 'falling numbers', input, ...changes };
}

function gate(
  documents: readonly unknown[],
  options: Partial<RecipeGateOptions> = {},
  applyRecipe = apply,
): RecipeVerdicts {
  return gateRecipes(documents, INPUTS, applyRecipe, {
    source: 'llm',
    accepted: [],
    constraintIds: new Map(),
    ...options,
  });
}

function reasonFor(input: Readonly<Record<string, unknown>>): string | undefined {
  const { accepted, rejected } = gate([recipe(input)]);
  expect(accepted).toEqual([]);
  return rejected[0]?.reason;
}

describe('the gate for recipes', () => {
  it('accepts a recipe, with its places found and its expressions read', () => {
    const { accepted, rejected } = gate([recipe({ a: 'n - i', k: 'N / 2', 'args[2]': '"("' })]);
    expect(rejected).toEqual([]);
    expect(accepted[0]?.recipe.input).toEqual({ a: 'n - i', k: 'N / 2', 'args[2]': '"("' });
    expect(accepted[0]?.parsed.id).toBe('r1');
    expect(accepted[0]?.parsed.input.map(({ place }) => place)).toEqual([
      'args[0]',
      'args[1]',
      'args[2]',
    ]);
    expect(accepted[0]?.parsed.numbers).toEqual({ 'args[1]': 'args[1]', k: 'args[1]' });
  });

  it.each([
    [{ b: 'i' }, '"b" is no place of the input; there are: a, k, text; did you mean a?'],
    [{ a: 'i = 3' }, /^a: an assignment is not allowed/],
    [{ a: 'len(i) + z' }, /^a: z is not a number that a recipe can use; there are: i n N .*k/],
    [{ a: 'hits()' }, /^a: hits\(\) is about a place in the program/],
    [
      { a: 'i > 4 ? undefined : 1' },
      /^a: gives no value for i = 5, n = 16, N = 16; wanted a number, text or boolean/,
    ],
    [{ a: 'i / (i - 3) - i / (i - 3)' }, /^a: gives NaN for i = 3/],
    [{ k: '"many"' }, /^k: gives "many" for i = 0, n = 1, N = 16; wanted a number/],
    [{ text: '-1' }, /^text: gives -1 .*wanted a text of 1 to 64 characters, or a character code/],
    [{ text: '""' }, /^text: gives "" /],
    [{ a: 'i', 'args[0]': 'n' }, 'args[0]: the place args[0] is given twice'],
    [{}, /places/],
    [{ a: 5 }, /input\.a/],
  ])('refuses %o, and says why', (input, reason) => {
    const text = reasonFor(input);
    if (typeof reason === 'string') expect(text).toBe(reason);
    else expect(text).toMatch(reason);
  });

  it('lets numbers of the input be used by name', () => {
    const { accepted } = gate([recipe({ a: 'i % k' })]);
    expect(accepted).toHaveLength(1);
  });

  it('refuses what makes no valid input', () => {
    const { rejected } = gate([recipe({ a: 'i' })], {}, (_, size) =>
      size > 20 ? undefined : '[[]]',
    );
    expect(rejected).toEqual([{ id: 'r1', reason: 'no valid input of size 64 comes of it' }]);
  });

  it('refuses what makes the same inputs as another one, of this proposal or before', () => {
    const first = gate([recipe({ a: 'n - i' }), recipe({ a: '-i + n' }, { id: 'r2' })]);
    expect(first.accepted).toHaveLength(1);
    expect(first.rejected).toEqual([{ id: 'r2', reason: 'makes the same inputs as r1' }]);
    const second = gate([recipe({ a: 'n + 1 - i - 1' })], { accepted: first.accepted });
    expect(second.rejected).toEqual([{ id: 'r1-2', reason: 'makes the same inputs as r1' }]);
  });

  it('says why when the target has no places', () => {
    const { rejected } = gateRecipes([recipe({ a: 'i' })], [], apply, {
      source: 'llm',
      accepted: [],
      constraintIds: new Map(),
    });
    expect(rejected[0]?.reason).toBe(
      'inputs of this target have no places that a recipe could name',
    );
  });

  it('aims at the constraint as it is called now, or at none', () => {
    const constraintIds = new Map([['few-keys', 'few-keys-2']]);
    const { accepted } = gate(
      [
        recipe({ a: 'i' }, { reaches: 'few keys' }),
        recipe({ a: 'n' }, { reaches: 'unheard of' }),
        recipe({ a: 'n * i' }, { reaches: 7 }),
      ],
      { constraintIds },
    );
    expect(accepted.map(({ recipe: { reaches } }) => reaches)).toEqual([
      'few-keys-2',
      undefined,
      undefined,
    ]);
  });

  it('takes nobody’s word for who wrote it', () => {
    const { accepted } = gate([recipe({ a: 'i' }, { source: 'user' })], { source: 'profile' });
    expect(accepted[0]?.recipe.source).toBe('profile');
  });

  it('rejects hostile documents by the thousand, with reasons', () => {
    const good = [recipe({ a: 'n - i' }), recipe({ text: '"("', k: '3' })];
    const documents = hostileDocuments(good, 3000, TEST_SEED);
    const { accepted, rejected } = gate(documents);
    expect(accepted.length + rejected.length).toBe(3000);
    expect(accepted.length).toBeLessThan(300);
    for (const { reason } of rejected) expect(reason).toMatch(/\S/);
    expect('pwned' in globalThis).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  it('may be given anything at all', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withBigInt: true }), { maxLength: 5 }), (documents) => {
        expect(gate(documents).rejected).toHaveLength(documents.length);
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });
});
