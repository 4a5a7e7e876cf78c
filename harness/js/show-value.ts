import { types } from 'node:util';
import { apply, getOwnPropertyDescriptor, isArray, ownKeys, toText } from './intrinsics.ts';

const { isProxy, isDate, isMap, isSet, isRegExp, isTypedArray, isUint8Array } = types;
const { stringify } = JSON;
const { isFinite } = Number;
const { hasOwn } = Object;
const dateTime: (this: Date) => number = Date.prototype.getTime;
const dateText: (this: Date) => string = Date.prototype.toISOString;
const mapForEach: (
  this: Map<unknown, unknown>,
  visit: (value: unknown, key: unknown) => void,
) => void = Map.prototype.forEach;
const setForEach: (this: Set<unknown>, visit: (value: unknown) => void) => void =
  Set.prototype.forEach;

/** Deeper values are not shown: writer and readers of such text would run out of stack. */
const MAX_DEPTH = 1000;

/**
 * A value as JSON, with the tagged forms of src/suite/tagged-json.ts for what JSON lacks, but that -0 is 0 and arrays of
 * typed numbers other than bytes are lists. Own data properties are read and nothing of the program is called.
 * @returns undefined when it is longer than `maxChars`, or holds what no form fits: functions, symbols, getters, proxies,
 * cycles, more than {@link MAX_DEPTH} levels.
 */
export function showValue(value: unknown, maxChars: number): string | undefined {
  const writer = new Writer(maxChars);
  return writer.write(value, 0) ? writer.text : undefined;
}

class Writer {
  text = '';
  readonly #maxChars: number;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** @returns false when the value cannot be shown. */
  write(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
        return value.length <= this.#maxChars && this.#add(stringify(value));
      case 'boolean':
        return this.#add(value ? 'true' : 'false');
      case 'number':
        return this.#add(
          isFinite(value) ? toText(value + 0) : `{"$type":"number","value":"${value}"}`,
        );
      case 'bigint':
        return this.#add(`{"$type":"bigint","value":"${toText(value)}"}`);
      case 'undefined':
        return this.#add('{"$type":"undefined"}');
      case 'function':
      case 'symbol':
        return false;
      case 'object':
        if (value === null) return this.#add('null');
        return depth < MAX_DEPTH && !isProxy(value) && this.#object(value, depth + 1);
    }
  }

  #add(piece: string): boolean {
    this.text += piece;
    return this.text.length <= this.#maxChars;
  }

  #object(object: object, depth: number): boolean {
    if (isArray(object)) return this.#list(object, depth);
    if (isDate(object)) {
      const isValid = isFinite(apply(dateTime, object, []));
      const text = isValid ? apply(dateText, object, []) : 'invalid';
      return this.#add(`{"$type":"date","value":"${text}"}`);
    }
    if (isRegExp(object)) {
      const { source, flags } = object;
      return this.#add(
        `{"$type":"regexp","source":${stringify(source)},"flags":${stringify(flags)}}`,
      );
    }
    if (isMap(object)) {
      const entries: (readonly [unknown, unknown])[] = [];
      apply(mapForEach, object, [
        (value, key) => {
          entries[entries.length] = [key, value];
        },
      ]);
      return this.#entries('map', entries, depth);
    }
    if (isSet(object)) {
      const items: unknown[] = [];
      apply(setForEach, object, [
        (item) => {
          items[items.length] = item;
        },
      ]);
      return this.#add('{"$type":"set","values":') && this.#list(items, depth) && this.#add('}');
    }
    if (isUint8Array(object)) {
      return (
        this.#add('{"$type":"bytes","value":') && this.#numbers(object, depth) && this.#add('}')
      );
    }
    // A DataView is no list, and its properties show nothing: it has no form.
    if (isTypedArray(object)) return this.#numbers(object, depth);
    return this.#properties(object, depth);
  }

  #list(items: readonly unknown[], depth: number): boolean {
    if (!this.#add('[')) return false;
    for (let i = 0; i < items.length; i++) {
      if (i > 0 && !this.#add(',')) return false;
      const descriptor = getOwnPropertyDescriptor(items, i);
      if (descriptor === undefined) {
        if (!this.#add('{"$type":"hole"}')) return false;
      } else if (!hasOwn(descriptor, 'value') || !this.write(descriptor.value, depth)) return false;
    }
    return this.#add(']');
  }

  #numbers(items: ArrayLike<unknown>, depth: number): boolean {
    if (!this.#add('[')) return false;
    for (let i = 0; i < items.length; i++) {
      if ((i > 0 && !this.#add(',')) || !this.write(items[i], depth)) return false;
    }
    return this.#add(']');
  }

  #properties(object: object, depth: number): boolean {
    const entries: (readonly [unknown, unknown])[] = [];
    let isPlain = true;
    const keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as PropertyKey;
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (descriptor?.enumerable !== true) continue;
      if (typeof key !== 'string' || !hasOwn(descriptor, 'value')) return false;
      if (key === '$type' || key === '__proto__') isPlain = false;
      entries[entries.length] = [key, descriptor.value];
    }
    if (!isPlain) return this.#entries('object', entries, depth);
    if (!this.#add('{')) return false;
    for (let i = 0; i < entries.length; i++) {
      const [key, value] = entries[i] as readonly [string, unknown];
      const name = `${i > 0 ? ',' : ''}${stringify(key)}:`;
      if (!this.#add(name) || !this.write(value, depth)) return false;
    }
    return this.#add('}');
  }

  #entries(
    type: string,
    entries: readonly (readonly [unknown, unknown])[],
    depth: number,
  ): boolean {
    if (!this.#add(`{"$type":"${type}","entries":[`)) return false;
    for (let i = 0; i < entries.length; i++) {
      const [key, value] = entries[i] as readonly [unknown, unknown];
      const isShown =
        this.#add(i > 0 ? ',[' : '[') &&
        this.write(key, depth) &&
        this.#add(',') &&
        this.write(value, depth) &&
        this.#add(']');
      if (!isShown) return false;
    }
    return this.#add(']}');
  }
}
