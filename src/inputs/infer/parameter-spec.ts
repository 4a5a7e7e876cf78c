import type * as t from '@babel/types';
import type { SpecNode } from '../../core/input-spec.ts';
import { convertType } from '../args/convert-type.ts';
import { defaultInt, defaultString, listOf, optionalOf } from '../args/default-specs.ts';
import type { Conversion } from '../args/type-scope.ts';
import { TypeRefusal } from '../args/type-scope.ts';
import type { Doc } from './jsdoc.ts';
import { propertySignature } from './module-scope.ts';

/** How many values stand for a rest parameter. */
const REST_ARGUMENTS = 3;

/** What is known of one parameter. */
export interface Parameter {
  readonly name: string;
  /** One for most, several for a rest parameter, none when the argument is left out. */
  readonly specs: readonly SpecNode[];
}

/**
 * Reads one parameter of a signature: its TypeScript type, else its JSDoc type, else its default value.
 * @returns `specs` empty when it is optional and cannot be made
 * @throws TypeRefusal when it is required and cannot be made
 */
export function readParameter(
  node: t.Node,
  index: number,
  doc: Doc | undefined,
  conversion: Conversion,
): Parameter {
  const name = parameterName(node) ?? doc?.params[topLevelIndex(doc, index)]?.name ?? `arg${index}`;
  const documented = doc?.params.find((field) => field.name === name);
  const type = declaredType(node) ?? (doc && documentedType(doc, name));
  const isRest = node.type === 'RestElement' || documented?.rest === true;
  const optional =
    node.type === 'AssignmentPattern' ||
    (node.type === 'Identifier' && node.optional === true) ||
    documented?.optional === true;
  try {
    const spec = type === undefined ? fromDefault(node, name) : convertType(type, conversion);
    if (isRest) return { name, specs: spreadRest(spec, name, conversion) };
    return { name, specs: [optional ? optionalOf(spec) : spec] };
  } catch (error) {
    if (!(error instanceof TypeRefusal)) throw error;
    if (!optional && !isRest)
      throw new TypeRefusal(node, `The parameter \`${name}\`: ${lowerFirst(error.message)}`);
    conversion.notes.add(`the argument \`${name}\` is left out: ${lowerFirst(error.message)}`);
    return { name, specs: [] };
  }
}

/** A rest parameter's type is a list; three of its elements are passed. */
function spreadRest(spec: SpecNode, name: string, conversion: Conversion): SpecNode[] {
  // JSDoc writes the element's type: `@param {...number} xs`.
  const element = spec.type === 'list' ? spec.of : spec;
  conversion.notes.add(`\`...${name}\` is called with ${REST_ARGUMENTS} values`);
  return Array.from({ length: REST_ARGUMENTS }, () => element);
}

export function parameterName(node: t.Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'AssignmentPattern':
      return parameterName(node.left);
    case 'RestElement':
      return parameterName(node.argument);
    default:
      return undefined;
  }
}

function declaredType(node: t.Node): t.TSType | undefined {
  const target = node.type === 'AssignmentPattern' ? node.left : node;
  const annotation = 'typeAnnotation' in target ? target.typeAnnotation : undefined;
  if (typeof annotation !== 'object' || annotation === null || Array.isArray(annotation))
    return undefined;
  return annotation.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
}

/** The type that a comment gives a parameter; an object's members may have tags of their own. */
function documentedType(doc: Doc, name: string): t.TSType | undefined {
  const own = doc.params.find((field) => field.name === name)?.type;
  const prefix = `${name}.`;
  const members = doc.params.flatMap((field) => {
    const inner = field.name.startsWith(prefix) ? field.name.slice(prefix.length) : '';
    if (inner === '' || inner.includes('.') || field.type === undefined) return [];
    return [propertySignature(inner, field.type, field.optional)];
  });
  if (members.length === 0) return own;
  const place = { start: own?.start ?? null, end: own?.end ?? null };
  const record: t.TSTypeLiteral = { type: 'TSTypeLiteral', members, ...place };
  if (own?.type === 'TSArrayType') return { ...own, elementType: record };
  return record;
}

/** Tags of members (`options.depth`) do not count as parameters. */
function topLevelIndex(doc: Doc, index: number): number {
  let seen = -1;
  return doc.params.findIndex((field) => {
    if (!field.name.includes('.')) seen++;
    return seen === index;
  });
}

function fromDefault(node: t.Node, name: string): SpecNode {
  const value = node.type === 'AssignmentPattern' ? node.right : undefined;
  const spec = value === undefined ? undefined : specOfLiteral(value);
  if (spec !== undefined) return spec;
  throw new TypeRefusal(node, `nothing says what type \`${name}\` has.`);
}

function specOfLiteral(value: t.Expression): SpecNode | undefined {
  switch (value.type) {
    case 'NumericLiteral':
      return defaultInt;
    case 'UnaryExpression':
      return value.operator === '-' ? specOfLiteral(value.argument) : undefined;
    case 'StringLiteral':
    case 'TemplateLiteral':
      return defaultString;
    case 'BooleanLiteral':
      return { type: 'bool' };
    case 'ArrayExpression': {
      const [first] = value.elements;
      if (first === undefined) return listOf(defaultInt);
      if (first === null || first.type === 'SpreadElement') return undefined;
      const element = specOfLiteral(first);
      return element === undefined ? undefined : listOf(element);
    }
    default:
      return undefined;
  }
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
