import type * as t from '@babel/types';

/** Whether one node stands inside of another of the same file. */
export const isWithin = (inner: t.Node, outer: t.Node): boolean =>
  (inner.start ?? -1) >= (outer.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);

/** The names that a declaration binds. */
export function declaredNames(declaration: t.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [id.name] : [],
    );
  if (!('id' in declaration) || !declaration.id) return [];
  return declaration.id.type === 'Identifier' ? [declaration.id.name] : [];
}

/** `a.b = c.d = value` gives both paths with the value. */
export function assignments(expression: t.Expression): { path: string; value: t.Expression }[] {
  const paths: string[] = [];
  let rest = expression;
  while (rest.type === 'AssignmentExpression' && rest.operator === '=') {
    const path = memberPath(rest.left);
    if (path !== undefined) paths.push(path);
    rest = rest.right;
  }
  // `exports.x = void 0` only reserves the name.
  if (rest.type === 'UnaryExpression') return [];
  return paths.map((path) => ({ path, value: rest }));
}

/** `a.b.c` for identifiers and members with known names; undefined for all else. */
export function memberPath(node: t.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const object = memberPath(node.object);
  const name = propertyName(node.property, node.computed);
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

/** The name of a key, when it is written down. */
export function propertyName(
  key: t.Node,
  computed: boolean | null | undefined,
): string | undefined {
  if (key.type === 'StringLiteral') return key.value;
  return key.type === 'Identifier' && computed !== true ? key.name : undefined;
}

/** `x` of `require('x')`. */
export function requiredModule(call: t.CallExpression): string | undefined {
  const [argument] = call.arguments;
  const isRequire = call.callee.type === 'Identifier' && call.callee.name === 'require';
  return isRequire && argument?.type === 'StringLiteral' ? argument.value : undefined;
}

/** Members of object literals, classes and object types. */
export function membersOf(node: t.Node): readonly t.Node[] {
  if (node.type === 'ObjectExpression') return node.properties;
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return node.body.body;
  if (node.type === 'TSTypeLiteral') return node.members;
  if (node.type === 'TSInterfaceDeclaration') return node.body.body;
  return [];
}
