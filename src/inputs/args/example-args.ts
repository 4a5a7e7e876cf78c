/** What a parameter's name suggests; the first that matches. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:matrix|grid|board|table|rows)$/iu, 'number[][]'],
  [/^(?:words|strings|lines|names|tokens|parts|keys|paths)$/iu, 'string[]'],
  [/^(?:edges|pairs|intervals|points|ranges)$/iu, '[number, number][]'],
  [
    /^(?:xs|ys|arr|array|list|nums|numbers|values|items|elements|data|seq|sequence|heights|prices|weights|costs)$/iu,
    'number[]',
  ],
  [
    /^(?:[a-z]|count|size|len|length|index|idx|limit|max|min|depth|width|height|num|number|target|amount|capacity|start|end|from|to|radix|base|seed)$/u,
    'number',
  ],
  [/^(?:is|has|should|allow)[A-Z]|^(?:flag|strict|loose|enabled|recursive)$/u, 'boolean'],
  [/^(?:options|opts|config|settings)$/iu, '{ }'],
];
/** One-letter names that mean text. */
const TEXT_LETTERS = /^[st]$/u;

/**
 * An example of `--args` for a function with these parameters, guessed from their names: something to start from.
 * @param parameters empty when they are not known
 */
export function exampleArgs(parameters: readonly string[]): string {
  if (parameters.length === 0) return "--args '[string]'";
  const members = parameters.map((name) => {
    const label = /^[A-Za-z_$][\w$]*$/u.test(name) ? name : 'value';
    return `${label}: ${guessType(name)}`;
  });
  return `--args '[${members.join(', ')}]'`;
}

function guessType(name: string): string {
  if (TEXT_LETTERS.test(name)) return 'string';
  return HINTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'string';
}
