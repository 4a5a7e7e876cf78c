/**
 * The tagged forms of values that JSON lacks, as far as InputSpec knows such values: the same as in the files of a suite
 * (`{"$type":"undefined"}`, `{"$type":"bigint","value":"10"}` …).
 */
export type TagName = 'undefined' | 'bigint' | 'date' | 'map' | 'set' | 'bytes' | 'object';

export interface TaggedForm {
  readonly $type: TagName;
  readonly [key: string]: unknown;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTagged(value: unknown, type: TagName): value is TaggedForm {
  return isObject(value) && Object.hasOwn(value, '$type') && value['$type'] === type;
}

export const UNDEFINED_TAG: TaggedForm = { $type: 'undefined' };

/** An object with the entries as own properties, whatever their names; undefined when they are no entries. */
export function fromEntries(entries: unknown): unknown {
  if (!Array.isArray(entries)) return undefined;
  const out = {};
  for (const entry of entries as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string')
      return undefined;
    const value: unknown = entry[1];
    // Plain assignment to __proto__ would change the prototype.
    Object.defineProperty(out, entry[0], {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return out;
}
