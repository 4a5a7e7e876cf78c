import * as t from '@babel/types';
import type { NodePath } from '@babel/traverse';
import type { Probe } from '../core/watch.ts';
import { replaceChild } from './children.ts';
import type { Names } from './names.ts';
import { placeKey, surveyProbePoints, type ProbePoint, type Spot } from './probe-points.ts';
import { createScopeReader, type ReadableNames } from './probe-scope.ts';

/** A probe and its index in the watch, which its code names it by. */
export interface IndexedProbe {
  readonly index: number;
  readonly probe: Probe;
}

/** What stands in the syntax tree for a probe until counters are placed. */
export interface ProbeMark {
  readonly index: number;
  /** Names to hand over; undefined where one cannot be read. */
  readonly values: readonly (string | undefined)[];
  /** The variable that counts open activations, or what is known without one. */
  readonly depth: string | 0 | 1;
  /** Looks at the hits of the function's entry, wherever it stands: a probe of several spots has one count. */
  readonly countsEntries: boolean;
}

/** Where probes go in one module. */
export interface ProbeMarks {
  readonly marks: ReadonlyMap<t.Node, ProbeMark>;
  /** Names of the variables that count the open activations of functions. */
  readonly depthCounters: ReadonlyMap<t.Node, string>;
}

/**
 * Puts a mark at every spot of every probe, before counters are placed; nothing of it changes which sites there are.
 * @throws TypeError when a probe's place is not in the module, which then is another text than the place was found in.
 */
export function markProbes(
  file: t.File,
  probes: readonly IndexedProbe[],
  names: Names,
): ProbeMarks {
  const marks = new Map<t.Node, ProbeMark>();
  const depthCounters = new Map<t.Node, string>();
  if (probes.length === 0) return { marks, depthCounters };
  const { points, thisOwners } = surveyProbePoints(file);
  const readableAt = createScopeReader(thisOwners);
  const byKey = new Map(points.map((point) => [placeKey(point), point]));
  const inserts: { spot: Spot; mark: ProbeMark }[] = [];
  for (const { index, probe } of probes) {
    const point = byKey.get(placeKey(probe.place));
    if (point === undefined) throw new TypeError(`no such place: ${JSON.stringify(probe.place)}`);
    const depth = probe.tracksDepth ? depthCounter(point, depthCounters, names) : 0;
    for (const spot of point.spots) {
      const readable = readableAt(spot);
      const values = probe.variables.map((name) => nameAt(name, readable, point));
      inserts.push({ spot, mark: { index, values, depth, countsEntries: point.at === 'exit' } });
    }
  }
  // Only now, so that nothing inserted is looked at.
  for (const { spot, mark } of inserts) {
    const node = t.nullLiteral();
    marks.set(node, mark);
    insert(spot, node);
  }
  return { marks, depthCounters };
}

/** At an exit, a name stands for the function's own or outer variable: inner blocks may have another of that name. */
function nameAt(name: string, readable: ReadableNames, point: ProbePoint): string | undefined {
  if (!readable.has(name)) return undefined;
  const isSame = point.at !== 'exit' || readable.get(name) === point.host.scope.getBinding(name);
  return isSame ? name : undefined;
}

/** Activations of generators and asynchronous functions do not nest, so nothing counts them. */
function depthCounter(
  { host }: ProbePoint,
  depthCounters: Map<t.Node, string>,
  names: Names,
): string | 0 | 1 {
  const { node } = host;
  if (node.type === 'Program') return 1;
  if (node.generator || node.async) return 0;
  const name = depthCounters.get(node) ?? `${names.temporary}p${depthCounters.size}`;
  depthCounters.set(node, name);
  return name;
}

/** Inserts an expression to be evaluated at a spot, without adding a block that would count. */
function insert({ kind, path }: Spot, mark: t.Expression): void {
  const { node } = path;
  if (kind === 'before') return insertBefore(path, mark);
  const statement = t.expressionStatement(mark);
  if (t.isLoop(node)) {
    if (node.body.type !== 'BlockStatement') node.body = blockOf(node.body);
    node.body.body.unshift(statement);
    return;
  }
  if (!t.isFunction(node) && !t.isProgram(node)) return;
  const block = t.isProgram(node) ? node : node.body;
  if (block.type !== 'BlockStatement' && block.type !== 'Program') {
    replaceChild(node, 'body', () => t.sequenceExpression([mark, block]));
  } else if (kind === 'start') block.body.unshift(statement);
  else block.body.push(statement);
}

function insertBefore({ node, parent, container, key }: NodePath, mark: t.Expression): void {
  const statement = t.expressionStatement(mark);
  if (Array.isArray(container)) {
    container.splice(container.indexOf(node), 0, statement);
  } else if (key === 'alternate' && node.type === 'IfStatement') {
    // In a block, `else if` would be an `else`, which counts.
    node.test = t.sequenceExpression([mark, node.test]);
  } else {
    replaceChild(parent, String(key), (child) => {
      // The block may be there already, of another mark.
      const block = child === node && t.isStatement(node) ? blockOf(node) : child;
      if (block.type === 'BlockStatement') {
        block.body.splice(
          block.body.findIndex((inner) => inner === node),
          0,
          statement,
        );
      }
      return block;
    });
  }
}

function blockOf(statement: t.Statement): t.BlockStatement {
  const block = t.blockStatement([statement]);
  block.loc = statement.loc ?? null;
  return block;
}
