import * as t from '@babel/types';

/** Gives the node that takes the place of a child; usually the child itself. */
export type Replace = (child: t.Node) => t.Node;

/** Replaces the children of a node in source order. */
export function replaceChildren(node: t.Node, replace: Replace): void {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) replaceChild(node, key, replace);
}

/** Replaces what one key of a node holds: a child, a list of children (with holes), or nothing. */
export function replaceChild(node: t.Node, key: string, replace: Replace): void {
  // VISITOR_KEYS promises that these keys hold nodes, lists of nodes, or null.
  const fields = node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
  const value = fields[key];
  if (value === null || value === undefined) return;
  if (!Array.isArray(value)) {
    fields[key] = replace(value);
    return;
  }
  for (let i = 0; i < value.length; i++) {
    const child = value[i];
    if (child !== null && child !== undefined) value[i] = replace(child);
  }
}

/** Types and type-only declarations: no code runs there, and the values of enums are computed from their syntax. */
export function isTypeOnly(node: t.Node): boolean {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'TSParameterProperty':
    case 'TSModuleDeclaration':
    case 'TSModuleBlock':
    case 'TSExportAssignment':
      return false;
    default:
      return node.type.startsWith('TS');
  }
}

/** Per the language, such a value takes its name from where it stands, so nothing may come between. */
export function isAnonymousFunction(node: t.Node): boolean {
  switch (node.type) {
    case 'ArrowFunctionExpression':
      return true;
    case 'FunctionExpression':
    case 'ClassExpression':
      return node.id === null || node.id === undefined;
    default:
      return false;
  }
}

/** What is left of an expression without its types. */
export function withoutTypes(node: t.Node): t.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return withoutTypes(node.expression);
    default:
      return node;
  }
}
