import type { Realm } from '../../../harness/protocol.ts';
import { show } from './node.ts';
import { fromEntries, isObject, isTagged } from './tagged.ts';

/** How several named or numbered items make one value: an array, or an object. */
export interface Shape {
  /** Exactly the items are there. */
  holds(value: unknown): boolean;
  /** What is wrong with a value as a whole. A field of an object that is missing counts as undefined. */
  refuse(value: unknown): string | undefined;
  get(value: unknown, index: number): unknown;
  /** As `get`, faster, for values that hold the items. */
  at(value: unknown, index: number): unknown;
  make(values: readonly unknown[]): unknown;
  /** A copy with one item replaced; `value` holds the items. */
  with(value: unknown, index: number, item: unknown): unknown;
  build(values: readonly unknown[], realm: Realm): unknown;
  /** JSON, of items that are JSON already. */
  encode(values: readonly unknown[]): unknown;
  /** What a tagged form stands for; anything else as it is. */
  read(value: unknown): unknown;
}

export function arrayShape(length: number, what: string): Shape {
  return {
    holds: (value) => Array.isArray(value) && value.length === length,
    refuse(value) {
      if (!Array.isArray(value)) return `expected an array, found ${show(value)}`;
      return value.length === length
        ? undefined
        : `expected ${length} ${what}, found ${value.length}`;
    },
    get: (value, index) => (Array.isArray(value) ? (value[index] as unknown) : undefined), // any[] otherwise
    at: (value, index) => (value as readonly unknown[])[index], // holds(value)
    make: (values) => values,
    with(value, index, item) {
      const copy = (value as readonly unknown[]).slice(); // holds(value)
      copy[index] = item;
      return copy;
    },
    build: (values, realm) => realm.array(values),
    encode: (values) => values,
    read: (value) => value,
  };
}

export function objectShape(keys: readonly string[]): Shape {
  const names = new Set(keys);
  const make = (values: readonly unknown[]): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) out[keys[i] ?? ''] = values[i];
    return out;
  };
  return {
    holds(value) {
      if (!isObject(value)) return false;
      let count = 0;
      for (const key in value) {
        // Nearly always the order is the spec's; looking names up costs more.
        if (key !== keys[count] && !names.has(key)) return false;
        count++;
      }
      return count === keys.length;
    },
    refuse(value) {
      if (!isObject(value)) return `expected an object, found ${show(value)}`;
      const extra = Object.keys(value).find((key) => !names.has(key));
      return extra === undefined ? undefined : `${show(extra)} is not one of its fields`;
    },
    get(value, index) {
      const key = keys[index] ?? '';
      return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    },
    make,
    at: (value, index) => (value as Readonly<Record<string, unknown>>)[keys[index] ?? ''], // holds(value)
    with(value, index, item) {
      const old = value as Readonly<Record<string, unknown>>; // holds(value)
      const out: Record<string, unknown> = {};
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] ?? '';
        out[key] = i === index ? item : old[key];
      }
      return out;
    },
    build(values, realm) {
      if (!values.includes(undefined)) return realm.record(keys, values);
      const present = keys.filter((_, index) => values[index] !== undefined);
      return realm.record(
        present,
        values.filter((value) => value !== undefined),
      );
    },
    encode(values) {
      const present = keys.map((key, index) => [key, values[index]] as const);
      const entries = present.filter(([, value]) => !isTagged(value, 'undefined'));
      return names.has('$type') ? { $type: 'object', entries } : Object.fromEntries(entries);
    },
    read: (value) => (isTagged(value, 'object') ? fromEntries(value['entries']) : value),
  };
}
