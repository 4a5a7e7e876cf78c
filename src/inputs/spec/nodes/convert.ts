import type { ConvertNode, SpecNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction, within } from '../context.ts';
import type { NodeModel } from '../node.ts';
import { UNREADABLE } from '../node.ts';
import { fromEntries, isObject, isTagged } from '../tagged.ts';

type To = ConvertNode['to'];

/** Edits, sizes and checks are those of the node converted from; only what the program receives is another. */
export function createConvertNode({ to, of }: ConvertNode, context: NodeContext): NodeModel {
  if (context.spec.kind === 'stdin')
    throw contradiction(context.at, `a ${to} cannot be written as text`);
  refuseSource(to, of, context);
  const inner = within(context, { at: '.of', place: '', depth: 0, field: context.field });
  const source = context.compile(of, inner);
  return {
    reads: source.reads,
    minSize: source.minSize,
    maxSize: source.maxSize,
    value: source.value,
    length: source.length,
    driver: source.driver,
    plain: false,
    numbers: source.numbers,
    enumeration: source.enumeration,
    generate: (scope, size) => source.generate(scope, size),
    repair: (scope, value) => source.repair(scope, value),
    edit: (scope, value, path, depth, replacement) =>
      source.edit(scope, value, path, depth, replacement),
    check: (scope, value) => source.check(scope, value),
    sizeOf: (value) => source.sizeOf(value),
    parts: (scope, value, path, sink) => source.parts(scope, value, path, sink),
    resize: (scope, value, size, strategy) => source.resize(scope, value, size, strategy),
    build: (value, realm) => buildAs(to, source.build(value, realm), value, realm),
    read(scope, value) {
      const plain = readFrom(to, value);
      return plain === undefined ? UNREADABLE : source.read(scope, plain);
    },
    encode: (value) => encodeAs(to, source.encode(value)),
  };
}

function refuseSource(to: To, of: SpecNode, context: NodeContext): void {
  const expected = {
    map: 'a list of [key, value] tuples',
    dictionary: 'a list of [string, value] tuples',
    set: 'a list',
    bytes: 'a list of ints from 0 to 255',
    date: 'an int',
    bigint: 'an int',
  }[to];
  if (!isSource(to, of)) throw contradiction(`${context.at}.of`, `a ${to} is made of ${expected}`);
}

function isSource(to: To, of: SpecNode): boolean {
  if (to === 'date' || to === 'bigint') return of.type === 'int';
  if (of.type !== 'list') return false;
  if (to === 'set') return true;
  if (to === 'bytes')
    return of.of.type === 'int' && Number(of.of.min) >= 0 && Number(of.of.max) <= 255;
  return of.of.type === 'tuple' && of.of.items.length === 2;
}

/** @param built the arguments that the source's value stands for */
function buildAs(
  to: To,
  built: unknown,
  value: unknown,
  realm: Parameters<NodeModel['build']>[1],
): unknown {
  switch (to) {
    case 'bigint':
      return typeof value === 'number' ? BigInt(value) : 0n;
    case 'date':
      return realm.date(typeof value === 'number' ? value : 0);
    case 'bytes':
      return realm.bytes(numbersOf(value));
    case 'set':
      return realm.set(itemsOf(built));
    case 'map':
      return realm.map(pairsOf(built));
    case 'dictionary': {
      // Of two equal keys the later wins, in the place of the first: as assignment does.
      const entries = new Map(pairsOf(built).map(([key, item]) => [String(key), item]));
      return realm.record([...entries.keys()], [...entries.values()]);
    }
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numbersOf(value: unknown): readonly number[] {
  return itemsOf(value).filter((item) => typeof item === 'number');
}

function pairsOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  return itemsOf(value).map((item) => {
    const [key, content] = itemsOf(item);
    return [key, content];
  });
}

function encodeAs(to: To, source: unknown): unknown {
  switch (to) {
    case 'bigint':
      return { $type: 'bigint', value: String(source) };
    case 'date':
      return { $type: 'date', value: new Date(Number(source)).toISOString() };
    case 'bytes':
      return { $type: 'bytes', value: source };
    case 'set':
      return { $type: 'set', values: source };
    case 'map':
      return { $type: 'map', entries: source };
    case 'dictionary':
      return encodeDictionary(source);
  }
}

/** A plain object where that tells the same: keys all different, in an order that objects keep, and no tag. */
function encodeDictionary(entries: unknown): unknown {
  const keys = pairsOf(entries).map(([key]) => String(key));
  const isPlain =
    new Set(keys).size === keys.length && !keys.includes('$type') && !keys.includes('__proto__');
  if (!isPlain) return { $type: 'object', entries };
  const plain = Object.fromEntries(pairsOf(entries)) as Readonly<Record<string, unknown>>; // keys are strings
  const kept = Object.keys(plain).every((key, index) => key === keys[index]);
  return kept ? plain : { $type: 'object', entries };
}

/** The value to convert from; undefined when the argument is not of the kind, in its own or its tagged form. */
function readFrom(to: To, value: unknown): unknown {
  switch (to) {
    case 'bigint':
      return readBigint(value);
    case 'date': {
      const ms = isTagged(value, 'date') ? Date.parse(String(value['value'])) : dateMs(value);
      return Number.isNaN(ms) ? undefined : ms;
    }
    case 'bytes':
      if (isTagged(value, 'bytes')) return value['value'];
      return ArrayBuffer.isView(value) && 'length' in value
        ? Array.from(value as unknown as ArrayLike<unknown>) // typed arrays have a length, DataView has none
        : undefined;
    case 'set':
      return isTagged(value, 'set') ? value['values'] : setItems(value);
    case 'map':
      return isTagged(value, 'map') ? value['entries'] : mapEntries(value);
    case 'dictionary':
      if (isTagged(value, 'object')) return fromEntries(value['entries']) && value['entries'];
      return isObject(value) && kindOf(value) === 'Object' ? Object.entries(value) : undefined;
  }
}

function readBigint(value: unknown): number | undefined {
  const text = isTagged(value, 'bigint') ? String(value['value']) : undefined;
  if (text !== undefined && !/^-?\d{1,17}$/u.test(text)) return undefined;
  const number =
    text === undefined ? (typeof value === 'bigint' ? Number(value) : NaN) : Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The argument may be of another realm, where `instanceof` says no. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function dateMs(value: unknown): number {
  return kindOf(value) === 'Date' ? guarded(() => Date.prototype.getTime.call(value), NaN) : NaN;
}

function setItems(value: unknown): readonly unknown[] | undefined {
  if (kindOf(value) !== 'Set') return undefined;
  const items: unknown[] = [];
  const read = (): undefined => {
    Set.prototype.forEach.call(value as Set<unknown>, (item) => items.push(item)); // throws when it is none
  };
  return guarded(() => (read(), items), undefined);
}

function mapEntries(value: unknown): readonly unknown[] | undefined {
  if (kindOf(value) !== 'Map') return undefined;
  const entries: unknown[] = [];
  const read = (): undefined => {
    Map.prototype.forEach.call(value as Map<unknown, unknown>, (item, key) =>
      entries.push([key, item]),
    ); // as above
  };
  return guarded(() => (read(), entries), undefined);
}

/** A tag (`Symbol.toStringTag`) can lie; the methods of builtins then throw. */
function guarded<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
