import type * as t from '@babel/types';
import { isAnonymousFunction } from './children.ts';

/**
 * The name that people know a function by.
 * @param hint the name that it gets from where it stands, see {@link namedValue}.
 */
export function functionName(node: t.Function, hint: string | undefined): string {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return node.id?.name ?? hint ?? '<anonymous>';
    case 'ArrowFunctionExpression':
      return hint ?? '<anonymous>';
    case 'ObjectMethod':
    case 'ClassMethod':
      return node.computed && node.key.type === 'Identifier' ? '<computed>' : memberName(node.key);
    case 'ClassPrivateMethod':
      return memberName(node.key);
  }
}

/** The name of an object's or class's member as it is written; `<computed>` when it is not literal. */
export function memberName(key: t.Node): string {
  switch (key.type) {
    case 'Identifier':
      return key.name;
    case 'PrivateName':
      return `#${key.id.name}`;
    case 'StringLiteral':
    case 'NumericLiteral':
      return String(key.value);
    default:
      return '<computed>';
  }
}

/** An anonymous function that a node gives a name to, as in `const name = () => …`. */
export function namedValue(node: t.Node): { value: t.Node; name: string } | undefined {
  const pair = targetAndValue(node);
  if (pair === undefined || !pair.value || !isAnonymousFunction(pair.value)) return undefined;
  return { value: pair.value, name: targetName(pair.target) };
}

function targetAndValue(
  node: t.Node,
): { target: t.Node; value: t.Node | null | undefined } | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return { target: node.id, value: node.init };
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return { target: node.left, value: node.right };
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return { target: node.key, value: node.value };
    default:
      return undefined;
  }
}

function targetName(target: t.Node): string {
  return target.type === 'MemberExpression' ? memberName(target.property) : memberName(target);
}
