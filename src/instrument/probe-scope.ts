import * as t from '@babel/types';
import type { Binding, NodePath, Scope } from '@babel/traverse';
import { thisOwner, type Spot } from './probe-points.ts';
import { isReachedAfter, type Position } from './reached-after.ts';

/** Readable names with their bindings; undefined for `this`. */
export type ReadableNames = ReadonlyMap<string, Binding | undefined>;

/** Where names are looked up for a spot. */
interface Standpoint extends Position {
  readonly scope: Scope;
}

/** Tells which names can be read at a spot, the innermost ones up to a limit. */
export type ScopeReader = (spot: Spot, limit?: number) => ReadableNames;

/**
 * Names can be read without fail when they are in scope and hold their value, or undefined. Innermost scope first; in each one
 * first what is likely to hold data by then, then what may later, then functions and classes.
 * @param thisOwners functions whose `this` is told of, see {@link ProbeSurvey}.
 */
export function createScopeReader(thisOwners: ReadonlySet<t.Node>): ScopeReader {
  const contents = new Map<Scope, ScopeContent>();
  const contentOf = (scope: Scope): ScopeContent => {
    const known = contents.get(scope) ?? sortBindings(scope);
    contents.set(scope, known);
    return known;
  };
  return (spot, limit = Infinity) => {
    const at = standpointOf(spot);
    const owner = ownerOfThis(at, thisOwners);
    const readable = new Map<string, Binding | undefined>();
    const hidden = new Set<string>();
    const offer = (bindings: readonly Binding[]): void => {
      for (const binding of bindings) {
        const { name } = binding.identifier;
        if (hidden.has(name) || readable.size >= limit) continue;
        hidden.add(name);
        if (isNameable(name) && isInitialised(binding, at, spot)) readable.set(name, binding);
      }
    };
    for (let scope: Scope | undefined = at.scope; scope !== undefined; scope = scope.parent) {
      if (owner !== undefined && bindsThis(scope, owner) && !readable.has('this')) {
        readable.set('this', undefined);
      }
      const { data, code } = contentOf(scope);
      offer(data.filter((binding) => startOf(binding) < at.offset));
      offer(data);
      offer(code);
      if (readable.size >= limit) break;
    }
    return readable;
  };
}

/** Bindings of one scope, in order of declaration. */
interface ScopeContent {
  readonly data: readonly Binding[];
  /** Functions and classes. */
  readonly code: readonly Binding[];
}

function sortBindings(scope: Scope): ScopeContent {
  const bindings = Object.values(scope.bindings).toSorted((a, b) => startOf(a) - startOf(b));
  return {
    data: bindings.filter((binding) => !isCode(binding)),
    code: bindings.filter(isCode),
  };
}

function isCode({ path: { node } }: Binding): boolean {
  const value = node.type === 'VariableDeclarator' ? node.init : node;
  return (
    t.isFunctionDeclaration(node) ||
    t.isFunctionExpression(value) ||
    t.isArrowFunctionExpression(value) ||
    t.isClass(value)
  );
}

function standpointOf({ kind, path }: Spot): Standpoint {
  const { node } = path;
  if (kind === 'before') {
    const parent = path.parentPath ?? path;
    return { path: parent, offset: node.start ?? 0, scope: parent.scope };
  }
  if (kind === 'end') return { path, offset: node.end ?? 0, scope: path.scope };
  if (path.isLoop()) {
    const body: NodePath = path.get('body');
    // A block's scope is its own; anything else has the loop's.
    const { scope } = body.isBlockStatement() ? body : path;
    return { path, offset: body.node.start ?? 0, scope };
  }
  const start = t.isFunction(node) ? node.body.start : node.start;
  return { path, offset: start ?? 0, scope: path.scope };
}

/** Names that are no keywords anywhere: inner functions may be strict, generators or asynchronous where the outer are not. */
function isNameable(name: string): boolean {
  return t.isValidIdentifier(name) && name !== 'arguments' && name !== 'eval';
}

function isInitialised(binding: Binding, at: Standpoint, spot: Spot): boolean {
  const { path, scope } = binding;
  // The lowering of namespaces turns names of theirs into properties.
  if (scope.path.isTSModuleBlock()) return false;
  switch (binding.kind) {
    case 'var':
      // Before the first statement of its own function there is nothing in it.
      if (isEntry(spot) && scope.block === spot.path.node) return false;
      return isInBody(at, scope) && !isDeclared(path);
    case 'hoisted':
      return isInBody(at, scope) && path.isFunctionDeclaration() && !isDeclared(path);
    case 'local':
      // A function expression's own name, unless a variable of the body goes by it.
      return path.isFunctionExpression() && binding.constant;
    case 'param':
      return isReachedAfter(at, path.node.end ?? 0, scope);
    case 'let':
    case 'const':
      return isLexicalInitialised(binding, at);
    default:
      // Imports are live bindings, whose reading may fail or run a getter.
      return false;
  }
}

function isLexicalInitialised({ path, scope }: Binding, at: Standpoint): boolean {
  if (path.isCatchClause()) return isReachedAfter(at, path.node.param?.end ?? 0, scope);
  if (!path.isVariableDeclarator() && !path.isClassDeclaration()) return false;
  if (isDeclared(path)) return false;
  const { block } = scope;
  // The variable of such a loop is set when its body begins, not where it is written.
  if (t.isForXStatement(block)) return isReachedAfter(at, block.body.start ?? 0, scope);
  if (scope.path.isSwitchStatement() && caseOf(at.path, block) !== caseOf(path, block)) {
    return false;
  }
  return isReachedAfter(at, path.node.end ?? 0, scope);
}

/** Parameters do not see what the body declares, although both are one scope to Babel. */
function isInBody({ offset }: Standpoint, { block }: Scope): boolean {
  if (!t.isFunction(block) && !t.isCatchClause(block)) return true;
  return offset >= (block.body.start ?? 0);
}

/** The `case` of a switch that a path lies in. */
function caseOf(path: NodePath, block: t.Node): t.Node | undefined {
  return path.find((found) => found.isSwitchCase() && found.parent === block)?.node;
}

/** `declare` gives a name a type and nothing else. */
function isDeclared(path: NodePath): boolean {
  const { node } = path;
  const declaration = node.type === 'VariableDeclarator' ? path.parent : node;
  return 'declare' in declaration && declaration.declare === true;
}

function isEntry({ kind, path }: Spot): boolean {
  return kind === 'start' && !path.isLoop();
}

function startOf({ identifier }: Binding): number {
  return identifier.start ?? 0;
}

function bindsThis({ block }: Scope, owner: NodePath): boolean {
  // Of a field's initial value, the class is the scope.
  return block === owner.node || (t.isClass(block) && block.body === owner.parent);
}

/** What gives `this` its value, if that is an object of the program's for sure and initialised. */
function ownerOfThis(at: Standpoint, thisOwners: ReadonlySet<t.Node>): NodePath | undefined {
  // The place itself may be a function.
  const isOwn = at.path.isFunction() && !at.path.isArrowFunctionExpression();
  const owner = isOwn ? at.path : thisOwner(at.path);
  const node = owner?.node;
  switch (node?.type) {
    case 'ObjectMethod':
      return owner;
    case 'ClassMethod':
    case 'ClassPrivateMethod': {
      const isDerived = t.isClass(owner?.parentPath?.parent) && owner.parentPath.parent.superClass;
      return node.static || (node.kind === 'constructor' && isDerived) ? undefined : owner;
    }
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return node.static === true ? undefined : owner;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return thisOwners.has(node) ? owner : undefined;
    default:
      return undefined;
  }
}
