import type * as t from '@babel/types';
import type { NodePath } from '@babel/traverse';
import type { ProbePlace } from '../core/watch.ts';
import { traverse } from './babel.ts';
import { isTypeOnly } from './children.ts';
import { functionName, namedValue } from './function-name.ts';

/** Where code can be inserted, and from where it sees the module's names. */
export interface Spot {
  /** `before` a statement, at the `start` of a function's or loop's body, at the `end` of a function or the module. */
  readonly kind: 'before' | 'start' | 'end';
  /** The statement, function, loop or program. */
  readonly path: NodePath;
}

/** A place as it is in the syntax tree. */
export interface ProbePoint extends Omit<ProbePlace, 'file' | 'variables'> {
  /** Last line of the statement or function; of a loop's head. */
  readonly endLine: number;
  /** The enclosing function, or the program. */
  readonly host: NodePath<Host>;
  /** One, but for exits: at the end, if control may come there, and before each `return`. */
  readonly spots: readonly Spot[];
}

/** What one traversal finds. */
export interface ProbeSurvey {
  /** In order of line, column and kind. */
  readonly points: readonly ProbePoint[];
  /** Functions, arrows aside, whose `this` is mentioned in them. */
  readonly thisOwners: ReadonlySet<t.Node>;
}

type Host = t.Function | t.Program;

const KINDS: readonly ProbePlace['at'][] = ['entry', 'line', 'loop', 'exit'];

/**
 * Finds every function's entry and exit, every loop's body and, on each line, the first statement that starts there. There are
 * none in `with`, whose names cannot be told apart, and none directly in static blocks and namespaces, which belong to no
 * function.
 */
export function surveyProbePoints(file: t.File): ProbeSurvey {
  const exits = new Map<t.Node, Spot[]>();
  const points: ProbePoint[] = [];
  const firstOnLine = new Map<number, NodePath<t.Statement>>();
  const thisOwners = new Set<t.Node>();

  const open = (host: NodePath<Host>): void => {
    const spots = endOf(host);
    exits.set(host.node, spots);
    points.push(pointAt('entry', host.node, host, [{ kind: 'start', path: host }]));
    points.push(pointAt('exit', host.node, host, spots));
  };
  const visit = (path: NodePath): void => {
    if (isTypeOnly(path.node)) {
      path.skip();
      return;
    }
    if (path.isWithStatement()) path.skipKey('body');
    if (path.isThisExpression()) {
      const owner = thisOwner(path);
      if (owner !== undefined) thisOwners.add(owner.node);
    }
    if (path.isTSParameterProperty()) path.scope.registerBinding('param', path.get('parameter'));
    if (path.isProgram() || path.isFunction()) open(path);
    if (!path.isStatement()) return;
    const host = hostOf(path);
    if (host === undefined) return;
    if (path.isLoop()) points.push(pointAt('loop', path.node, host, [{ kind: 'start', path }]));
    if (path.isReturnStatement()) exits.get(host.node)?.push(beforeStatement(path));
    if (isStep(path)) offerLine(firstOnLine, path);
  };
  try {
    traverse(file, { enter: visit });
  } finally {
    // The module is changed next, and looked at again by the plugins that lower it.
    traverse.cache.clear();
  }
  for (const path of firstOnLine.values()) {
    const host = hostOf(path);
    if (host !== undefined) points.push(pointAt('line', path.node, host, [beforeStatement(path)]));
  }
  const reachable = points.filter(({ spots }) => spots.length > 0);
  return { points: reachable.toSorted(inOrder), thisOwners };
}

/** What tells a place from all others of its module. A function may begin where the module does: then the name tells. */
export function placeKey({
  at,
  line,
  column,
  functionAt,
  functionName,
}: Omit<ProbePlace, 'file' | 'variables'>): string {
  return `${at} ${line}:${column} ${functionAt} ${functionName}`;
}

/** The function that gives `this` its value: the next one out that is no arrow, or the field whose initial value it is in. */
export function thisOwner(path: NodePath): NodePath | undefined {
  let child: NodePath = path;
  for (let at = path.parentPath; at !== null; child = at, at = at.parentPath) {
    // A computed key is evaluated outside what it names.
    if (child.key === 'key') continue;
    if (at.isFunction() && !at.isArrowFunctionExpression()) return at;
    if (at.isClassProperty() || at.isClassPrivateProperty()) return at;
    if (at.isStaticBlock()) return undefined;
  }
  return undefined;
}

/** Where control leaves a function but for its returns. The value of an arrow without a body is what it would return. */
function endOf(host: NodePath<Host>): Spot[] {
  const { node } = host;
  const body = node.type === 'Program' ? node : node.body;
  if (body.type !== 'Program' && body.type !== 'BlockStatement') {
    return [{ kind: 'start', path: host }];
  }
  const last = body.body.at(-1)?.type;
  const isReached = last !== 'ReturnStatement' && last !== 'ThrowStatement';
  return isReached ? [{ kind: 'end', path: host }] : [];
}

/** The function that a statement belongs to. */
function hostOf(path: NodePath): NodePath<Host> | undefined {
  const owner = path.findParent(
    (parent) =>
      parent.isFunction() ||
      parent.isProgram() ||
      parent.isStaticBlock() ||
      parent.isTSModuleBlock(),
  );
  return owner?.isFunction() === true || owner?.isProgram() === true ? owner : undefined;
}

/** Whether something happens when control comes to a statement: not so for blocks, hoisted functions and types. */
function isStep({ node, key }: NodePath<t.Statement>): boolean {
  // Heads of loops and what is exported are parts of their statements.
  if (key === 'init' || key === 'left' || key === 'declaration') return false;
  switch (node.type) {
    case 'BlockStatement':
    case 'EmptyStatement':
    case 'FunctionDeclaration':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSModuleDeclaration':
    case 'TSExportAssignment':
      return false;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return isEvaluated(node.declaration);
    case 'VariableDeclaration':
    case 'ClassDeclaration':
      return isEvaluated(node);
    default:
      return true;
  }
}

function isEvaluated(node: t.Node | null | undefined): boolean {
  if (!node || isTypeOnly(node) || node.type === 'FunctionDeclaration') return false;
  return !('declare' in node && node.declare === true);
}

function offerLine(
  firstOnLine: Map<number, NodePath<t.Statement>>,
  path: NodePath<t.Statement>,
): void {
  const line = path.node.loc?.start.line;
  if (line === undefined) return;
  const first = firstOnLine.get(line);
  if (first === undefined || (path.node.start ?? 0) < (first.node.start ?? 0)) {
    firstOnLine.set(line, path);
  }
}

/** A label must stay with its statement, so what goes before that goes before the label. */
function beforeStatement(path: NodePath): Spot {
  let outer = path;
  while (outer.parentPath?.isLabeledStatement() === true) outer = outer.parentPath;
  return { kind: 'before', path: outer };
}

function pointAt(
  at: ProbePlace['at'],
  node: t.Node,
  host: NodePath<Host>,
  spots: readonly Spot[],
): ProbePoint {
  const start = node.loc?.start ?? { line: 1, column: 0 };
  const { line, column } = host.node.loc?.start ?? { line: 1, column: 0 };
  return {
    at,
    line: start.line,
    column: start.column,
    functionName: nameOf(host),
    functionAt: `${line}:${column}`,
    endLine: lastLine(node, at),
    host,
    spots,
  };
}

/** As in the site table. */
function nameOf({ node, parent }: NodePath<Host>): string {
  if (node.type === 'Program') return '<module>';
  const named = namedValue(parent);
  return functionName(node, named?.value === node ? named.name : undefined);
}

function lastLine(node: t.Node, at: ProbePlace['at']): number {
  if (at !== 'loop') return node.loc?.end.line ?? 1;
  const heads: (t.Node | null | undefined)[] = [];
  if (node.type === 'ForStatement') heads.push(node.init, node.test, node.update);
  if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') heads.push(node.right);
  if (node.type === 'WhileStatement') heads.push(node.test);
  return Math.max(node.loc?.start.line ?? 1, ...heads.map((head) => head?.loc?.end.line ?? 1));
}

function inOrder(a: ProbePoint, b: ProbePoint): number {
  return a.line - b.line || a.column - b.column || KINDS.indexOf(a.at) - KINDS.indexOf(b.at);
}
