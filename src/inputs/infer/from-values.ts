import { UsageError } from '../../core/errors.ts';
import type { FunctionSpec, SpecNode } from '../../core/input-spec.ts';
import { defaultAny, defaultInt, dictionaryOf, listOf, unionOf } from '../args/default-specs.ts';
import { generaliseNumbers, generaliseStrings, minLengthOf } from './value-classes.ts';

/** Values nested deeper than this are taken as they come: any JSON-like value. */
const MAX_DEPTH = 24;
/** Longest arrays that are read as tuples. */
const MAX_TUPLE = 8;
/** Objects with more keys than this and none in common are dictionaries. */
const MAX_FIELDS = 12;

/**
 * The arguments that a function takes, generalised from argument lists that it was seen with: ranges and alphabets are
 * widened to what lies around the values seen, lengths go up to InputSpec's default limit, values of several kinds
 * become unions, arguments that some lists lack may be undefined.
 * @param seeds at least one argument list
 * @throws UsageError when there is none, or when a value can be no argument (a function, a symbol)
 */
export function inferFromValues(seeds: readonly (readonly unknown[])[]): FunctionSpec {
  const arity = Math.max(-1, ...seeds.map((seed) => seed.length));
  if (arity < 0)
    throw new UsageError('There are no seeds to infer the arguments from.', {
      hint: 'Give at least one seed, or --args with a TypeScript tuple type.',
    });
  const args = Array.from({ length: arity }, (_, index) => ({
    name: `arg${index}`,
    spec: generalise(
      seeds.map((seed) => seed[index]),
      0,
    ),
  }));
  return { version: 1, kind: 'function', args };
}

interface Kinds {
  undefinedSeen: boolean;
  nullSeen: boolean;
  booleanSeen: boolean;
  readonly numbers: number[];
  readonly strings: string[];
  readonly bigints: number[];
  readonly dates: number[];
  bytesSeen: boolean;
  readonly arrays: (readonly unknown[])[];
  readonly records: Readonly<Record<string, unknown>>[];
  readonly maps: ReadonlyMap<unknown, unknown>[];
  readonly sets: ReadonlySet<unknown>[];
}

function generalise(values: readonly unknown[], depth: number): SpecNode {
  if (depth > MAX_DEPTH) return defaultAny;
  const kinds = sortByKind(values);
  const options: SpecNode[] = [];
  if (kinds.booleanSeen) options.push({ type: 'bool' });
  if (kinds.numbers.length > 0) options.push(generaliseNumbers(kinds.numbers));
  if (kinds.strings.length > 0) options.push(generaliseStrings(kinds.strings));
  if (kinds.arrays.length > 0) options.push(generaliseArrays(kinds.arrays, depth));
  if (kinds.records.length > 0) options.push(generaliseRecords(kinds.records, depth));
  if (kinds.maps.length > 0) {
    const entries = kinds.maps.flatMap((map) => [...map]);
    const item = generaliseEntries(entries, depth);
    options.push({ type: 'convert', to: 'map', of: listOf(item) });
  }
  if (kinds.sets.length > 0) {
    const items = kinds.sets.flatMap((set) => [...set]);
    options.push({ type: 'convert', to: 'set', of: listOf(generaliseElements(items, depth)) });
  }
  if (kinds.bytesSeen)
    options.push({ type: 'convert', to: 'bytes', of: listOf({ type: 'int', min: 0, max: 255 }) });
  if (kinds.dates.length > 0)
    options.push({ type: 'convert', to: 'date', of: generaliseNumbers(kinds.dates) });
  if (kinds.bigints.length > 0)
    options.push({ type: 'convert', to: 'bigint', of: generaliseNumbers(kinds.bigints) });
  if (kinds.nullSeen) options.push({ type: 'const', value: null });
  if (kinds.undefinedSeen || options.length === 0) options.push({ type: 'undefined' });
  return unionOf(options);
}

function sortByKind(values: readonly unknown[]): Kinds {
  const kinds: Kinds = {
    undefinedSeen: false,
    nullSeen: false,
    booleanSeen: false,
    numbers: [],
    strings: [],
    bigints: [],
    dates: [],
    bytesSeen: false,
    arrays: [],
    records: [],
    maps: [],
    sets: [],
  };
  for (const value of values) addByKind(kinds, value);
  return kinds;
}

function addByKind(kinds: Kinds, value: unknown): void {
  if (value === undefined) kinds.undefinedSeen = true;
  else if (value === null) kinds.nullSeen = true;
  else if (typeof value === 'boolean') kinds.booleanSeen = true;
  // NaN and the infinities have no place in a range; a finite number next to them tells the kind.
  else if (typeof value === 'number') kinds.numbers.push(Number.isFinite(value) ? value : 0);
  else if (typeof value === 'string') kinds.strings.push(value);
  else if (typeof value === 'bigint') kinds.bigints.push(clampToSafe(Number(value)));
  else if (Array.isArray(value)) kinds.arrays.push(value);
  else if (value instanceof Date) kinds.dates.push(clampToSafe(value.getTime()));
  else if (value instanceof Map) kinds.maps.push(value);
  else if (value instanceof Set) kinds.sets.push(value);
  else if (value instanceof Uint8Array) kinds.bytesSeen = true;
  else if (typeof value === 'object') kinds.records.push({ ...value });
  else
    throw new UsageError(`A ${typeof value} cannot be a seed argument.`, {
      hint: 'Seeds hold plain data; describe the arguments with --args instead.',
    });
}

function clampToSafe(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(value)));
}

function generaliseArrays(arrays: readonly (readonly unknown[])[], depth: number): SpecNode {
  const tuple = asTuple(arrays, depth);
  if (tuple !== undefined) return tuple;
  const of = generaliseElements(arrays.flat(), depth);
  return { type: 'list', of, minLength: minLengthOf(arrays) };
}

const generaliseElements = (items: readonly unknown[], depth: number): SpecNode =>
  items.length === 0 ? defaultInt : generalise(items, depth + 1);

/** Arrays of one length whose places hold values of different kinds are tuples. */
function asTuple(arrays: readonly (readonly unknown[])[], depth: number): SpecNode | undefined {
  const length = arrays[0]?.length ?? 0;
  if (length < 2 || length > MAX_TUPLE) return undefined;
  if (arrays.some((array) => array.length !== length)) return undefined;
  const columns = Array.from({ length }, (_, index) => arrays.map((array) => array[index]));
  const kinds = columns.map((column) => new Set(column.map(kindOf)));
  const [first] = kinds;
  const uniform = kinds.every(
    (kind) => kind.size === first?.size && [...kind].every((name) => first.has(name)),
  );
  if (uniform || kinds.some((kind) => kind.size > 1)) return undefined;
  return { type: 'tuple', items: columns.map((column) => generalise(column, depth + 1)) };
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

function generaliseRecords(
  records: readonly Readonly<Record<string, unknown>>[],
  depth: number,
): SpecNode {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const shared = keys.some((key) => records.every((record) => Object.hasOwn(record, key)));
  if (keys.length > MAX_FIELDS && !shared) {
    const values = records.flatMap((record) => Object.values(record));
    return dictionaryOf(generaliseElements(values, depth), generaliseStrings(keys));
  }
  const fields = keys.map((key) => {
    const present = records.map((record) => record[key]);
    return [key, generalise(present, depth + 1)] as const;
  });
  return { type: 'record', fields: Object.fromEntries(fields) };
}

function generaliseEntries(
  entries: readonly (readonly [unknown, unknown])[],
  depth: number,
): SpecNode {
  const keys = entries.map(([key]) => key);
  const values = entries.map(([, value]) => value);
  return {
    type: 'tuple',
    items: [generaliseElements(keys, depth), generaliseElements(values, depth)],
  };
}
