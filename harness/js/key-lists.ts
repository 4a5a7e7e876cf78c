import { types as util } from 'node:util';
import { isArray, isView, ownKeys, sliceList, uncurry } from './intrinsics.ts';

/** Keys that are listed of a table. */
const MAX_KEYS = 128;
/** Longer keys are left out. Characters. */
const MAX_TEXT = 64;
/** Tables that are listed until {@link KeyLists.forget}. */
const MAX_LISTS = 64;

const { isMap, isModuleNamespaceObject, isProxy, isSet } = util;
const part = uncurry(sliceList) as <T>(list: readonly T[], start: number, end: number) => T[];
const mapKeys = uncurry(Map.prototype.keys);
const setValues = uncurry(Set.prototype.values);
// What these give is a result of iteration.
const nextKey = uncurry(new Map().keys().next) as Next;
const nextValue = uncurry(new Set().values().next) as Next;

type Next = (iterator: unknown) => IteratorResult<unknown>;

/** What the keys of tables, maps and sets are, without running code of the program. */
export interface KeyLists {
  /**
   * Own texts, or finite numbers, that a table, map or set has as keys: the first ones, as they were when first asked for.
   * @returns none for proxies, lists, other values, and when too many were asked for.
   */
  of(table: unknown, type: 'string' | 'number'): readonly (string | number)[];
  /** Lets go of everything. */
  forget(): void;
}

/** Must be called before the program loads: it relies on builtins as they are. */
export function createKeyLists(): KeyLists {
  const none: readonly (string | number)[] = [];
  /** Filled, so that no element is looked for in a prototype. */
  const tables: unknown[] = [];
  const types: string[] = [];
  const lists: (readonly (string | number)[])[] = [];
  for (let k = 0; k < MAX_LISTS; k++) {
    tables[k] = undefined;
    types[k] = '';
    lists[k] = none;
  }
  const found: (string | number)[] = [];
  for (let k = 0; k < MAX_KEYS; k++) found[k] = '';
  let count = 0;
  let length = 0;

  const take = (key: unknown, type: string): void => {
    if (typeof key !== type) return;
    if (typeof key === 'string' && key !== '' && key.length <= MAX_TEXT) found[length++] = key;
    if (typeof key === 'number' && key - key === 0) found[length++] = key;
  };
  const takeEach = (iterator: unknown, next: Next, type: string): void => {
    for (let looks = 0; looks < MAX_KEYS; looks++) {
      const step = next(iterator);
      if (step.done === true) return;
      take(step.value, type);
    }
  };
  const list = (table: object, type: string): readonly (string | number)[] => {
    length = 0;
    if (isSet(table)) takeEach(setValues(table), nextValue, type);
    else if (isMap(table)) takeEach(mapKeys(table), nextKey, type);
    else {
      const keys = ownKeys(table);
      for (let k = 0; k < keys.length && length < MAX_KEYS; k++) take(keys[k], type);
    }
    return part(found, 0, length);
  };
  return {
    of: (table, type) => {
      if (!isTable(table)) return none;
      for (let k = 0; k < count; k++)
        if (tables[k] === table && types[k] === type) return lists[k] ?? none;
      if (count >= MAX_LISTS) return none;
      tables[count] = table;
      types[count] = type;
      const keys = list(table, type);
      lists[count++] = keys;
      return keys;
    },
    forget: () => {
      for (let k = 0; k < count; k++) {
        tables[k] = undefined;
        lists[k] = none;
      }
      count = 0;
    },
  };
}

/** Whether the own keys of a value can be asked for without anybody noticing. */
export function isTable(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  // Bindings of namespaces may not be there yet; lists have too many keys, and none that is a word.
  return !isArray(value) && !isView(value) && !isModuleNamespaceObject(value);
}
