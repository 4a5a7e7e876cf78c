import type { TestInput } from '../suite/test-file.ts';

/** Where in an input the text stands that may be slow. */
export interface TextPlace {
  readonly text: string;
  /** `args[0]`, `args[1].name`, `stdin`. */
  readonly name: string;
  /** From the argument list; empty for stdin. */
  readonly path: readonly (string | number)[];
  /** The input with another text in that place: an argument list, or the text of stdin. */
  with(text: string): readonly unknown[] | string;
}

/** The longest text of an input, the first of equally long ones; undefined when it has none. */
export function longestText(input: TestInput): TextPlace | undefined {
  if (input.kind === 'stdin')
    return { text: input.text, name: 'stdin', path: [], with: (text) => text };
  let best: Pick<TextPlace, 'path' | 'text'> | undefined;
  for (const found of textsIn(input.args, []))
    if (best === undefined || found.text.length > best.text.length) best = found;
  if (best === undefined) return undefined;
  const { text, path } = best;
  return {
    text,
    path,
    name: nameOf(path),
    // The path leads through plain lists and objects, of which a list is the outermost.
    with: (other) => replaced(input.args, path, other) as readonly unknown[],
  };
}

function* textsIn(
  value: unknown,
  path: readonly (string | number)[],
): Generator<Pick<TextPlace, 'path' | 'text'>> {
  if (typeof value === 'string') yield { text: value, path };
  else if (Array.isArray(value))
    for (const [i, item] of value.entries()) yield* textsIn(item, [...path, i]);
  else if (isPlainObject(value))
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
}

function replaced(value: unknown, path: readonly (string | number)[], text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (i === step ? replaced(item, rest, text) : item));
  return { ...Object(value), [step]: replaced(Reflect.get(Object(value), step), rest, text) };
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(path: readonly (string | number)[]): string {
  return `args${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}
