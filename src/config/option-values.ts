import { UsageError } from '../core/errors.ts';
import { closest } from '../core/suggest.ts';
import { parseCount, parseDuration, QuantityFault } from './quantity.ts';

/** Where constraints may come from. */
const SYNTH_KINDS = ['profile', 'llm', 'replay'] as const;
export type SynthKind = (typeof SYNTH_KINDS)[number];

/** Parsers of option values; each throws a QuantityFault that says what was expected. */
export function bounded(
  parse: (value: unknown) => number,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
  unit = '',
): (value: unknown) => number {
  return (value) => {
    const number = parse(value);
    if (number < min) throw new QuantityFault(`expected at least ${min}${unit}`);
    if (number > max) throw new QuantityFault(`expected at most ${max}${unit}`);
    return number;
  };
}

export function counted(min: number, max?: number): (value: unknown) => number {
  return bounded(parseCount, min, max);
}

/** A duration, or `none` for no limit. */
export function timeLimit(value: unknown): number | undefined {
  return value === 'none' ? undefined : bounded(parseDuration, 1)(value);
}

export function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new QuantityFault('expected a text that is not empty');
}

/** A list of texts, or one text. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [text(value)];
}

export function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new QuantityFault('expected true or false');
}

/** Kinds in the order to be asked, separated by commas; `none` for no synthesis. */
export function synthKinds(value: unknown): readonly SynthKind[] {
  const names = typeof value === 'string' ? value.split(',') : texts(value);
  if (names.length === 1 && names[0] === 'none') return [];
  return [...new Set(names.map((name) => oneOf([...SYNTH_KINDS, 'none'])(name.trim())))].map(
    (kind) => {
      if (kind !== 'none') return kind;
      throw new QuantityFault('none stands alone');
    },
  );
}

/** What is stored and shown must hold no credentials. */
export function serverUrl(value: unknown): string {
  const address = text(value);
  if (!URL.canParse(address)) throw new QuantityFault('expected the URL of a server');
  const { protocol, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new QuantityFault('expected a URL that begins with http:// or https://');
  if (username !== '' || password !== '')
    // Not through the fault that shows the value.
    throw new UsageError('The URL of the language model holds a password.', {
      hint: 'Leave it out: keys come from SLOWPATH_API_KEY or OPENAI_API_KEY.',
    });
  return address;
}

/** US dollars. */
export function money(value: unknown): number {
  const amount = typeof value === 'number' ? value : Number(text(value));
  if (Number.isFinite(amount) && amount >= 0) return amount;
  throw new QuantityFault('expected an amount of US dollars, such as 0.50');
}

/** `2.50,10`: dollars for a million tokens of prompts, of answers. */
export function prices(value: unknown): readonly [number, number] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : text(value).split(',');
  const [prompt, answer] = parts.map(money);
  if (parts.length !== 2 || prompt === undefined || answer === undefined)
    throw new QuantityFault('expected two prices separated by a comma, such as 2.50,10');
  return [prompt, answer];
}

export function oneOf<const T extends string>(allowed: readonly T[]): (value: unknown) => T {
  return (value) => {
    const found = allowed.find((option) => option === value);
    if (found !== undefined) return found;
    const near = closest(String(value), allowed);
    const list = allowed.join(', ');
    throw new QuantityFault(
      near === undefined
        ? `expected one of ${list}`
        : `did you mean "${near}"? It is one of ${list}`,
    );
  };
}
