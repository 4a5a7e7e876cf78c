import type * as t from '@babel/types';
import type { SpecNode } from '../../core/input-spec.ts';
import { dictionaryOf, optionalOf } from './default-specs.ts';
import type { Conversion } from './type-scope.ts';
import { RecursionLimit, TypeRefusal } from './type-scope.ts';

type Convert = (type: t.TSType, conversion: Conversion) => SpecNode;

/**
 * The spec of an object type's members: a record, or a dictionary when all it has is an index signature.
 * @param place what to point at when nothing can be made of it
 */
export function convertMembers(
  place: t.Node,
  members: readonly t.TSTypeElement[],
  conversion: Conversion,
  convert: Convert,
): SpecNode {
  const fields: Record<string, SpecNode> = {};
  for (const member of members) {
    if (member.type === 'TSIndexSignature') {
      if (members.length === 1) return convertIndex(member, conversion, convert);
      continue;
    }
    if (member.type !== 'TSPropertySignature') {
      refuseFunction(member, conversion);
      continue;
    }
    const name = memberName(member);
    const spec = convertProperty(name, member, fields, conversion, convert);
    if (spec !== undefined) fields[name] = spec;
  }
  if (Object.keys(fields).length === 0 && members.some((member) => !isOptional(member)))
    throw new TypeRefusal(place, 'No member of this object type can be made.');
  return { type: 'record', fields };
}

function convertProperty(
  name: string,
  member: t.TSPropertySignature,
  earlier: Readonly<Record<string, SpecNode>>,
  conversion: Conversion,
  convert: Convert,
): SpecNode | undefined {
  const type = member.typeAnnotation?.typeAnnotation;
  if (type === undefined) throw new TypeRefusal(member, `The member \`${name}\` has no type.`);
  const optional = member.optional === true;
  try {
    const names = [...conversion.names, ...Object.keys(earlier)];
    const spec = convert(type, { ...conversion, names });
    return optional ? optionalOf(spec) : spec;
  } catch (error) {
    if (!(error instanceof TypeRefusal) || !optional) throw error;
    if (error instanceof RecursionLimit) return undefined;
    if (!conversion.lenient) throw error;
    conversion.notes.add(`the optional member \`${name}\` is left out: ${error.message}`);
    return undefined;
  }
}

function convertIndex(
  member: t.TSIndexSignature,
  conversion: Conversion,
  convert: Convert,
): SpecNode {
  const type = member.typeAnnotation?.typeAnnotation;
  if (type === undefined) throw new TypeRefusal(member, 'The index signature has no type.');
  return dictionaryOf(convert(type, conversion));
}

/** Methods, call and construct signatures: an optional method can be done without, the rest cannot. */
function refuseFunction(member: t.TSTypeElement, conversion: Conversion): void {
  if (conversion.lenient && isOptional(member)) return;
  throw new TypeRefusal(member, 'An object with methods cannot be made as an argument.');
}

const isOptional = (member: t.TSTypeElement): boolean =>
  (member.type === 'TSPropertySignature' || member.type === 'TSMethodSignature') &&
  member.optional === true;

function memberName(member: t.TSPropertySignature): string {
  const { key } = member;
  if (key.type === 'Identifier' && member.computed !== true) return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  throw new TypeRefusal(member, 'A member name that is computed cannot be known.');
}
