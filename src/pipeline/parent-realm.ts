import type { Realm } from '../../harness/protocol.ts';

/** Builds arguments in this process's own realm, to be shown or written down: the program never sees them. */
export const parentRealm: Realm = {
  array: (items) => Array.from(items),
  record(keys, values) {
    const record: Record<string, unknown> = {};
    keys.forEach((key, i) => {
      // A key like `__proto__` must become an own property.
      Object.defineProperty(record, key, {
        value: values[i],
        enumerable: true,
        configurable: true,
        writable: true,
      });
    });
    return record;
  },
  map: (entries) => new Map(entries),
  set: (items) => new Set(items),
  date: (epochMs) => new Date(epochMs),
  bytes: (values) => Uint8Array.from(values),
  regexp: (source, flags) => new RegExp(source, flags),
};
