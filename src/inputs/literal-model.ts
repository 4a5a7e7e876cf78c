import type { Realm } from '../../harness/protocol.ts';
import { DataError } from '../core/errors.ts';
import type { InputModel } from '../core/input-model.ts';
import { dataSize } from './spec/data-size.ts';
import { isObject } from './spec/tagged.ts';

/**
 * Inputs as they were written: the very text of stdin, or an argument list in tagged JSON (src/suite/tagged-json.ts). For
 * tests that somebody made, which must reach every program unchanged whether or not they fit what is known of its inputs.
 * Nothing can be made from them: they have no parts and are their own neighbours.
 */
export function createLiteralModel(target: 'function' | 'stdin'): InputModel {
  const isStdin = target === 'stdin';
  return {
    target,
    maxSize: Infinity,
    generate: () => {
      throw new RangeError('a literal model has only the inputs that it is given');
    },
    parts: () => [],
    edit: (g) => g,
    scale: (_rng, g) => g,
    splice: (_rng, a) => a,
    shrink: () => [],
    encode: (g) => (isStdin ? String(g) : JSON.stringify(g)),
    decode: (text) => (isStdin ? text : parseArguments(text)),
    fromValue: () => undefined,
    sizeOf: (g) => Math.max(1, dataSize(g)),
    build: (g, realm) => (Array.isArray(g) ? g.map((arg) => build(arg, realm)) : String(g)),
  };
}

function parseArguments(text: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new DataError('an input is no JSON', { cause });
  }
  if (!Array.isArray(parsed)) throw new DataError('an input is no argument list');
  return parsed;
}

/** A value of the realm for a tagged form. Recursive: whoever wrote the text allows 1,000 levels. */
function build(json: unknown, realm: Realm): unknown {
  if (Array.isArray(json)) return buildList(json, realm);
  if (!isObject(json)) return json;
  if (Object.hasOwn(json, '$type')) return buildTagged(json, realm);
  const keys = Object.keys(json);
  return realm.record(
    keys,
    keys.map((key) => build(json[key], realm)),
  );
}

function buildList(items: readonly unknown[], realm: Realm): unknown[] {
  const list = realm.array(items.map((item) => (isHole(item) ? undefined : build(item, realm))));
  items.forEach((item, i) => {
    if (isHole(item)) Reflect.deleteProperty(list, i);
  });
  return list;
}

function isHole(item: unknown): boolean {
  return isObject(item) && item['$type'] === 'hole';
}

function buildTagged(form: Readonly<Record<string, unknown>>, realm: Realm): unknown {
  const { $type: type, value } = form;
  switch (type) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(value);
    case 'bigint':
      return BigInt(String(value));
    case 'date':
      return realm.date(value === 'invalid' ? NaN : Date.parse(String(value)));
    case 'regexp':
      return realm.regexp(String(form['source']), String(form['flags']));
    case 'bytes':
      return realm.bytes(listOf(value).map(Number));
    case 'set':
      return realm.set(listOf(form['values']).map((item) => build(item, realm)));
    case 'map':
      return realm.map(entriesOf(form, realm));
    case 'object': {
      const entries = entriesOf(form, realm);
      return realm.record(
        entries.map(([key]) => String(key)),
        entries.map(([, item]) => item),
      );
    }
    default:
      throw new DataError(`unknown tagged form ${JSON.stringify(type)}`);
  }
}

function entriesOf(
  form: Readonly<Record<string, unknown>>,
  realm: Realm,
): readonly (readonly [unknown, unknown])[] {
  return listOf(form['entries']).map((entry) => {
    const [key, value] = listOf(entry);
    return [build(key, realm), build(value, realm)] as const;
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new DataError('a tagged form does not hold what it should');
}
