import { createContext, runInContext } from 'node:vm';

/** Values whose every hook tells when the program is made to run. */
export interface Hostile {
  readonly touched: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** The values in their order, as an array of their realm: so a probe hands them over. */
  readonly handedOver: readonly unknown[];
}

const SCRIPT = `(touched) => {
  const hook = (name) => function () { touched.push(name); return 7; };
  const poison = {
    get: hook('get x'), set: hook('set x'), enumerable: true, configurable: true,
  };
  const traps = {};
  for (const trap of Reflect.ownKeys(Reflect)) {
    if (typeof Reflect[trap] !== 'function') continue;
    traps[trap] = function (...args) { touched.push('trap ' + String(trap)); return Reflect[trap](...args); };
  }
  const converting = (object) => {
    for (const key of ['valueOf', 'toString', 'toJSON', Symbol.toPrimitive, Symbol.iterator])
      Object.defineProperty(object, key, { value: hook(String(key)), enumerable: true });
    for (const key of [Symbol.toStringTag, Symbol.hasInstance, Symbol.species, Symbol.isConcatSpreadable])
      Object.defineProperty(object, key, { get: hook(String(key)) });
    return object;
  };
  class LyingMap extends Map { get size() { touched.push('size'); return 99; } has() { touched.push('has'); } }
  class LyingList extends Array { get 0() { touched.push('0'); } get x() { touched.push('x'); } at() { touched.push('at'); } }
  class Getters { get size() { touched.push('size'); } get length() { touched.push('length'); } get x() { touched.push('x'); } }
  const accessors = [1, 2, 3, 4];
  Object.defineProperty(accessors, 1, poison);
  Object.defineProperty(accessors, 'x', poison);
  const holes = [1, , 3, , 5];
  const typed = new Float64Array([3, 1, 2]);
  for (const key of ['length', 'x', Symbol.iterator]) Object.defineProperty(typed, key, poison);
  const revoked = Proxy.revocable([1, 2], traps);
  revoked.revoke();
  const underProxy = Object.setPrototypeOf([1, , 3], new Proxy(Array.prototype, traps));
  const mapUnderProxy = Object.setPrototypeOf(new Map([[1, 2]]), new Proxy(Map.prototype, traps));
  const sparse = [];
  sparse.length = 2 ** 32 - 1;
  sparse[5] = 1;
  const cyclic = { x: 1, y: { length: 3 } };
  cyclic.y.x = cyclic;
  const lyingMap = new LyingMap([[1, 2], [3, 4]]);
  const lyingList = new LyingList();
  lyingList.length = 3;
  const values = {
    object: converting({ x: 1, y: [1, 2] }),
    getters: Object.defineProperty(new Getters(), 'y', poison),
    list: converting([5, 3, 4, 4, 'a', null, { x: 1 }]),
    accessors,
    holes,
    typed,
    proxy: new Proxy([1, 2, 3], traps),
    functionProxy: new Proxy(function () {}, traps),
    revoked: revoked.proxy,
    underProxy,
    mapUnderProxy,
    lyingMap,
    lyingList,
    set: new Set([1, 2, 3]),
    sparse,
    cyclic,
    args: (function () { return arguments; })(1, 2),
    nothing: Object.create(null, { x: poison, y: { value: 2, enumerable: true } }),
    symbol: Symbol('x'),
    big: 12345678901234567890n,
    fn: converting(function named(a, b) {}),
    text: 'ab((]a)',
    inside: [new Proxy({}, traps), accessors, lyingMap],
    number: 5,
    none: undefined,
  };
  const returned = { values, handedOver: Object.values(values) };
  // What programs do to their realm.
  for (const key of ['-1', '1', '3', 'x', 'y', 'if'])
    for (const prototype of [Array.prototype, Object.prototype, String.prototype, Map.prototype])
      Object.defineProperty(prototype, key, { get: hook('prototype ' + key), configurable: true });
  for (const key of ['valueOf', 'toString']) Object.prototype[key] = hook('realm ' + key);
  Array.prototype[Symbol.iterator] = hook('realm iterator');
  Object.defineProperty(Object.getPrototypeOf(Int8Array.prototype), 'length', { get: hook('realm length') });
  Object.defineProperty(Set.prototype, 'size', { get: hook('realm size') });
  touched.length = 0;
  return returned;
}`;

/** Made in a realm of their own, whose builtins have been tampered with as well. */
export function createHostileValues(): Hostile {
  const touched: string[] = [];
  const create = runInContext(SCRIPT, createContext({})) as (
    touched: string[],
  ) => Omit<Hostile, 'touched'>;
  return { touched, ...create(touched) };
}
