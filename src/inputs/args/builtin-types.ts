import type * as t from '@babel/types';
import type { SpecNode } from '../../core/input-spec.ts';
import {
  defaultAny,
  defaultBytes,
  defaultDate,
  defaultInt,
  defaultString,
  dictionaryOf,
  listOf,
  mapOf,
  setOf,
  unionOf,
} from './default-specs.ts';
import type { Conversion } from './type-scope.ts';
import { TypeRefusal } from './type-scope.ts';

type Convert = (type: t.TSType, conversion: Conversion) => SpecNode;

/**
 * Types of the language's own library and TypeScript's utility types.
 * @returns undefined when the name is none of theirs.
 * @throws TypeRefusal when it is one of theirs, but no values can be made.
 */
export function convertBuiltin(
  name: string,
  node: t.TSType,
  args: readonly t.TSType[],
  conversion: Conversion,
  convert: Convert,
): SpecNode | undefined {
  const argument = (index: number): SpecNode => {
    const type = args[index];
    return type === undefined ? defaultAny : convert(type, conversion);
  };
  switch (name) {
    case 'Array':
    case 'ReadonlyArray':
    case 'Iterable':
    case 'ArrayLike':
      return listOf(args.length === 0 ? defaultInt : argument(0));
    case 'Record':
      return convertRecord(node, argument);
    case 'Map':
    case 'ReadonlyMap':
      return mapOf(argument(0), argument(1));
    case 'Set':
    case 'ReadonlySet':
      return setOf(argument(0));
    case 'Date':
      return defaultDate;
    case 'Uint8Array':
    case 'Buffer':
      return defaultBytes;
    case 'String':
      return defaultString;
    case 'Number':
      return defaultInt;
    case 'Boolean':
      return { type: 'bool' };
    case 'Object':
      return dictionaryOf(defaultInt);
    case 'Readonly':
    case 'NoInfer':
      return argument(0);
    case 'Partial':
      return mapFields(node, argument(0), (field) => unionOf([field, { type: 'undefined' }]));
    case 'Required':
      return mapFields(node, argument(0), withoutUndefined);
    case 'NonNullable':
      return withoutUndefined(argument(0), true);
    case 'Pick':
    case 'Omit':
      return select(node, argument(0), argument(1), name === 'Pick');
    case 'RegExp':
      throw new TypeRefusal(node, 'A RegExp cannot be made as an argument: give a string.');
    case 'Function':
      throw new TypeRefusal(node, 'A function cannot be made as an argument.');
    case 'Promise':
    case 'PromiseLike':
      throw new TypeRefusal(node, 'A promise cannot be made as an argument.');
    default:
      return undefined;
  }
}

/** `Record<'a' | 'b', T>` has those fields, `Record<string, T>` any. */
function convertRecord(node: t.TSType, argument: (index: number) => SpecNode): SpecNode {
  const key = argument(0);
  const value = argument(1);
  const names = literalNames(key);
  if (names !== undefined)
    return { type: 'record', fields: Object.fromEntries(names.map((name) => [name, value])) };
  if (key.type === 'string') return dictionaryOf(value, key);
  if (key.type !== 'int') throw new TypeRefusal(node, 'Keys of a Record are strings.');
  return dictionaryOf(value, { type: 'string', alphabet: '0-9', minLength: 1, maxLength: 6 });
}

function literalNames(spec: SpecNode): string[] | undefined {
  if (spec.type === 'const') return [String(spec.value)];
  if (spec.type === 'enum') return spec.values.map(String);
  return undefined;
}

function mapFields(node: t.TSType, spec: SpecNode, map: (field: SpecNode) => SpecNode): SpecNode {
  if (spec.type !== 'record') throw new TypeRefusal(node, 'This takes an object type.');
  const fields = Object.entries(spec.fields).map(([name, field]) => [name, map(field)] as const);
  return { type: 'record', fields: Object.fromEntries(fields) };
}

function withoutUndefined(spec: SpecNode, nullToo = false): SpecNode {
  if (spec.type === 'enum' && nullToo)
    return { type: 'enum', values: spec.values.filter((value) => value !== null) };
  if (spec.type !== 'union') return spec;
  const options = spec.options.filter(
    (option) =>
      option.type !== 'undefined' && !(nullToo && option.type === 'const' && option.value === null),
  );
  return unionOf(options.map((option) => withoutUndefined(option, nullToo)));
}

function select(node: t.TSType, spec: SpecNode, keys: SpecNode, keep: boolean): SpecNode {
  const names = literalNames(keys);
  if (spec.type !== 'record' || names === undefined)
    throw new TypeRefusal(node, 'This takes an object type and names in quotes.');
  const fields = Object.entries(spec.fields).filter(([name]) => names.includes(name) === keep);
  return { type: 'record', fields: Object.fromEntries(fields) };
}
