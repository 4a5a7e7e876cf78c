import { parseExpression } from '../../constraints/language/parse.ts';
import type { Expression } from '../../constraints/language/expression.ts';
import type { ParsedRecipe } from '../../src/core/executor.ts';
import type { Watch, WatchedExpression } from '../../src/core/watch.ts';

/** An expression of the language. */
export function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new SyntaxError(`${text}: ${result.reason}`);
  return result.expression;
}

/** An expression to be watched: what it says, the probe that it is looked at, and how. */
export interface Watched {
  readonly text: string;
  readonly probe?: number;
  readonly mode?: WatchedExpression['mode'];
}

/** A watch over probes that hand over these variables; margins unless said otherwise. */
export function watchOf(
  probes: readonly (readonly string[])[],
  expressions: readonly Watched[],
): Watch {
  return {
    probes: probes.map((variables, k) => ({
      place: {
        file: '/program.js',
        at: 'line',
        line: k + 1,
        column: 0,
        functionName: 'f',
        functionAt: '1:0',
        variables,
      },
      variables,
      tracksDepth: false,
    })),
    expressions: expressions.map(({ text, probe = 0, mode = 'margin' }) => ({
      probe,
      expression: parsed(text),
      mode,
    })),
  };
}

/** A recipe by the places of the input that it fills. */
export function recipeOf(
  id: string,
  input: Readonly<Record<string, string>>,
  numbers: Readonly<Record<string, string>> = {},
): ParsedRecipe {
  return {
    id,
    input: Object.entries(input).map(([place, text]) => ({ place, expression: parsed(text) })),
    numbers,
  };
}
