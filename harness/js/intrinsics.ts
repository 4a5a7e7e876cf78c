/**
 * Builtins of the worker's main realm as they were before the program loaded. Code that runs afterwards calls methods
 * through these, because the program may replace anything it can reach.
 */
export const apply = Reflect.apply;
export const ownKeys = Reflect.ownKeys;
export const defineProperty = Reflect.defineProperty;
export const getOwnPropertyDescriptor = Reflect.getOwnPropertyDescriptor;
export const getPrototypeOf = Reflect.getPrototypeOf;
export const isArray = Array.isArray;
export const RealArray = Array;
export const RealRangeError = RangeError;
export const RealError = Error;
export const promiseThen: typeof Promise.prototype.then = Promise.prototype.then;
export const promiseResolve = Promise.resolve.bind(Promise);
export const toText = String;
export const fill: (this: Int32Array, value: number, start: number, end: number) => Int32Array =
  Int32Array.prototype.fill;
export const slice: (this: string, start: number, end?: number) => string = String.prototype.slice;
export const charCodeAt: (this: string, at: number) => number = String.prototype.charCodeAt;
export const sliceList: (this: unknown[], start: number, end: number) => unknown[] =
  Array.prototype.slice;
export const isView = ArrayBuffer.isView;
export const startsWith: (this: string, text: string) => boolean = String.prototype.startsWith;
export const functionToString: (this: unknown) => string = Function.prototype.toString;

/** `uncurry(f)(receiver, …)` is `f.call(receiver, …)`, whatever becomes of `call`; unlike `apply` it makes no list. */
export const uncurry = Function.prototype.bind.bind(Function.prototype.call) as (
  // `bind` is typed for the function that it is called on, which here is `call`.
  method: unknown,
) => (receiver: unknown, ...args: readonly unknown[]) => unknown;
