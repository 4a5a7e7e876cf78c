import { DataError } from '../core/errors.ts';
import type { Json } from '../core/run-record.ts';

/**
 * Values as plain JSON. What JSON lacks has a tagged form, an object with the key `$type`:
 *
 *     undefined     {"$type":"undefined"}
 *     NaN, ±∞, -0   {"$type":"number","value":"NaN" | "Infinity" | "-Infinity" | "-0"}
 *     10n           {"$type":"bigint","value":"10"}
 *     Date          {"$type":"date","value":"2026-01-02T03:04:05.000Z"}   ("invalid" for an invalid one)
 *     RegExp        {"$type":"regexp","source":"a+","flags":"g"}
 *     Map           {"$type":"map","entries":[[key, value], …]}
 *     Set           {"$type":"set","values":[…]}
 *     bytes         {"$type":"bytes","value":[0, 255, …]}                  (Uint8Array)
 *     array hole    {"$type":"hole"}
 *     an object that itself has the key "$type", or the key "__proto__"
 *                   {"$type":"object","entries":[[key, value], …]}
 *
 * Everything else is itself. Property order is kept.
 * @throws DataError for values that no form fits: functions, symbols, cycles, deeper than 1,000 levels.
 */
export function toTaggedJson(value: unknown): Json {
  return encode(value, 0);
}

/** Deeper nesting would exhaust the stack of whoever reads the file. */
const MAX_DEPTH = 1000;

function encode(value: unknown, depth: number): Json {
  if (depth > MAX_DEPTH) {
    throw new DataError('the value is nested too deeply, or in itself, to be written as JSON', {
      hint: `at most ${MAX_DEPTH} levels are supported`,
    });
  }
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $type: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $type: 'bigint', value: String(value) };
    case 'undefined':
      return { $type: 'undefined' };
    case 'object':
      return value === null ? null : encodeObject(value, depth + 1);
    case 'function':
    case 'symbol':
      throw new DataError(`a ${typeof value} cannot be written as JSON`);
  }
}

function encodeObject(value: object, depth: number): Json {
  if (Array.isArray(value)) {
    return Array.from(value as unknown[], (item, i) =>
      i in value ? encode(item, depth) : { $type: 'hole' },
    );
  }
  if (isA<Date>(value, 'Date')) {
    const isValid = !Number.isNaN(value.getTime());
    return { $type: 'date', value: isValid ? value.toISOString() : 'invalid' };
  }
  if (isA<RegExp>(value, 'RegExp')) {
    return { $type: 'regexp', source: value.source, flags: value.flags };
  }
  if (isA<Map<unknown, unknown>>(value, 'Map')) {
    return { $type: 'map', entries: encodeEntries([...value], depth) };
  }
  if (isA<Set<unknown>>(value, 'Set')) {
    return { $type: 'set', values: [...value].map((v) => encode(v, depth)) };
  }
  if (isA<Uint8Array>(value, 'Uint8Array')) return { $type: 'bytes', value: [...value] };
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.some(([key]) => key === '$type' || key === '__proto__')) {
    return { $type: 'object', entries: encodeEntries(entries, depth) };
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, encode(item, depth)]));
}

/** By its tag, not its constructor: values may come from another realm. */
function isA<T extends object>(value: object, tag: string): value is T {
  return Object.prototype.toString.call(value) === `[object ${tag}]`;
}

function encodeEntries(entries: readonly (readonly [unknown, unknown])[], depth: number): Json {
  return entries.map(([key, value]) => [encode(key, depth), encode(value, depth)]);
}

/**
 * The value of a tagged form; the inverse of {@link toTaggedJson}.
 * @throws DataError when a tagged form is unknown or does not hold what it should.
 */
export function fromTaggedJson(json: unknown): unknown {
  return decode(json, 0);
}

function decode(json: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new DataError('the JSON value is nested too deeply');
  if (Array.isArray(json)) return decodeArray(json as unknown[], depth);
  if (typeof json !== 'object' || json === null) return json;
  const entries: [string, unknown][] = Object.entries(json);
  const type = '$type' in json ? json.$type : undefined;
  if (type === undefined) {
    const result: Record<string, unknown> = {};
    for (const [key, value] of entries) setOwn(result, key, decode(value, depth + 1));
    return result;
  }
  const read = typeof type === 'string' ? READERS.get(type) : undefined;
  if (!read) {
    throw new DataError(`unknown tagged form ${JSON.stringify(type)}`, {
      hint: `known are ${[...READERS.keys(), 'hole'].join(', ')}`,
    });
  }
  return read(new Map(entries), depth + 1);
}

function decodeArray(items: readonly unknown[], depth: number): unknown[] {
  const result: unknown[] = [];
  result.length = items.length;
  for (const [i, item] of items.entries()) {
    const isHole =
      typeof item === 'object' && item !== null && '$type' in item && item.$type === 'hole';
    if (!isHole) result[i] = decode(item, depth + 1);
  }
  return result;
}

type Reader = (form: ReadonlyMap<string, unknown>, depth: number) => unknown;

const SPECIAL_NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['undefined', () => undefined],
  ['number', (form) => expect(SPECIAL_NUMBERS.get(form.get('value')), 'number')],
  [
    'bigint',
    (form) => {
      const value = form.get('value');
      if (typeof value !== 'string' || !/^-?\d+$/.test(value)) throw misfit('bigint');
      return BigInt(value);
    },
  ],
  [
    'date',
    (form) => {
      const value = form.get('value');
      if (typeof value !== 'string') throw misfit('date');
      const date = new Date(value === 'invalid' ? Number.NaN : value);
      if (value !== 'invalid' && Number.isNaN(date.getTime())) throw misfit('date');
      return date;
    },
  ],
  [
    'regexp',
    (form) => {
      const [source, flags] = [form.get('source'), form.get('flags')];
      if (typeof source !== 'string' || typeof flags !== 'string') throw misfit('regexp');
      try {
        return new RegExp(source, flags);
      } catch (cause) {
        throw new DataError(`no regular expression: /${source}/${flags}`, { cause });
      }
    },
  ],
  ['map', (form, depth) => new Map(decodeEntries(form, 'map', depth))],
  ['set', (form, depth) => new Set(list(form.get('values'), 'set').map((v) => decode(v, depth)))],
  [
    'bytes',
    (form) => {
      const values = list(form.get('value'), 'bytes');
      const isByte = (v: unknown): v is number =>
        typeof v === 'number' && Number.isInteger(v) && v >= 0 && v <= 255;
      if (!values.every(isByte)) throw misfit('bytes');
      return Uint8Array.from(values);
    },
  ],
  [
    'object',
    (form, depth) => {
      const result: Record<string, unknown> = {};
      for (const [key, value] of decodeEntries(form, 'object', depth)) {
        if (typeof key !== 'string') throw misfit('object');
        setOwn(result, key, value);
      }
      return result;
    },
  ],
]);

/** An own property whatever its name; plain assignment to `__proto__` would change the prototype. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function decodeEntries(
  form: ReadonlyMap<string, unknown>,
  type: string,
  depth: number,
): [unknown, unknown][] {
  return list(form.get('entries'), type).map((entry) => {
    const [key, value, ...rest] = list(entry, type);
    if (rest.length > 0) throw misfit(type);
    return [decode(key, depth), decode(value, depth)];
  });
}

function list(value: unknown, type: string): readonly unknown[] {
  if (!Array.isArray(value)) throw misfit(type);
  return value as unknown[];
}

function expect<T>(value: T | undefined, type: string): T {
  if (value === undefined) throw misfit(type);
  return value;
}

function misfit(type: string): DataError {
  return new DataError(`the tagged form "${type}" does not hold what it should`);
}
