import type { Json } from '../core/run-record.ts';

/** How outputs are compared. */
export interface ComparisonRules {
  /** Largest absolute or relative error of numbers with a fraction or an exponent; 0: they are compared as written. */
  readonly tolerance: number;
}

/** As testlib's `rcmp6`: what most problems with real numbers ask for. */
const DEFAULT_RULES: ComparisonRules = { tolerance: 1e-6 };

/** Characters of an output that a message shows. */
const SHOWN = 40;

/**
 * Compares what two programs printed token by token: white space, line endings (`\n`, `\r\n`, `\r`) and a byte order
 * mark do not count, everything else does. Where both tokens are decimal numbers and one has a fraction or an exponent,
 * they may differ by the tolerance, absolute or relative (testlib's `doubleCompare`); integers never. O(length).
 * @returns where they differ, one line; undefined when they are equal.
 */
export function compareTexts(
  expected: string,
  actual: string,
  rules: ComparisonRules = DEFAULT_RULES,
): string | undefined {
  if (expected === actual) return undefined;
  const wanted = tokens(expected);
  const given = tokens(actual);
  for (let position = 1; ; position++) {
    const want = wanted.next();
    const got = given.next();
    if (want === undefined && got === undefined) return undefined;
    if (got === undefined) {
      if (position === 1) return 'nothing was printed';
      return `the output ends before token ${position}, ${shown(want ?? '')}`;
    }
    if (want === undefined) return `token ${position}, ${shown(got)}, is too much`;
    if (want !== got && !areCloseTexts(want, got, rules.tolerance))
      return `token ${position} is ${shown(got)}, not ${shown(want)}`;
  }
}

interface Tokens {
  /** The next token; undefined at the end. */
  next(): string | undefined;
}

function tokens(text: string): Tokens {
  // One pass without a list of tokens: outputs may have millions.
  const pattern = /\S+/g;
  return { next: () => pattern.exec(text)?.[0] };
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const REAL = /[.eE]/;

function areCloseTexts(a: string, b: string, tolerance: number): boolean {
  if (tolerance === 0 || (!REAL.test(a) && !REAL.test(b))) return false;
  if (!DECIMAL.test(a) || !DECIMAL.test(b)) return false;
  return areClose(Number(a), Number(b), tolerance);
}

function areClose(a: number, b: number, tolerance: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a));
}

/**
 * Compares what two functions returned, in tagged JSON. Numbers may differ by the tolerance when one of them is no
 * integer; strings are compared character by character; the order of an object's keys does not count, that of maps and
 * sets does. O(size).
 * @returns where they differ, one line; undefined when they are equal.
 */
export function compareValues(
  expected: Json,
  actual: Json,
  rules: ComparisonRules = DEFAULT_RULES,
): string | undefined {
  // Explicit, because results may nest deeper than the stack.
  const stack: (readonly [path: string, expected: Json | undefined, actual: Json | undefined])[] = [
    ['', expected, actual],
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [path, a, b] = next;
    if (a === b) continue;
    if (typeof a === 'number' && typeof b === 'number') {
      const mayDiffer = !Number.isInteger(a) || !Number.isInteger(b);
      if (mayDiffer && areClose(a, b, rules.tolerance)) continue;
      return differing(path, a, b);
    }
    if (isList(a) && isList(b)) {
      if (a.length !== b.length) return `${place(path)} has ${b.length} elements, not ${a.length}`;
      for (let i = a.length - 1; i >= 0; i--) stack.push([`${path}[${i}]`, a[i], b[i]]);
      continue;
    }
    if (isRecord(a) && isRecord(b)) {
      const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const key of [...keys].toReversed()) {
        stack.push([`${path}[${JSON.stringify(key)}]`, own(a, key), own(b, key)]);
      }
      continue;
    }
    return differing(path, a, b);
  }
  return undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined for what is missing, and for what is there but undefined: JSON cannot tell them apart. */
function own(record: Readonly<Record<string, Json>>, key: string): Json | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return isRecord(value) && value['$type'] === 'undefined' ? undefined : value;
}

function differing(path: string, a: Json | undefined, b: Json | undefined): string {
  return `${place(path)} is ${shownValue(b)}, not ${shownValue(a)}`;
}

function place(path: string): string {
  return path === '' ? 'the result' : `result${path}`;
}

function shownValue(value: Json | undefined): string {
  return value === undefined ? 'missing' : shown(JSON.stringify(value), '');
}

/** A token as a message shows it: what does not print is escaped, what is long is cut. */
function shown(text: string, quote = '"'): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  const safe = cut.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `${quote}${safe}${quote}`;
}
