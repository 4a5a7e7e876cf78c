/** A value, or a line of stdin, up to this many characters is shown as it is. */
const SHORT = 200;
/** Elements of a list that are shown: first and last ones. */
const HEAD = 12;
const TAIL = 4;
/** Characters of a text that are shown, likewise. */
const HEAD_CHARACTERS = 80;
const TAIL_CHARACTERS = 40;
/** Characters of one element among others. */
const MAX_ELEMENT = 60;
/** Lines of stdin, and fields of an object, that are shown. */
const MAX_LINES = 10;
/** Levels of objects that are told apart. */
const MAX_DEPTH = 3;

/**
 * An input for a reader who needs its pattern, not its bytes: short values as they are, long ones by length, statistics,
 * head and tail. One line for each argument, or line of stdin.
 * @param shown the input as people read it: JSON of the arguments, or the text of stdin
 * @param nameOf what to call an argument, by its index
 */
export function digestInput(
  shown: string,
  kind: 'function' | 'stdin',
  nameOf: (index: number) => string = (index) => `args[${index}]`,
): readonly string[] {
  if (kind === 'stdin') return digestText(shown);
  const args = parse(shown);
  if (!Array.isArray(args)) return [digestValue(shown, 0)];
  return args.map((arg, index) => `${nameOf(index)} = ${digestValue(arg, 0)}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON cannot hold is shown as text.
    return undefined;
  }
}

function digestText(text: string): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const told = lines.length <= MAX_LINES ? lines : lines.slice(0, MAX_LINES - 2);
  const out = told.map(digestLine);
  if (told.length < lines.length) {
    out.push(
      `(${count(lines.length - told.length - 1)} more lines)`,
      digestLine(lines.at(-1) ?? ''),
    );
  }
  return out;
}

/** Numbers separated by spaces are a list. */
function digestLine(line: string): string {
  if (line.length <= SHORT) return line;
  const tokens = line.trim().split(/ +/);
  const isNumbers = tokens.every((token) => /^-?\d+(?:\.\d+)?$/.test(token));
  if (isNumbers) return digestList(tokens.map(Number), 0);
  return tokens.length > 2 * HEAD ? digestList(tokens, 0) : digestString(line);
}

function digestValue(value: unknown, depth: number): string {
  const json = JSON.stringify(value) ?? 'undefined';
  if (typeof value === 'string') return json.length <= SHORT ? json : digestString(value);
  if (Array.isArray(value)) {
    if (value.length <= 3) return json.length <= SHORT ? json : digestList(value, depth);
    return digestList(value, depth);
  }
  if (json.length <= SHORT || typeof value !== 'object' || value === null)
    return short(json, SHORT);
  if (depth >= MAX_DEPTH) return short(json, MAX_ELEMENT);
  const entries = Object.entries(value);
  const fields = entries
    .slice(0, MAX_LINES)
    .map(([key, part]) => `${JSON.stringify(key)}: ${digestValue(part, depth + 1)}`);
  const more = entries.length > MAX_LINES ? `, (${count(entries.length - MAX_LINES)} more)` : '';
  return `{ ${fields.join(', ')}${more} }`;
}

function digestString(text: string): string {
  const characters = new Set(text).size;
  const run = longestRun(text.length, (i) => text[i]);
  const facts = [
    `text of ${count(text.length)} characters`,
    `${count(characters)} different`,
    `longest run ${count(run.length)} of ${JSON.stringify(text[run.start] ?? '')}`,
  ];
  const head = JSON.stringify(text.slice(0, HEAD_CHARACTERS));
  const tail = JSON.stringify(text.slice(-TAIL_CHARACTERS));
  return `${facts.join(', ')}: ${head} … ${tail}`;
}

function digestList(list: readonly unknown[], depth: number): string {
  const facts = [`list of ${count(list.length)} ${kindOf(list)}`, ...statistics(list)];
  const show = (item: unknown): string =>
    typeof item === 'object' && item !== null && depth < MAX_DEPTH && list.length <= 3
      ? digestValue(item, depth + 1)
      : short(JSON.stringify(item) ?? 'undefined', MAX_ELEMENT);
  const items =
    list.length <= HEAD + TAIL
      ? list.map(show)
      : [...list.slice(0, HEAD).map(show), '…', ...list.slice(-TAIL).map(show)];
  return `${facts.join(', ')}: [${items.join(', ')}]`;
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'numbers',
  string: 'texts',
  list: 'lists',
  boolean: 'booleans',
};

function kindOf(list: readonly unknown[]): string {
  const kinds = new Set(list.map((item) => (Array.isArray(item) ? 'list' : typeof item)));
  const [kind = ''] = kinds;
  return (kinds.size === 1 ? KINDS[kind] : undefined) ?? 'elements';
}

/** What tells patterns of scalars apart: range, duplicates, order, runs. */
function statistics(list: readonly unknown[]): readonly string[] {
  const scalars = list.filter(
    (item): item is number | string => typeof item === 'number' || typeof item === 'string',
  );
  if (scalars.length < list.length || list.length < 2) return [];
  const facts: string[] = [];
  const numbers = scalars.filter((item) => typeof item === 'number');
  const lengths = scalars.filter((item) => typeof item === 'string').map((item) => item.length);
  if (numbers.length === list.length) facts.push(range(numbers));
  if (lengths.length === list.length) facts.push(`${range(lengths)} characters long`);
  facts.push(`${count(new Set(list).size)} different`);
  const pairs = list.length - 1;
  const [up, down] = steps(scalars);
  facts.push(`neighbours rise ${share(up, pairs)}, fall ${share(down, pairs)}`);
  const run = longestRun(list.length, (i) => list[i]);
  if (run.length > 1) facts.push(`longest run of equals ${count(run.length)}`);
  return facts;
}

function range(values: readonly number[]): string {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) [min, max] = [Math.min(min, value), Math.max(max, value)];
  return min === max ? `all ${min}` : `${min} to ${max}`;
}

/** Neighbours that rise, that fall. */
function steps(list: readonly (number | string)[]): readonly [number, number] {
  let [up, down] = [0, 0];
  for (let i = 1; i < list.length; i++) {
    const [a, b] = [list[i - 1] ?? 0, list[i] ?? 0];
    if (a < b) up++;
    else if (b < a) down++;
  }
  return [up, down];
}

function longestRun(
  length: number,
  at: (index: number) => unknown,
): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < length;) {
    let end = start + 1;
    while (end < length && at(end) === at(start)) end++;
    if (end - start > best.length) best = { start, length: end - start };
    start = end;
  }
  return best;
}

function share(part: number, of: number): string {
  return `${Math.round((100 * part) / of)} %`;
}

function short(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
