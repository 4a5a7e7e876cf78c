import type { Expression } from '../../constraints/language/expression.ts';
import type { ParsedRecipe } from '../core/executor.ts';
import type { Attack } from './attack.ts';

/** Longest text that one element of a recipe may give, in characters. */
const MAX_ELEMENT = 64;

/**
 * Recipes that put attacks at places of the input: element by element the first prefix, its pump as often as there is room,
 * the next prefix, and so on, the suffix last.
 * @param places of texts, see Part.place.
 * @param limit of recipes; every attack has its turn at the first place before one has it at the second.
 */
export function attackRecipes(
  attacks: readonly Attack[],
  places: readonly string[],
  limit: number,
): readonly ParsedRecipe[] {
  const recipes = places.flatMap((place) =>
    attacks.map((attack) => ({ place, expression: elementOf(attack) })),
  );
  return recipes
    .slice(0, limit)
    .map((input, k) => ({ id: `recheck-${k + 1}`, input: [input], numbers: {} }));
}

const I: Expression = { kind: 'variable', name: 'i' };
const N: Expression = { kind: 'variable', name: 'n' };

/** Element `i` of a text of `n` elements. Each pump, with its prefix, has an equal share of them. */
function elementOf({ pumps, suffix }: Attack): Expression {
  const count = pumps.length;
  const share = (k: number): Expression => {
    const { prefix, pump } = pumps[k] ?? { prefix: '', pump: '' };
    // Where it begins: the first i with i ≥ k n / count.
    const start = call('ceil', binary('/', binary('*', literal(k), N), literal(count)));
    const own = choose(chunks(prefix), (j) => binary('+', start, literal(j)), literal(pump));
    if (k === count - 1) return own;
    const isWithin = binary('<', binary('*', I, literal(count)), binary('*', literal(k + 1), N));
    return { kind: 'conditional', test: isWithin, consequent: own, alternate: share(k + 1) };
  };
  const end = chunks(suffix);
  return choose(end, (j) => binary('-', N, literal(end.length - j)), share(0));
}

/** The j-th text where `i` is `at(j)`, and the rest elsewhere. */
function choose(
  texts: readonly string[],
  at: (j: number) => Expression,
  rest: Expression,
): Expression {
  return texts.reduceRight<Expression>(
    (alternate, text, j) => ({
      kind: 'conditional',
      test: binary('===', I, at(j)),
      consequent: literal(text),
      alternate,
    }),
    rest,
  );
}

function chunks(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / MAX_ELEMENT) }, (_, k) =>
    text.slice(k * MAX_ELEMENT, (k + 1) * MAX_ELEMENT),
  );
}

function literal(value: number | string): Expression {
  return { kind: 'literal', value };
}

function binary(
  operator: '+' | '-' | '*' | '/' | '<' | '===',
  left: Expression,
  right: Expression,
): Expression {
  return { kind: 'binary', operator, left, right };
}

function call(callee: string, ...args: readonly Expression[]): Expression {
  return { kind: 'call', callee, args };
}
