import { Elements, type Statistic } from './elements.ts';
import { HIDDEN_PROPERTIES } from './hidden-properties.ts';
import { bracketDepth, MAX_NESTING_TEXT } from './nesting.ts';
import { countOf, ELEMENT_STATISTICS, Scratch } from './statistics.ts';

/** Lists and texts of one look that are remembered at once. */
const REMEMBERED = 8;
/** Properties that `depth` reads, nearest first. */
const MAX_NESTED = 4096;
/** Prototypes of an object that are searched for the getter of a map's or set's size. */
const MAX_PROTOTYPES = 8;
/** Work of reading one own property; looking at an element that was read already is 1. */
export const READ_UNITS = 16;

/** One look at the program: what was read of its values is remembered until another array of values comes. */
export interface Look {
  readonly values: readonly unknown[];
  /** Work done, accumulated. A unit takes 3 to 5 ns. */
  units: number;
}

/**
 * Reads values of the program, of whatever realm, without running any of its code: own data properties through their
 * descriptors, sizes through the builtins' own getters, and nothing of proxies. What cannot be read is undefined, and
 * bigints read as the nearest number.
 */
export interface Reader {
  /** An own data property; `length` of typed arrays and `size` of maps and sets, too. */
  property(value: unknown, name: string): unknown;
  /** A character of a text, an own element, or an own data property by a computed name. */
  element(value: unknown, index: unknown): unknown;
  /** Length of a list, typed array or text, size of a map or set. */
  size(value: unknown): number | undefined;
  /** Number of own enumerable string keys of an object; as {@link size} for what has one. */
  keyCount(value: unknown, look: Look): number | undefined;
  /** A figure of a list, typed array or text; NaN where it has none. */
  statistic(name: Statistic, value: unknown, passes: number, look: Look): number;
  /** How many elements equal another value, or how often a text holds another. NaN for what is neither. */
  count(value: unknown, wanted: unknown, look: Look): number;
  /** Deepest nesting of a text's brackets, or of lists and objects; NaN for anything else. */
  nesting(value: unknown, look: Look): number;
}

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const ownKeys: (value: object) => readonly string[] = Object.keys;
const { isArray } = Array;

type Getter = (receiver: unknown) => unknown;

/** A builtin's getter as a function of its receiver: it asks what a value is, whatever its prototype says. */
function getterOf(owner: object, key: PropertyKey): Getter {
  const descriptor: { get?: unknown } = { ...getOwnPropertyDescriptor(owner, key) };
  return Function.prototype.call.bind(descriptor.get as Getter); // which the language says is there
}

const typedArrayPrototype: object = getPrototypeOf(Uint8Array.prototype);
const typedArrayTag = getterOf(typedArrayPrototype, Symbol.toStringTag);
// The language says what these give.
const typedArrayLength = getterOf(typedArrayPrototype, 'length') as (receiver: object) => number;
const sizeGetters = [getterOf(Map.prototype, 'size'), getterOf(Set.prototype, 'size')];

/** Values as the language sees them. */
export function asPrimitive(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** @param isProxy answers for values of any realm without touching them. */
export function createReader(isProxy: (value: unknown) => boolean): Reader {
  return new ProgramReader(isProxy);
}

class ProgramReader implements Reader {
  readonly #isProxy: (value: unknown) => boolean;
  readonly #scratch = new Scratch();
  readonly #remembered: Elements[] = [];
  #look: readonly unknown[] | undefined;
  /** Elements of the present look are the first so many of those remembered, while that is at most {@link REMEMBERED}. */
  #reads = 0;

  constructor(isProxy: (value: unknown) => boolean) {
    this.#isProxy = isProxy;
  }

  property(value: unknown, name: string): unknown {
    if (typeof value === 'string') return name === 'length' ? value.length : ownData(value, name);
    if (!this.#isReadable(value) || HIDDEN_PROPERTIES.has(name)) return undefined;
    const found = ownData(value, name);
    if (found !== undefined) return found;
    if (name === 'length' && typedArrayTag(value) !== undefined) return typedArrayLength(value);
    return name === 'size' ? this.#collectionSize(value) : undefined;
  }

  element(value: unknown, index: unknown): unknown {
    if (typeof index === 'string') return this.property(value, index);
    if (typeof index !== 'number') return undefined;
    if (typeof value === 'string') return value[index];
    return this.#isReadable(value) ? ownData(value, index) : undefined;
  }

  size(value: unknown): number | undefined {
    if (typeof value === 'string') return value.length;
    if (!this.#isReadable(value)) return undefined;
    return listLength(value) ?? this.#collectionSize(value);
  }

  keyCount(value: unknown, look: Look): number | undefined {
    const size = this.size(value);
    if (size !== undefined || !this.#isReadable(value)) return size;
    const { length } = keysOf(value);
    look.units += length;
    return length;
  }

  statistic(name: Statistic, value: unknown, passes: number, look: Look): number {
    const elements = this.#elements(value, look);
    if (elements === undefined) return NaN;
    const known = elements.known(name);
    if (known !== undefined) return known;
    look.units += passes * elements.taken;
    const result = ELEMENT_STATISTICS[name](elements, this.#scratch);
    elements.remember(name, result);
    return result;
  }

  count(value: unknown, wanted: unknown, look: Look): number {
    const elements = this.#elements(value, look);
    if (elements === undefined) return NaN;
    look.units += elements.taken;
    return countOf(elements, wanted);
  }

  nesting(value: unknown, look: Look): number {
    if (typeof value === 'string') {
      look.units += Math.min(value.length, MAX_NESTING_TEXT);
      return bracketDepth(value);
    }
    return typeof value === 'object' && this.#isReadable(value)
      ? this.#objectDepth(value, look)
      : NaN;
  }

  /** Breadth first, every object once, so that cycles end and the first objects count. */
  #objectDepth(root: object, look: Look): number {
    const seen = new Set<unknown>([root]);
    let level: object[] = [root];
    let depth = 0;
    let left = MAX_NESTED;
    while (level.length > 0 && left > 0) {
      depth++;
      const next: object[] = [];
      for (const object of level) {
        const length = listLength(object);
        const keys = length === undefined ? keysOf(object) : undefined;
        const count = Math.min(left, keys?.length ?? (isArray(object) ? (length ?? 0) : 0));
        for (let k = 0; k < count; k++) {
          const child = ownData(object, keys?.[k] ?? k);
          if (typeof child !== 'object' || seen.has(child) || !this.#isReadable(child)) continue;
          seen.add(child);
          next.push(child);
        }
        left -= count;
      }
      level = next;
    }
    look.units += READ_UNITS * (MAX_NESTED - left);
    return depth;
  }

  #isReadable(value: unknown): value is object {
    return isObject(value) && !this.#isProxy(value);
  }

  /**
   * Size of a map or set. A getter called on anything else throws, which is slow, so an object is asked only when
   * something on its prototype chain is a getter of that name.
   */
  #collectionSize(value: object): number | undefined {
    let prototype: unknown = getPrototypeOf(value);
    for (let k = 0; k < MAX_PROTOTYPES && this.#isReadable(prototype); k++) {
      const descriptor = getOwnPropertyDescriptor(prototype, 'size');
      if (descriptor !== undefined)
        return descriptor.get === undefined ? undefined : builtinSize(value);
      prototype = getPrototypeOf(prototype);
    }
    return undefined;
  }

  #elements(value: unknown, look: Look): Elements | undefined {
    if (typeof value !== 'string' && !isObject(value)) return undefined;
    if (look.values !== this.#look) this.#forget(look.values);
    for (let k = 0; k < Math.min(this.#reads, REMEMBERED); k++) {
      const elements = this.#remembered[k];
      if (elements?.source === value) return elements;
    }
    if (typeof value !== 'string' && this.#isProxy(value)) return undefined;
    const length = typeof value === 'string' ? value.length : listLength(value);
    if (length === undefined) return undefined;
    const slot = this.#reads++ % REMEMBERED;
    const elements = (this.#remembered[slot] ??= new Elements());
    elements.begin(value, length);
    look.units += fill(elements, value);
    return elements;
  }

  /** Also lets go of the values, which the program may be done with. */
  #forget(values: readonly unknown[]): void {
    for (const elements of this.#remembered) if (elements.length > 0) elements.begin(undefined, 0);
    this.#look = values;
    this.#reads = 0;
  }
}

/** Length of an array or typed array; undefined for anything else. Not for proxies. */
function listLength(value: object): number | undefined {
  if (isArray(value)) return value.length;
  return typedArrayTag(value) === undefined ? undefined : typedArrayLength(value);
}

/** An own data property as a value of the language. Not for proxies. */
function ownData(value: object | string, key: string | number): unknown {
  try {
    // An accessor's descriptor has no value.
    return asPrimitive(getOwnPropertyDescriptor(value, key)?.value);
  } catch {
    // A binding of a module's namespace that is not initialised yet.
    return undefined;
  }
}

function keysOf(value: object): readonly string[] {
  try {
    return ownKeys(value);
  } catch {
    // As in ownData.
    return [];
  }
}

function builtinSize(value: object): number | undefined {
  for (const getter of sizeGetters) {
    try {
      const size = getter(value);
      if (typeof size === 'number') return size;
    } catch {
      // It is another kind of object.
    }
  }
  return undefined;
}

/** Reads the elements. @returns the work in units. */
function fill(elements: Elements, source: object | string): number {
  const { taken } = elements;
  if (typeof source === 'string') {
    for (let j = 0; j < taken; j++) elements.put(j, source.charCodeAt(elements.position(j)));
    return taken;
  }
  if (isArray(source)) {
    for (let j = 0; j < taken; j++) elements.put(j, ownData(source, elements.position(j)));
    return READ_UNITS * taken;
  }
  // A typed array, as its length was found: it has no accessors, and nothing of its prototypes shows through.
  const numbers = source as ArrayLike<number | bigint>;
  for (let j = 0; j < taken; j++) elements.put(j, asPrimitive(numbers[elements.position(j)]));
  return taken;
}
