import type { Inspector } from './inspector.ts';
import { isArray } from './intrinsics.ts';
import type { Meter } from './meter.ts';

/** Charges of spreads, constructors and static functions. */
export interface CollectionWork {
  /** `[...value]`, `f(...value)`: elements. Called with the value, before it is spread. */
  spread<T>(site: number, value: T): T;
  /** `{ ...value }`: own enumerable properties. Called with the value, before it is spread. */
  spreadObject<T>(site: number, value: T): T;
  /** `[a, ...rest]`: elements of the rest, once it is bound. */
  rest(site: number, value: unknown): void;
  /** `Array.from(…)`, `Object.keys(…)` and their like: elements of the result. */
  listing<T>(site: number, result: T): T;
  /** `Object.assign(target, …)`: properties of the sources. */
  assign<T>(site: number, result: T, ...sources: readonly unknown[]): T;
  /** `Object.fromEntries(entries)` */
  fromEntries<T>(site: number, result: T, entries: unknown): T;
  /** `JSON.parse(text)`: characters read. */
  parse<T>(site: number, result: T, text: unknown): T;
  /** `JSON.stringify(…)`: characters written. */
  stringify<T>(site: number, result: T): T;
  /** `new Map(source)`, `new Set(source)`, `new Float64Array(source)`: elements of what was made from another collection. */
  construct<T>(site: number, result: T, source: unknown): T;
}

export function createCollectionWork(meter: Meter, inspector: Inspector): CollectionWork {
  const { charge, allocate } = meter;
  const { keyCount, sizeOf } = inspector;
  const copied = (site: number, units: number): void => {
    charge(site, units);
    allocate(units);
  };
  return {
    spread: (site, value) => {
      copied(site, sizeOf(value));
      return value;
    },
    spreadObject: (site, value) => {
      copied(site, keyCount(value));
      return value;
    },
    rest: (site, value) => copied(site, isArray(value) ? value.length : keyCount(value)),
    listing: (site, result) => {
      if (isArray(result)) copied(site, result.length);
      return result;
    },
    assign: (site, result, ...sources) => {
      let units = 0;
      for (let i = 0; i < sources.length; i++) units += keyCount(sources[i]);
      charge(site, units);
      return result;
    },
    fromEntries: (site, result, entries) => {
      copied(site, sizeOf(entries));
      return result;
    },
    parse: (site, result, text) => {
      if (typeof text === 'string') copied(site, text.length);
      return result;
    },
    stringify: (site, result) => {
      if (typeof result === 'string') copied(site, result.length);
      return result;
    },
    construct: (site, result, source) => {
      const units = sizeOf(result);
      allocate(units);
      if (typeof source === 'object' || typeof source === 'string') charge(site, units);
      return result;
    },
  };
}
