import { formatCount } from './figures.ts';
import { printable, quoted, truncate } from './printable.ts';
import { type Segment, segmentsOf } from './repetition.ts';

/** Entries of a list, map or object that are shown: the first ones and the last ones. */
const HEAD = 6;
const TAIL = 2;
/** Parts of a string, likewise. */
const HEAD_PARTS = 4;
const TAIL_PARTS = 2;
/** Longest literal inside a string that is shown in full. */
const LITERAL = 60;
const MAX_DEPTH = 6;

/**
 * A value as a person would write it down, on one line: repetitions are counted (`"a" × 4000`, `[0 × 500]`), ramps are
 * told by their ends (`[1, 2, …, 1000]`), long lists and texts show head and tail and how much is left out.
 * Nothing that a hostile value holds reaches the terminal raw: see {@link printable}.
 * @param width columns at most; the rest becomes `…`
 */
export function shortenValue(value: unknown, width = 200): string {
  return truncate(show(value, 0), width);
}

/** Arguments as they stand between the parentheses of a call. */
export function shortenArguments(args: readonly unknown[], width = 200): string {
  const each = Math.max(24, Math.floor(width / Math.max(1, Math.min(args.length, HEAD))));
  const shown = args.slice(0, HEAD).map((arg) => shortenValue(arg, each));
  if (args.length > HEAD) shown.push(`… ${formatCount(args.length - HEAD)} more`);
  return truncate(shown.join(', '), width);
}

/**
 * Text of stdin as lines: the first and last ones, each shortened.
 * @param maxLines at least 3
 */
export function shortenText(text: string, width: number, maxLines = 8): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const shorten = (line: string): string => truncate(shortenLine(line), width);
  if (lines.length <= maxLines) return lines.map(shorten);
  const head = lines.slice(0, maxLines - 2);
  const last = lines.slice(-1);
  const rest = `… ${formatCount(lines.length - head.length - 1)} more lines …`;
  return [...head.map(shorten), rest, ...last.map(shorten)];
}

/** A short line as it is; numbers as a list without brackets; anything else as a string. */
function shortenLine(line: string): string {
  if (line.length <= LITERAL) return printable(line);
  const tokens = line.trim().split(/ +/);
  if (tokens.length > HEAD + TAIL && tokens.every((token) => /^-?\d{1,15}$/.test(token))) {
    return `${showItems(tokens.map(Number), ' ', (item) => String(item))}  (${formatCount(tokens.length)} numbers)`;
  }
  return showString(line);
}

function show(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return showString(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': {
      const digits = String(value);
      return digits.length > 40
        ? `${digits.slice(0, 20)}…${digits.slice(-8)}n (${formatCount(digits.length)} digits)`
        : `${digits}n`;
    }
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'function':
    case 'symbol':
      return typeof value;
    case 'object':
      if (value === null) return 'null';
      return depth >= MAX_DEPTH ? '…' : showObject(value, depth + 1);
  }
}

function showString(text: string): string {
  const parts = segmentsOf(text.length, (i) => text.charAt(i)).map((segment) =>
    showSegment(text, segment),
  );
  if (parts.length === 0) return '""';
  if (parts.length <= HEAD_PARTS + TAIL_PARTS + 1) return parts.join(' + ');
  const left = parts.length - HEAD_PARTS - TAIL_PARTS;
  return `${[
    ...parts.slice(0, HEAD_PARTS),
    `… ${formatCount(left)} more parts …`,
    ...parts.slice(-TAIL_PARTS),
  ].join(' + ')} (${formatCount(text.length)} characters)`;
}

function showSegment(text: string, { start, unit, count }: Segment): string {
  if (count > 1) return `${quoted(text.slice(start, start + unit))} × ${count}`;
  const literal = text.slice(start, start + unit);
  if (literal.length <= LITERAL) return quoted(literal);
  const half = LITERAL / 2;
  const left = formatCount(literal.length - 2 * half);
  return `${quoted(literal.slice(0, half))} + … ${left} characters … + ${quoted(literal.slice(-half))}`;
}

function showObject(value: object, depth: number): string {
  if (Array.isArray(value)) {
    const items = value as unknown[];
    const list = `[${showItems(items, ', ', (item) => show(item, depth))}]`;
    const isShortened = items.length > HEAD && list.includes('…');
    return isShortened ? `${list} (${formatCount(items.length)} items)` : list;
  }
  if (value instanceof Date) {
    return `new Date(${Number.isNaN(value.getTime()) ? 'NaN' : quoted(value.toISOString())})`;
  }
  if (value instanceof RegExp) return printable(String(value));
  if (value instanceof Uint8Array) return `bytes [${showItems([...value], ', ', String)}]`;
  if (value instanceof Set)
    return `Set {${showItems([...(value as Set<unknown>)], ', ', (v) => show(v, depth))}}`;
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)];
    return `Map {${showEntries(entries.map(([k, v]) => `${show(k, depth)} => ${show(v, depth)}`))}}`;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
  const shown = entries.map(([name, item]) => `${key(name)}: ${show(item, depth)}`);
  return shown.length === 0 ? '{}' : `{ ${showEntries(shown)} }`;
}

function showEntries(entries: readonly string[]): string {
  if (entries.length <= HEAD + TAIL) return entries.join(', ');
  const left = formatCount(entries.length - HEAD - TAIL);
  return [...entries.slice(0, HEAD), `… ${left} more …`, ...entries.slice(-TAIL)].join(', ');
}

/** Items with repetitions counted and ramps told by their ends. */
function showItems(
  items: readonly unknown[],
  separator: string,
  showItem: (item: unknown) => string,
): string {
  const ramp = rampOf(items);
  if (ramp) {
    const [first, second, last] = ramp;
    return [String(first), String(second), '…', String(last)].join(separator);
  }
  const keys = items.map((item) => keyOf(item, 0));
  const parts = segmentsOf(items.length, (i) => keys[i]).flatMap(({ start, unit, count }) => {
    const shown = items.slice(start, start + unit).map(showItem);
    if (count === 1) return shown;
    const group = unit === 1 ? (shown[0] ?? '') : `(${shown.join(separator)})`;
    return [`${group} × ${count}`];
  });
  if (parts.length <= HEAD + TAIL + 1) return parts.join(separator);
  return [...parts.slice(0, HEAD), '…', ...parts.slice(-TAIL)].join(separator);
}

/** First, second and last of a list of numbers with one constant difference; undefined when short or no ramp. */
function rampOf(items: readonly unknown[]): readonly [number, number, number] | undefined {
  const [first, second] = items;
  const last = items.at(-1);
  if (items.length < HEAD || typeof first !== 'number' || typeof second !== 'number') {
    return undefined;
  }
  const step = second - first;
  const isRamp = items.every((item, i) => item === first + step * i);
  return isRamp && step !== 0 && typeof last === 'number' ? [first, second, last] : undefined;
}

/** Equal for equal values: what makes items count as repetitions of each other. */
function keyOf(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Too deep to compare: equal only to itself.
  if (depth > MAX_DEPTH) return value;
  const inner = (item: unknown): string => {
    const key = keyOf(item, depth + 1);
    return `${typeof key}:${String(key)}`;
  };
  if (Array.isArray(value)) return `[${(value as unknown[]).map(inner).join(',')}]`;
  if (value instanceof Date || value instanceof RegExp)
    return `${value.constructor.name}${String(value)}`;
  if (value instanceof Map || value instanceof Set)
    return `{${[...(value as Iterable<unknown>)].map(inner).join(',')}}`;
  return `{${Object.entries(value).map(inner).join(',')}}`;
}
