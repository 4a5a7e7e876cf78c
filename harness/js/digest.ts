import { types } from 'node:util';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, isArray, ownKeys } from './intrinsics.ts';

/** Values beyond this many are left out of a digest: it says that two outputs differ, not how. */
const MAX_VALUES = 1 << 20;

const HEX = '0123456789abcdef';
const { imul } = Math;
const charCode: (this: string, index: number) => number = String.prototype.charCodeAt;
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const { is } = Object;
const numberToText: (this: bigint) => string = BigInt.prototype.toString;
const symbolText: (this: symbol) => string = Symbol.prototype.toString;
const mapForEach: (
  this: Map<unknown, unknown>,
  visit: (value: unknown, key: unknown) => void,
) => void = Map.prototype.forEach;
const setForEach: (this: Set<unknown>, visit: (value: unknown) => void) => void =
  Set.prototype.forEach;
const dateTime: (this: Date) => number = Date.prototype.getTime;
const RealMap = Map;
const seenGet: (this: Map<object, number>, key: object) => number | undefined = Map.prototype.get;
const seenSet: (this: Map<object, number>, key: object, value: number) => unknown =
  Map.prototype.set;
const { isProxy, isDate, isMap, isSet, isRegExp, isNativeError, isTypedArray, isAnyArrayBuffer } =
  types;
const RealUint8Array = Uint8Array;

/** 64 bits of hash as two lanes of FNV-1a over 16-bit units, each with its own offset. */
class Hash {
  #a = 0x811c9dc5;
  #b = 0x01000193;

  unit(value: number): void {
    this.#a = imul(this.#a ^ value, 0x01000193);
    this.#b = imul(this.#b ^ value ^ (this.#a >>> 15), 0x85ebca6b);
  }

  text(value: string): void {
    this.unit(value.length);
    for (let i = 0; i < value.length; i++) this.unit(apply(charCode, value, [i]));
  }

  number(value: number): void {
    float[0] = value;
    this.unit(words[0] as number);
    this.unit(words[1] as number);
  }

  hex(): string {
    let text = '';
    for (let shift = 28; shift >= 0; shift -= 4) text += HEX[(this.#a >>> shift) & 15];
    for (let shift = 28; shift >= 0; shift -= 4) text += HEX[(this.#b >>> shift) & 15];
    return text;
  }
}

/** Digest of a text, 16 hexadecimal digits. */
export function digestText(text: string): string {
  const hash = new Hash();
  hash.text(text);
  return hash.hex();
}

/**
 * Digest of a value, 16 hexadecimal digits: equal for structurally equal values, whatever their identity; key order
 * counts. Own data properties are read and nothing of the program is called: getters, proxies and functions count by
 * their kind only.
 */
export function digestValue(value: unknown): string {
  const hash = new Hash();
  const seen = new RealMap<object, number>();
  let visited = 0;
  /** Explicit, because results may nest deeper than the stack. Values still to hash, last first. */
  const stack: unknown[] = [value];
  let height = 1;
  const push = (item: unknown): void => {
    stack[height++] = item;
  };

  while (height > 0 && visited < MAX_VALUES) {
    const item = stack[--height];
    stack.length = height;
    visited++;
    if (!hashScalar(hash, item)) {
      const object = item as object;
      const number = apply(seenGet, seen, [object]);
      if (number !== undefined) {
        hash.unit(0x10);
        hash.unit(number);
        continue;
      }
      apply(seenSet, seen, [object, visited]);
      hashObject(hash, object, push);
    }
  }
  return hash.hex();
}

/** @returns false when the value is an object whose contents count. */
function hashScalar(hash: Hash, value: unknown): boolean {
  switch (typeof value) {
    case 'undefined':
      hash.unit(1);
      return true;
    case 'boolean':
      hash.unit(value ? 2 : 3);
      return true;
    case 'number':
      hash.unit(4);
      // All NaNs are one; the two zeros are not.
      hash.number(is(value, NaN) ? NaN : value);
      return true;
    case 'string':
      hash.unit(5);
      hash.text(value);
      return true;
    case 'bigint':
      hash.unit(6);
      hash.text(apply(numberToText, value, []));
      return true;
    case 'symbol':
      hash.unit(7);
      hash.text(apply(symbolText, value, []));
      return true;
    case 'function':
      hash.unit(8);
      return true;
    case 'object':
      if (value !== null && !isProxy(value)) return false;
      hash.unit(value === null ? 9 : 10);
      return true;
  }
}

function hashObject(hash: Hash, object: object, push: (value: unknown) => void): void {
  if (isDate(object)) {
    hash.unit(11);
    hash.number(apply(dateTime, object, []));
  } else if (isMap(object)) {
    hash.unit(12);
    apply(mapForEach, object, [
      (value, key) => {
        push(value);
        push(key);
      },
    ]);
  } else if (isSet(object)) {
    hash.unit(13);
    apply(setForEach, object, [push]);
  } else if (isTypedArray(object) || isAnyArrayBuffer(object)) {
    hash.unit(14);
    const bytes = isTypedArray(object)
      ? new RealUint8Array(object.buffer, object.byteOffset, object.byteLength)
      : new RealUint8Array(object);
    hash.unit(bytes.length);
    for (let i = 0; i < bytes.length; i++) hash.unit(bytes[i] as number);
    return;
  } else if (isRegExp(object)) {
    hash.unit(15);
    hash.text(`${object.source}/${object.flags}`);
  } else if (isArray(object)) {
    hash.unit(17);
    hash.unit(object.length);
    // Dense arrays are by far the most common result: no list of keys is made for them.
    if (object.length <= MAX_VALUES) {
      for (let i = 0; i < object.length; i++) {
        const descriptor = getOwnPropertyDescriptor(object, i);
        push(descriptor === undefined ? undefined : descriptor.value);
      }
      return;
    }
  } else if (isNativeError(object)) {
    // The stack names lines of the harness; name and message are what the program says.
    hash.unit(18);
    const message = getOwnPropertyDescriptor(object, 'message')?.value as unknown;
    hash.text(typeof message === 'string' ? message : '');
    return;
  } else {
    hash.unit(19);
    hash.unit(getPrototypeOf(object) === null ? 1 : 0);
  }
  hashProperties(hash, object, push);
}

function hashProperties(hash: Hash, object: object, push: (value: unknown) => void): void {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as PropertyKey;
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor?.enumerable !== true) continue;
    hashScalar(hash, key);
    push('value' in descriptor ? descriptor.value : undefined);
  }
}
