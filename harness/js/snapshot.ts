import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
} from './intrinsics.ts';

const { is } = Object;
const { deleteProperty, setPrototypeOf } = Reflect;

/** Fresh starts that all look at the globals, and the interval of looks after that. */
const GLOBALS_TRIAL = 64;
const GLOBALS_INTERVAL = 16;

/** Own properties of one object as they should be. */
interface Snapshot {
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: readonly PropertyDescriptor[];
  readonly prototype: object | null;
}

/** Notices and undoes what a program does to the builtins. */
export interface Builtins {
  /** Remembers the present state as the right one. */
  remember(): void;
  /** Puts everything back. O(properties of all builtins), about 0.1 ms. @returns whether anything had changed. */
  restore(): boolean;
  /**
   * Before an execution that starts afresh: deletes global variables that are new since `remember`. A look costs 6 µs,
   * so programs that made none in their first executions are looked at now and then only, at fixed intervals.
   */
  dropGlobals(): void;
}

const NAMES = [
  'Object Function Array String Number Boolean Symbol BigInt Promise Map Set WeakMap WeakSet WeakRef Date RegExp Error',
  'TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError ArrayBuffer SharedArrayBuffer DataView',
  'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array',
  'BigInt64Array BigUint64Array JSON Math Reflect Atomics Proxy Intl Buffer console',
]
  .join(' ')
  .split(' ');

export function createBuiltins(): Builtins {
  const objects = builtinObjects();
  const globals = globalThis as unknown as Record<PropertyKey, unknown>;
  let snapshots: Snapshot[] = [];
  let globalKeys: Set<PropertyKey> = new Set();
  let globalCount = 0;
  let starts = 0;
  let makesGlobals = false;
  const hasKey = Set.prototype.has;

  const dropGlobals = (): void => {
    starts++;
    if (!makesGlobals && starts > GLOBALS_TRIAL && starts % GLOBALS_INTERVAL !== 0) return;
    const keys = ownKeys(globals);
    if (keys.length === globalCount) return;
    makesGlobals = true;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as PropertyKey;
      if (apply(hasKey, globalKeys, [key]) === false) deleteProperty(globals, key);
    }
  };
  return {
    remember: () => {
      snapshots = objects.map(take);
      globalKeys = new Set(ownKeys(globals));
      globalCount = globalKeys.size;
    },
    restore: () => {
      let hasChanged = false;
      for (let i = 0; i < snapshots.length; i++) {
        if (putBack(snapshots[i] as Snapshot)) hasChanged = true;
      }
      return hasChanged;
    },
    dropGlobals,
  };
}

/** Constructors, their prototypes, and the prototypes that have no global name. */
function builtinObjects(): object[] {
  const found = new Set<object>();
  const add = (value: unknown): void => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function')
      found.add(value);
  };
  for (const name of NAMES) {
    const value = (globalThis as Record<string, unknown>)[name];
    add(value);
    if (typeof value === 'function') add(value.prototype as unknown);
  }
  const iterators: unknown[] = [
    [][Symbol.iterator](),
    ''[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    'a'.matchAll(/a/g),
    (function* () {})(),
    (async function* () {})(),
  ];
  for (const iterator of iterators) {
    for (
      let object = getPrototypeOf(iterator as object);
      object !== null;
      object = getPrototypeOf(object)
    ) {
      add(object);
    }
  }
  add(getPrototypeOf(Int8Array));
  add(getPrototypeOf(Int8Array.prototype));
  add(getPrototypeOf(async function () {}));
  return [...found];
}

function take(object: object): Snapshot {
  const keys = ownKeys(object);
  return {
    object,
    keys,
    descriptors: keys.map((key) => getOwnPropertyDescriptor(object, key) as PropertyDescriptor),
    prototype: getPrototypeOf(object),
  };
}

function putBack({ object, keys, descriptors, prototype }: Snapshot): boolean {
  let hasChanged = false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as PropertyKey;
    const wanted = descriptors[i] as PropertyDescriptor;
    const found = getOwnPropertyDescriptor(object, key);
    if (found !== undefined && isSame(found, wanted)) continue;
    hasChanged = true;
    defineProperty(object, key, wanted);
  }
  const present = ownKeys(object);
  if (present.length !== keys.length) {
    hasChanged = true;
    for (let i = 0; i < present.length; i++) {
      const key = present[i] as PropertyKey;
      let isKnown = false;
      for (let k = 0; k < keys.length && !isKnown; k++) isKnown = keys[k] === key;
      if (!isKnown) deleteProperty(object, key);
    }
  }
  if (getPrototypeOf(object) !== prototype) {
    hasChanged = true;
    setPrototypeOf(object, prototype);
  }
  return hasChanged;
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return is(a.value, b.value) && a.get === b.get && a.set === b.set;
}
