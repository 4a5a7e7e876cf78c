import { compilePart } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { freeVariables, usesCall } from './expression-facts.ts';
import type { Frame } from './frame.ts';
import { isOpaque } from './operators.ts';
import { printExpression } from './print.ts';
import { createReader } from './reader.ts';

/** What a recipe's expressions are evaluated over. */
export interface RecipeScope {
  /** Index of the element, from 0. */
  i: number;
  /** Number of elements of this list or text. */
  n: number;
  /** Size asked for. */
  N: number;
  /** Numbers of other places, by their names: `k`, `args[0]`. */
  numbers: Readonly<Record<string, number>>;
}

/** Longest text that one evaluation may give, in characters. */
const MAX_ELEMENT_TEXT = 64;
const MAX_CHARACTER_CODE = 0xffff;

const OWN_NAMES: ReadonlySet<string> = new Set(['i', 'n', 'N']);
/** Functions that tell of a place in the program, which a recipe has none of. */
const PLACE_CALLS = ['hits', 'callDepth'] as const;

/**
 * Compiles a recipe's expression. The closure never throws and depends on nothing but its scope; it gives a primitive,
 * undefined when there is none or a text is longer than 64 characters.
 */
export function compileRecipeExpression(expression: Expression): (scope: RecipeScope) => unknown {
  const named = nameNumbers(expression);
  const others = freeVariables(named).filter((name) => !OWN_NAMES.has(name));
  const evaluate = compilePart(named, [...OWN_NAMES, ...others], createReader(isOpaque));
  const values: unknown[] = [];
  const frame: Frame = { values, hits: 0, depth: 0, units: 0 };
  return (scope) => {
    values[0] = scope.i;
    values[1] = scope.n;
    values[2] = scope.N;
    for (let k = 0; k < others.length; k++)
      values[OWN_NAMES.size + k] = numberOf(scope.numbers, others[k] ?? '');
    const value = evaluate(frame);
    return isOpaque(value) || (typeof value === 'string' && value.length > MAX_ELEMENT_TEXT)
      ? undefined
      : value;
  };
}

function numberOf(numbers: RecipeScope['numbers'], name: string): number | undefined {
  return Object.hasOwn(numbers, name) ? numbers[name] : undefined;
}

/**
 * Why the expression cannot be a recipe's, in words; undefined when it can.
 * @param numbers names of the numbers that it may use besides `i`, `n` and `N`
 */
export function recipeProblem(
  expression: Expression,
  numbers: readonly string[],
): string | undefined {
  const call = PLACE_CALLS.find((name) => usesCall(expression, name));
  if (call !== undefined) return `${call}() is about a place in the program, not about an input`;
  const unknown = freeVariables(nameNumbers(expression)).find(
    (name) => !OWN_NAMES.has(name) && !numbers.includes(name),
  );
  if (unknown === undefined) return undefined;
  return `${unknown} is not a number that a recipe can use; there are: ${[...OWN_NAMES, ...numbers].join(' ')}`;
}

/** What an evaluation means as part of a text: a text, or the character of a code; undefined for anything else. */
export function recipeText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 0 &&
    value <= MAX_CHARACTER_CODE
    ? String.fromCharCode(value)
    : undefined;
}

/** Takes `args[0]` and `q.x` for names, as places of an input are written. */
function nameNumbers(expression: Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return expression;
    case 'member':
    case 'index': {
      if (isPath(expression)) return { kind: 'variable', name: printExpression(expression) };
      const object = nameNumbers(expression.object);
      return expression.kind === 'member'
        ? { ...expression, object }
        : { ...expression, object, index: nameNumbers(expression.index) };
    }
    case 'unary':
      return { ...expression, operand: nameNumbers(expression.operand) };
    case 'binary':
    case 'logical':
      return {
        ...expression,
        left: nameNumbers(expression.left),
        right: nameNumbers(expression.right),
      };
    case 'conditional':
      return {
        ...expression,
        test: nameNumbers(expression.test),
        consequent: nameNumbers(expression.consequent),
        alternate: nameNumbers(expression.alternate),
      };
    case 'call':
      return { ...expression, args: expression.args.map(nameNumbers) };
  }
}

/** Whether it is a variable with nothing but names and constant indices after it. */
function isPath(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return !OWN_NAMES.has(expression.name);
    case 'member':
      return isPath(expression.object);
    case 'index':
      return expression.index.kind === 'literal' && isPath(expression.object);
    case 'literal':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'conditional':
    case 'call':
      return false;
  }
}
