import { literal } from './text-pattern.ts';

/**
 * A value as JavaScript source, on one line. Covers what arguments are made of: primitives, lists, plain objects, maps,
 * sets, dates and typed arrays. What has no source (functions, symbols) becomes undefined.
 */
export function sourceOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return literal(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : sourceOfObject(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      return 'undefined';
  }
}

function sourceOfObject(value: object): string {
  if (Array.isArray(value)) return listOf(value);
  if (value instanceof Map) return `new Map(${listOf([...value])})`;
  if (value instanceof Set) return `new Set(${listOf([...value])})`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    // Every view but that is a list of numbers.
    return `new ${value.constructor.name}(${listOf([...(value as unknown as Iterable<unknown>)])})`;
  const fields = Object.entries(value).map(([key, item]) => {
    // Written as a name it would set the prototype.
    const name = key === '__proto__' ? "['__proto__']" : literal(key);
    return `${name}: ${sourceOf(item)}`;
  });
  return `{ ${fields.join(', ')} }`;
}

function listOf(items: readonly unknown[]): string {
  return `[${items.map(sourceOf).join(', ')}]`;
}
