import * as t from '@babel/types';

/** What one look over a module's original syntax tells before anything is changed. */
export interface Survey {
  /** Names of all identifiers in the module, bound, free or properties. */
  readonly names: ReadonlySet<string>;
  /** Names of identifiers that some declaration or parameter of the module may bind. */
  readonly bound: ReadonlySet<string>;
  /** `await` or `for await` at the top level. */
  readonly isAsync: boolean;
  /** Something may go on after the body or a call returned. */
  readonly mayBeAsync: boolean;
  /** `arguments` of the module's own function. */
  readonly usesArguments: boolean;
  /** Where the first JSX element starts, if there is one. */
  readonly jsx: { readonly line: number; readonly column: number } | undefined;
  /** Import or export declarations. */
  readonly hasModuleSyntax: boolean;
}

/** Free names that start something which goes on later. */
const ASYNC_NAMES = new Set([
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'MessageChannel',
  'Worker',
]);

/** Methods that start something which goes on later, or wait for it. */
const ASYNC_METHODS = new Set([
  'then',
  'on',
  'once',
  'addListener',
  'addEventListener',
  'nextTick',
]);

/** Collects {@link Survey} in one pass over the module. */
export function surveyModule(program: t.Program): Survey {
  const names = new Set<string>();
  const bound = new Set<string>();
  let isAsync = false;
  let mayBeAsync = false;
  let usesArguments = false;
  let jsx: Survey['jsx'];
  const look = (node: t.Node, inFunction: boolean, hasArguments: boolean): void => {
    switch (node.type) {
      case 'Identifier':
        names.add(node.name);
        usesArguments ||= node.name === 'arguments' && !hasArguments;
        mayBeAsync ||= ASYNC_NAMES.has(node.name);
        return;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        mayBeAsync ||= node.property.type === 'Identifier' && ASYNC_METHODS.has(node.property.name);
        break;
      case 'AwaitExpression':
        mayBeAsync = true;
        isAsync ||= !inFunction;
        break;
      case 'ForOfStatement':
        mayBeAsync ||= node.await;
        isAsync ||= node.await && !inFunction;
        break;
      case 'ImportExpression':
        mayBeAsync = true;
        break;
      case 'JSXElement':
      case 'JSXFragment':
        jsx ??= node.loc?.start;
        break;
      default:
    }
    const isFunction = t.isFunction(node);
    // Arrows have none of their own; fields and static blocks may not name it.
    const isHolder = isFunction && node.type !== 'ArrowFunctionExpression';
    if (isFunction && node.async) mayBeAsync = true;
    collectBound(node, bound);
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      for (const child of childrenAt(node, key)) {
        look(child, inFunction || isFunction, hasArguments || isHolder);
      }
    }
  };
  look(program, false, false);
  return {
    names,
    bound,
    isAsync,
    mayBeAsync,
    usesArguments,
    jsx,
    hasModuleSyntax: program.body.some(isModuleSyntax),
  };
}

function isModuleSyntax(statement: t.Statement): boolean {
  return (
    t.isImportOrExportDeclaration(statement) ||
    t.isTSExportAssignment(statement) ||
    t.isTSImportEqualsDeclaration(statement)
  );
}

function childrenAt(node: t.Node, key: string): readonly t.Node[] {
  // VISITOR_KEYS promises that these keys hold nodes, lists of nodes, or null.
  const value = (node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>)[
    key
  ];
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.filter((child) => child !== null) : [value];
}

function collectBound(node: t.Node, bound: Set<string>): void {
  switch (node.type) {
    case 'VariableDeclarator':
      collectPattern(node.id, bound);
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      if (node.id?.type === 'Identifier') bound.add(node.id.name);
      break;
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ImportSpecifier':
      bound.add(node.local.name);
      return;
    case 'CatchClause':
      if (node.param) collectPattern(node.param, bound);
      return;
    default:
  }
  if (t.isFunction(node)) for (const parameter of node.params) collectPattern(parameter, bound);
}

function collectPattern(pattern: t.Node, bound: Set<string>): void {
  switch (pattern.type) {
    case 'Identifier':
      bound.add(pattern.name);
      return;
    case 'AssignmentPattern':
      return collectPattern(pattern.left, bound);
    case 'RestElement':
      return collectPattern(pattern.argument, bound);
    case 'TSParameterProperty':
      return collectPattern(pattern.parameter, bound);
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) collectPattern(element, bound);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        collectPattern(property.type === 'RestElement' ? property : property.value, bound);
      }
      return;
    default:
  }
}
