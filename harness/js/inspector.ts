import { types } from 'node:util';
import { getOwnPropertyDescriptor, getPrototypeOf, isArray, uncurry } from './intrinsics.ts';

const { keys } = Object;
const { isProxy, isMap, isSet, isRegExp } = types;
const ArrayPrototype: unknown = Array.prototype;
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;

type Getter = (receiver: unknown) => unknown;

function getterOf(object: object, key: PropertyKey): Getter {
  return uncurry(getOwnPropertyDescriptor(object, key)?.get);
}

const typedArrayTag = getterOf(TypedArrayPrototype, Symbol.toStringTag);
const typedArrayLength = getterOf(TypedArrayPrototype, 'length') as (receiver: unknown) => number;
const mapSize = getterOf(Map.prototype, 'size') as (receiver: unknown) => number;
const setSize = getterOf(Set.prototype, 'size') as (receiver: unknown) => number;
const sourceOfRegExp = getterOf(RegExp.prototype, 'source') as (receiver: unknown) => string;
/** Getters of the flags that matter for what is matched; `flags` itself would ask properties of the object. */
const flagGetters = [
  { flag: 'g', isSet: getterOf(RegExp.prototype, 'global') },
  { flag: 'i', isSet: getterOf(RegExp.prototype, 'ignoreCase') },
  { flag: 'm', isSet: getterOf(RegExp.prototype, 'multiline') },
  { flag: 's', isSet: getterOf(RegExp.prototype, 'dotAll') },
  { flag: 'u', isSet: getterOf(RegExp.prototype, 'unicode') },
  { flag: 'v', isSet: getterOf(RegExp.prototype, 'unicodeSets') },
  { flag: 'y', isSet: getterOf(RegExp.prototype, 'sticky') },
] as const;

/**
 * Questions about values of the program, answered without running its code: no getter, trap or `Symbol.hasInstance` of its
 * own is called, and nothing that it changes in its realm matters.
 */
export interface Inspector {
  /**
   * From now on, arrays and objects may be proxies: they are asked before they are looked at. Until then they are not, because that
   * would double the price of most charges.
   */
  expectProxies(): void;
  /**
   * Length of an array or typed array on which the builtin method `name` was called; -1 for anything else, and for an array
   * that has a method of its own under that name.
   */
  listLength(value: unknown, name: string): number;
  /** Number of elements that spreading or copying the value goes through without running counted code; 0 when unknown. */
  sizeOf(value: unknown): number;
  /** Number of own enumerable string keys of an object; 0 for anything else. */
  keyCount(value: unknown): number;
  /** The value when it is a regular expression, whatever its prototype. */
  asRegExp(value: unknown): RegExp | undefined;
  /** The pattern of a regular expression, as its `source` gives it. */
  sourceOf(regexp: object): string;
  /** Its flags, without `d`. */
  flagsOf(regexp: object): string;
}

export function createInspector(): Inspector {
  let mayBeProxies = false;

  /** Some object between the array and Array.prototype brings a method of this name. */
  const isOverridden = (array: object, name: string): boolean => {
    let object: object | null = array;
    while (object !== null && object !== ArrayPrototype) {
      if (isProxy(object) || getOwnPropertyDescriptor(object, name) !== undefined) return true;
      object = getPrototypeOf(object);
    }
    return false;
  };
  return {
    expectProxies: () => {
      mayBeProxies = true;
    },
    listLength: (value, name) => {
      if (!isArray(value)) {
        return typedArrayTag(value) === undefined ? -1 : typedArrayLength(value);
      }
      if (mayBeProxies && isProxy(value)) return -1;
      return getPrototypeOf(value) === ArrayPrototype || !isOverridden(value, name)
        ? value.length
        : -1;
    },
    sizeOf: (value) => {
      if (typeof value === 'string') return value.length;
      if (typeof value !== 'object' || value === null) return 0;
      if (isArray(value)) return mayBeProxies && isProxy(value) ? 0 : value.length;
      if (typedArrayTag(value) !== undefined) return typedArrayLength(value);
      if (isSet(value)) return setSize(value);
      return isMap(value) ? mapSize(value) : 0;
    },
    keyCount: (value) => {
      if (typeof value !== 'object' || value === null) return 0;
      if (mayBeProxies && isProxy(value)) return 0;
      return isArray(value) ? value.length : keys(value).length;
    },
    asRegExp: (value) => (isRegExp(value) ? value : undefined),
    sourceOf: sourceOfRegExp,
    flagsOf: (regexp) => {
      let flags = '';
      for (let i = 0; i < flagGetters.length; i++) {
        const { flag, isSet } = flagGetters[i] as (typeof flagGetters)[number];
        if (isSet(regexp) === true) flags += flag;
      }
      return flags;
    },
  };
}
