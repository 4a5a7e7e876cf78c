import type { Realm } from '../protocol.ts';
import { apply, defineProperty, RealArray } from './intrinsics.ts';

const SMALL = 16;

/**
 * Value factories of the realm this runs in; made before the program loads.
 * @param repair Puts builtins back that the program has changed.
 */
export function createRealm(repair: () => void): Realm {
  const { hasOwn } = Object;
  const copy = (items: ArrayLike<unknown>): unknown[] => {
    const { length } = items;
    // Setting the length of a small array costs more than growing it.
    const array: unknown[] = length < SMALL ? [] : RealArray(length);
    for (let i = 0; i < length; i++) array[i] = items[i];
    return array;
  };
  const { Map, Set, Date, Uint8Array, RegExp } = globalThis;
  const mapSet: (this: Map<unknown, unknown>, key: unknown, value: unknown) => unknown =
    Map.prototype.set;
  const setAdd: (this: Set<unknown>, value: unknown) => unknown = Set.prototype.add;
  return {
    array: (items) => {
      try {
        const array = copy(items);
        if (array.length === 0 || hasOwn(array, 0)) return array;
      } catch {
        // An index setter on a prototype throws, or (seen above) swallows what is stored.
      }
      repair();
      return copy(items);
    },
    record: (keys, values) => {
      const record: Record<string, unknown> = {};
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as string;
        if (key === '__proto__') {
          defineProperty(record, key, {
            value: values[i],
            writable: true,
            enumerable: true,
            configurable: true,
          });
        } else record[key] = values[i];
      }
      return record;
    },
    map: (entries) => {
      const map = new Map<unknown, unknown>();
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as readonly [unknown, unknown];
        apply(mapSet, map, [entry[0], entry[1]]);
      }
      return map;
    },
    set: (items) => {
      const set = new Set<unknown>();
      for (let i = 0; i < items.length; i++) apply(setAdd, set, [items[i]]);
      return set;
    },
    date: (epochMs) => new Date(epochMs),
    bytes: (values) => {
      const bytes = new Uint8Array(values.length);
      for (let i = 0; i < values.length; i++) bytes[i] = values[i] as number;
      return bytes;
    },
    regexp: (source, flags) => new RegExp(source, flags),
  };
}
