import type * as t from '@babel/types';
import type { SpecNode } from '../../core/input-spec.ts';
import { BOUNDED_FORMS, convertBoundedForm } from './bounded-forms.ts';
import { convertBuiltin } from './builtin-types.ts';
import {
  defaultAny,
  defaultBigint,
  defaultInt,
  defaultString,
  dictionaryOf,
  listOf,
  optionalOf,
  unionOf,
} from './default-specs.ts';
import { convertMembers } from './object-types.ts';
import type { Conversion, NamedType, TypeScope } from './type-scope.ts';
import { RecursionLimit, TypeRefusal } from './type-scope.ts';

/** How often a type that contains itself is unfolded. */
const MAX_EXPANSIONS = 4;

/**
 * The input spec of a TypeScript type.
 * @throws TypeRefusal when no values of the type can be made.
 */
export function convertType(type: t.TSType, conversion: Conversion): SpecNode {
  if (--conversion.budget.left < 0)
    throw new TypeRefusal(type, 'The type is too large to make values of.');
  switch (type.type) {
    case 'TSNumberKeyword':
      return defaultInt;
    case 'TSStringKeyword':
      return defaultString;
    case 'TSBooleanKeyword':
      return { type: 'bool' };
    case 'TSBigIntKeyword':
      return defaultBigint;
    case 'TSNullKeyword':
      return { type: 'const', value: null };
    case 'TSUndefinedKeyword':
    case 'TSVoidKeyword':
      return { type: 'undefined' };
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      conversion.notes.add(
        `\`${type.type === 'TSAnyKeyword' ? 'any' : 'unknown'}\` is read as a string, number, boolean, null or a list`,
      );
      return defaultAny;
    case 'TSObjectKeyword':
      return dictionaryOf(defaultInt);
    case 'TSParenthesizedType':
      return convertType(type.typeAnnotation, conversion);
    case 'TSOptionalType':
      return optionalOf(convertType(type.typeAnnotation, conversion));
    case 'TSArrayType':
      return convertList(type.elementType, conversion);
    case 'TSTupleType':
      return convertTuple(type, conversion);
    case 'TSTypeOperator':
      return convertOperator(type, conversion);
    case 'TSLiteralType':
      return convertLiteral(type);
    case 'TSUnionType':
      return convertUnion(type, conversion);
    case 'TSTypeLiteral':
      return convertMembers(type, type.members, conversion, convertType);
    case 'TSIntersectionType':
      return convertIntersection(type, conversion);
    case 'TSTypeReference':
      return convertReference(type, conversion);
    case 'TSFunctionType':
    case 'TSConstructorType':
      throw new TypeRefusal(type, 'A function cannot be made as an argument.');
    case 'TSConditionalType':
    case 'TSExpressionWithTypeArguments':
    case 'TSImportType':
    case 'TSIndexedAccessType':
    case 'TSInferType':
    case 'TSIntrinsicKeyword':
    case 'TSMappedType':
    case 'TSNeverKeyword':
    case 'TSRestType':
    case 'TSSymbolKeyword':
    case 'TSTemplateLiteralType':
    case 'TSThisType':
    case 'TSTypePredicate':
    case 'TSTypeQuery':
      throw new TypeRefusal(
        type,
        `${describeKind(type)} cannot be turned into inputs.`,
        `Supported: ${SUPPORTED}.`,
      );
  }
}

const SUPPORTED = [
  'string number boolean bigint null undefined any, T[], tuples, objects, unions, literals',
  'Record Map Set Date Uint8Array',
  ...BOUNDED_FORMS,
].join(', ');

/** `TSConditionalType` → "A type of this kind (conditional)". */
function describeKind(type: t.TSType): string {
  const words = type.type.replace(/^TS|Type$|Keyword$/gu, '').replace(/(?<=[a-z])(?=[A-Z])/gu, ' ');
  return `A type of this kind (${words.toLowerCase()})`;
}

function convertList(element: t.TSType, conversion: Conversion): SpecNode {
  if (
    conversion.lenient &&
    (element.type === 'TSAnyKeyword' || element.type === 'TSUnknownKeyword')
  ) {
    conversion.notes.add('elements of any type are read as numbers');
    return listOf(defaultInt);
  }
  try {
    return listOf(convertType(element, conversion));
  } catch (error) {
    if (!(error instanceof RecursionLimit)) throw error;
    return { type: 'list', of: defaultInt, length: 0 };
  }
}

function convertTuple(type: t.TSTupleType, conversion: Conversion): SpecNode {
  const items = type.elementTypes.map((member) => {
    if (member.type === 'TSRestType')
      throw new TypeRefusal(member, 'A rest element has no fixed number of items.');
    if (member.type !== 'TSNamedTupleMember') return convertType(member, conversion);
    const spec = convertType(member.elementType, conversion);
    return member.optional ? optionalOf(spec) : spec;
  });
  return { type: 'tuple', items };
}

function convertOperator(type: t.TSTypeOperator, conversion: Conversion): SpecNode {
  if (type.operator === 'readonly') return convertType(type.typeAnnotation, conversion);
  throw new TypeRefusal(type, `\`${type.operator}\` types cannot be turned into inputs.`);
}

function convertLiteral(type: t.TSLiteralType): SpecNode {
  const { literal } = type;
  switch (literal.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
      return { type: 'const', value: literal.value };
    case 'UnaryExpression':
      if (literal.operator === '-' && literal.argument.type === 'NumericLiteral')
        return { type: 'const', value: -literal.argument.value };
      break;
    case 'TemplateLiteral': {
      const [quasi] = literal.quasis;
      const text = quasi?.value.cooked;
      if (literal.quasis.length === 1 && typeof text === 'string')
        return { type: 'const', value: text };
      break;
    }
    case 'BigIntLiteral': {
      const value = Number(literal.value);
      if (!Number.isSafeInteger(value)) break;
      return { type: 'convert', to: 'bigint', of: { type: 'int', min: value, max: value } };
    }
  }
  throw new TypeRefusal(type, 'This literal cannot be turned into inputs.');
}

function convertUnion(type: t.TSUnionType, conversion: Conversion): SpecNode {
  const options: SpecNode[] = [];
  let refusal: TypeRefusal | undefined;
  for (const option of type.types) {
    try {
      options.push(convertType(option, conversion));
    } catch (error) {
      if (!(error instanceof TypeRefusal)) throw error;
      if (!(error instanceof RecursionLimit)) {
        if (!conversion.lenient) throw error;
        conversion.notes.add(`an option of a union is left out: ${error.message}`);
      }
      refusal = error;
    }
  }
  if (options.length === 0 && refusal !== undefined) throw refusal;
  return unionOf(options);
}

function convertIntersection(type: t.TSIntersectionType, conversion: Conversion): SpecNode {
  const fields: Record<string, SpecNode> = {};
  for (const part of type.types) {
    const spec = convertType(part, conversion);
    // `string & { __brand: … }` and the like: the primitive is what exists at run time.
    if (spec.type !== 'record' && spec.type !== 'union') return spec;
    if (spec.type === 'union')
      throw new TypeRefusal(part, 'An intersection with a union cannot be turned into inputs.');
    Object.assign(fields, spec.fields);
  }
  return { type: 'record', fields };
}

function convertReference(type: t.TSTypeReference, conversion: Conversion): SpecNode {
  const name = qualifiedName(type.typeName);
  const args = type.typeParameters?.params ?? [];
  // A declaration of the user's own goes before a form of the same name.
  const named = conversion.scope.lookup(name);
  if (named !== undefined) return convertNamed(type, name, named, args, conversion);
  const spec =
    convertBoundedForm(name, type, args, conversion, convertType) ??
    convertBuiltin(name, type, args, conversion, convertType);
  if (spec !== undefined) return spec;
  throw new TypeRefusal(type, `Unknown type \`${name}\`.`, `Supported: ${SUPPORTED}.`);
}

function qualifiedName(name: t.TSEntityName): string {
  if (name.type === 'Identifier') return name.name;
  return `${qualifiedName(name.left)}.${name.right.name}`;
}

/** The spec of a declared type with its type arguments filled in. */
export function convertNamed(
  place: t.TSType,
  name: string,
  named: NamedType,
  args: readonly t.TSType[],
  conversion: Conversion,
): SpecNode {
  if (named.kind === 'spec') return named.spec;
  if (named.kind === 'refused') throw new TypeRefusal(place, named.reason);
  const times = conversion.expanding.get(named) ?? 0;
  if (times >= MAX_EXPANSIONS) throw new RecursionLimit(place, `\`${name}\` contains itself.`);
  if (times === 1)
    conversion.notes.add(`\`${name}\` contains itself: unfolded ${MAX_EXPANSIONS} times`);
  const inner: Conversion = {
    ...conversion,
    scope: bindParameters(named.scope, named.parameters, args, conversion),
    expanding: new Map(conversion.expanding).set(named, times + 1),
  };
  if (named.kind === 'alias') return convertType(named.type, inner);
  const fields: Record<string, SpecNode> = {};
  for (const parent of named.parents) {
    const spec = convertReference(asReference(parent), inner);
    if (spec.type !== 'record') return spec;
    Object.assign(fields, spec.fields);
  }
  const own = convertMembers(place, named.members, inner, convertType);
  return own.type === 'record' ? { type: 'record', fields: { ...fields, ...own.fields } } : own;
}

function asReference(parent: t.TSExpressionWithTypeArguments): t.TSTypeReference {
  return {
    ...parent,
    type: 'TSTypeReference',
    typeName: parent.expression,
    typeParameters: parent.typeParameters ?? null,
  };
}

/** Names of type parameters stand for the arguments given, else their defaults, else constraints, else number. */
function bindParameters(
  scope: TypeScope,
  parameters: readonly t.TSTypeParameter[],
  args: readonly t.TSType[],
  conversion: Conversion,
): TypeScope {
  if (parameters.length === 0) return scope;
  const bound = new Map<string, NamedType>();
  const inner: TypeScope = { lookup: (name) => bound.get(name) ?? scope.lookup(name) };
  for (const [index, parameter] of parameters.entries()) {
    const given = args[index];
    if (given !== undefined)
      bound.set(parameter.name, {
        kind: 'alias',
        parameters: [],
        type: given,
        scope: conversion.scope,
      });
    else bound.set(parameter.name, unboundParameter(parameter, inner, conversion.notes));
  }
  return inner;
}

/** What a type parameter stands for when nothing says more. */
export function unboundParameter(
  parameter: t.TSTypeParameter,
  scope: TypeScope,
  notes: Set<string>,
): NamedType {
  const type = parameter.default ?? parameter.constraint ?? undefined;
  if (type !== undefined && type.type !== 'TSUnknownKeyword' && type.type !== 'TSAnyKeyword')
    return { kind: 'alias', parameters: [], type, scope };
  notes.add(`the type parameter \`${parameter.name}\` is read as number`);
  return { kind: 'spec', spec: defaultInt };
}
