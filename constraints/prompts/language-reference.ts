import { CATALOGUE, type CatalogueFunction, type ParameterKind } from '../language/catalogue.ts';

const PARAMETERS: Readonly<Record<ParameterKind, string>> = {
  collection: 'a',
  number: 'x',
  numbers: 'a or x',
  any: 'v',
};

const GROUPS: readonly (readonly [CatalogueFunction['group'], string])[] = [
  ['collection', 'Of a collection: a list, text, typed array, map or set'],
  ['place', 'Of the place itself'],
  ['math', 'Of numbers'],
];

const GRAMMAR = `Conditions are single expressions in a subset of JavaScript:

- numbers, texts in quotes, true, false, null, undefined, and variables that are in scope at the place
- a.length, a[0], node.left.count: own data of objects, lists and texts; what is missing is undefined
- + - * / % ** and bit operators, < <= > >= === !== == !=, && || ??, !, ?:, typeof
- calls of the functions below, and of nothing else

There is no assignment, no loop, no arrow function, no method call, no template text, no regular expression, no new, no this.method(). An operation on an object or a list as a whole is undefined, and a condition that is undefined does not hold.`;

const RECIPES = `Expressions of a recipe have other names: i, the index of the element from 0; n, the number of elements of this list or text; N, the size asked for; and the names of number places. For a list the expression gives element i. For a text it gives character i, or a piece of up to 64 characters, as a text or a character code: "i < n / 2 ? '(' : ')'". For a number place it gives the number. Letters by number: "'abc'[i % 3]". Results out of bounds are brought into them. Places that are not named stay random.`;

/** The language in short: what may be written, and every function of the catalogue. */
export function languageReference(): string {
  const groups = GROUPS.map(([group, title]) => {
    const lines = [...CATALOGUE.values()].filter((entry) => entry.group === group).map(describe);
    return lines.length === 0 ? '' : `${title}:\n\n${lines.join('\n')}`;
  });
  return [GRAMMAR, ...groups, RECIPES].filter((part) => part !== '').join('\n\n');
}

function describe({ name, parameters, isVariadic, doc }: CatalogueFunction): string {
  const names = parameters.map((kind) => PARAMETERS[kind]);
  return `- ${name}(${names.join(', ')}${isVariadic ? ', …' : ''}): ${doc}`;
}
