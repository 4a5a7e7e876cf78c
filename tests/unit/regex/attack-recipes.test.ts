import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRecipeExpression } from '../../../constraints/language/recipe.ts';
import type { ParsedRecipe } from '../../../src/core/executor.ts';
import { type Attack, attackText, printableAttack } from '../../../src/regex/attack.ts';
import { attackRecipes } from '../../../src/regex/attack-recipes.ts';

const ONE: Attack = {
  pumps: [{ prefix: 'x=', pump: 'ab' }],
  suffix: '!',
  growth: 'polynomial',
};

/** What the first place of a recipe becomes, of n elements. */
function textOf({ input: [first] }: ParsedRecipe, n: number): string {
  if (first === undefined) throw new Error('the recipe fills nothing');
  const evaluate = compileRecipeExpression(first.expression);
  return Array.from({ length: n }, (_, i) => String(evaluate({ i, n, N: n, numbers: {} }))).join(
    '',
  );
}

function textOfAttack(attack: Attack, n: number): string {
  return attackRecipes([attack], ['args[0]'], 1)
    .map((recipe) => textOf(recipe, n))
    .join();
}

describe('recipes for attacks', () => {
  it('write the prefix, the pump as often as there is room, and the suffix', () => {
    expect(textOfAttack(ONE, 6)).toBe('x=abababab!');
  });

  it('give each of several pumps an equal share of the text', () => {
    const pumps = [
      { prefix: '<', pump: 'a' },
      { prefix: '>', pump: 'b' },
    ];
    expect(textOfAttack({ ...ONE, pumps, suffix: '' }, 8)).toBe('<aaa>bbb');
    expect(textOfAttack({ ...ONE, pumps }, 9)).toBe('<aaaa>bb!');
  });

  it('write texts that are longer than one element may be', () => {
    const prefix = 'p'.repeat(150);
    const suffix = 's'.repeat(70);
    const attack: Attack = { ...ONE, pumps: [{ prefix, pump: '-' }], suffix };
    expect(textOfAttack(attack, 9)).toBe(`${prefix}----${suffix}`);
  });

  it('write any attack with one pump', () => {
    const text = fc.string({ maxLength: 64, unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 1, max: 20 }), (prefix, pump, suffix, n) => {
        const attack: Attack = { ...ONE, pumps: [{ prefix, pump }], suffix };
        const others = Number(prefix !== '') + Number(suffix !== '');
        expect(textOfAttack(attack, n + others)).toBe(attackText(attack, n));
      }),
      { seed: 42 },
    );
  });

  it('try every attack at the first place before any at the second', () => {
    const other: Attack = { ...ONE, suffix: '?' };
    const recipes = attackRecipes([ONE, other], ['args[0]', 'args[1].name'], 3);
    expect(recipes.map(({ id, input: [first] }) => [id, first?.place])).toEqual([
      ['recheck-1', 'args[0]'],
      ['recheck-2', 'args[0]'],
      ['recheck-3', 'args[1].name'],
    ]);
  });
});

describe('the printable form of an attack', () => {
  it('has a mark where any other character would do', () => {
    expect(printableAttack({ ...ONE, suffix: '\0\t' })?.suffix).toBe('!\t');
  });

  it('is not made where the attack has no such character', () => {
    expect(printableAttack(ONE)).toBeUndefined();
  });
});
