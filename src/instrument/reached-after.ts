import { isBuiltin } from 'node:module';
import type * as t from '@babel/types';
import type { Binding, NodePath, Scope } from '@babel/traverse';

/** Somewhere in a module's text. */
export interface Position {
  /** The innermost node around it. */
  readonly path: NodePath;
  /** In characters from the start of the text. */
  readonly offset: number;
}

/**
 * Whether control can come to a position only when it has passed the end of a statement of the scope's own block. Told by syntax
 * alone: in one function, by the order of the text; inside further functions, by where the outermost of them comes into being
 * or, if that is before the statement, by where it can be called from.
 * @param end offset of the end of the statement, which must not be in a `case`.
 */
export function isReachedAfter(position: Position, end: number, scope: Scope): boolean {
  return isAfter(position, end, scope, new Set());
}

/** @param assumed functions that are being looked at: a circle of calls has its beginning elsewhere. */
function isAfter(
  { path, offset }: Position,
  end: number,
  scope: Scope,
  assumed: Set<t.Node>,
): boolean {
  const outermost = outermostFunction(path, scope);
  if (outermost === undefined) return offset >= end;
  const origin = outermost.isFunctionDeclaration() ? blockAround(outermost) : outermost.node;
  return startOf(origin) >= end || isOnlyCalledAfter(outermost, end, scope, assumed);
}

/** Whether all mentions of a function that is there before `end` are reached after it themselves. */
function isOnlyCalledAfter(
  path: NodePath<t.Function>,
  end: number,
  scope: Scope,
  assumed: Set<t.Node>,
): boolean {
  if (assumed.has(path.node)) return true;
  assumed.add(path.node);
  const binding = ownBinding(path, scope);
  // `eval` mentions what it likes.
  if (binding?.constant !== true || scope.hasGlobal('eval')) return false;
  return binding.referencePaths.every((reference) => {
    if (reference.isExportDeclaration() || reference.parentPath?.isExportSpecifier() === true) {
      return !isInCircle(reference);
    }
    return isAfter({ path: reference, offset: startOf(reference.node) }, end, scope, assumed);
  });
}

/** The one variable by which a function is known, if it is declared so in the scope's body: in an inner block, others may know it. */
function ownBinding(path: NodePath<t.Function>, scope: Scope): Binding | undefined {
  const declared = path.isFunctionDeclaration() ? path : path.parentPath;
  if (declared !== path && !declared?.isVariableDeclarator()) return undefined;
  const { id } = declared.node as t.FunctionDeclaration | t.VariableDeclarator;
  const binding = id?.type === 'Identifier' ? scope.getOwnBinding(id.name) : undefined;
  return binding?.path.node === declared.node && isBodyOf(declared, scope) ? binding : undefined;
}

/** Exported functions can be called before their module is evaluated only by modules that it imports. */
function isInCircle(path: NodePath): boolean {
  const program = path.scope.getProgramParent().path.node as t.Program;
  return program.body.some((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return !isBuiltin(statement.source.value);
      case 'ExportNamedDeclaration':
        return statement.source ? !isBuiltin(statement.source.value) : false;
      case 'TSImportEqualsDeclaration':
        return true;
      default:
        return false;
    }
  });
}

function outermostFunction(from: NodePath, scope: Scope): NodePath<t.Function> | undefined {
  let outermost: NodePath<t.Function> | undefined;
  for (
    let path: NodePath | null = from;
    path !== null && path.node !== scope.block;
    path = path.parentPath
  ) {
    if (path.isFunction()) outermost = path;
  }
  return outermost;
}

/** The block at whose start a function declaration comes into being. */
function blockAround(declaration: NodePath): t.Node {
  const block = declaration.findParent(
    (path) =>
      path !== declaration &&
      (path.isBlockStatement() ||
        path.isSwitchStatement() ||
        path.isProgram() ||
        path.isStaticBlock() ||
        path.isTSModuleBlock()),
  );
  return (block ?? declaration).node;
}

/** Whether a declaration stands in the body of the scope's function or module, not in a block inside. */
function isBodyOf(declaration: NodePath, scope: Scope): boolean {
  const list = declaration.findParent(
    (path) => !path.isVariableDeclaration() && !path.isExportDeclaration(),
  );
  if (list?.isProgram() === true) return true;
  return list?.isBlockStatement() === true && list.parent === scope.block;
}

function startOf(node: t.Node): number {
  return node.start ?? 0;
}
