import type { Realm } from '../../../harness/protocol.ts';

/** Values of the realm that asks: for arguments that no program under test will see. */
export const OWN_REALM: Realm = {
  array: (items) => Array.from(items),
  record: (keys, values) => Object.fromEntries(keys.map((key, index) => [key, values[index]])),
  map: (entries) => new Map(entries),
  set: (items) => new Set(items),
  date: (epochMs) => new Date(typeof epochMs === 'number' ? epochMs : NaN),
  bytes: (values) => Uint8Array.from(values),
  regexp: (source, flags) => new RegExp(source, flags),
};
