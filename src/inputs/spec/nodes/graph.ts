import type { GraphNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { compileFieldBound, compileFieldExpr, findDriver, parseAt } from '../context.ts';
import { clamp } from '../draw.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel, Scope } from '../node.ts';
import { inside, MAX_LENGTH, problem, show, takeRoom } from '../node.ts';
import { createRange, lengthRange } from '../range.ts';
import {
  asEdges,
  checkEdge,
  Components,
  createEdgeKind,
  edgeParts,
  endOf,
  makeEdge,
  readEdges,
  withColumn,
} from './edges.ts';
import { capacityOf, edgeKey, repairGraph } from './graph-repair.ts';
import type { GraphKind } from './graph-repair.ts';
import { drawGraph, growGraph } from './graph-shapes.ts';
import { checkLength } from './text.ts';

export function createGraphNode(spec: GraphNode, context: NodeContext): NodeModel {
  const kind: GraphKind = {
    ...createEdgeKind(spec, context),
    directed: spec.directed === true,
    connected: spec.connected === true,
    multi: spec.multi === true,
    loops: spec.loops === true,
  };
  const nodesAt = `${context.at}.nodes`;
  const inner = { ...context, cap: undefined };
  const nodeBound = compileFieldExpr(inner, parseAt(spec.nodes, nodesAt), nodesAt);
  const nodes = createRange(inner, nodeBound, nodeBound, {
    minAt: 'nodes',
    maxAt: 'nodes',
    roundMin: (value) => Math.max(0, Math.floor(value)),
    roundMax: Math.floor,
    limit: MAX_LENGTH,
  });
  const driver = findDriver(inner, nodeBound, 'exact');
  driver?.field.drives.push({ unit: kind.width, dimensions: 1, loose: true });
  if (driver !== undefined) driver.field.most = Math.min(driver.field.most, MAX_LENGTH);
  const lengths = lengthRange(context, {
    low: compileFieldBound(context, spec.minEdges ?? 0, `${context.at}.minEdges`),
    high: compileFieldBound(context, spec.maxEdges, `${context.at}.maxEdges`),
    minAt: 'minEdges',
    maxAt: 'maxEdges',
    unit: kind.width,
    dimensions: 1,
    exact: false,
  });
  const { place } = context;
  const own = context.spec.scope;

  /** Nodes and numbers of edges allowed, under the values in scope. */
  const extent = (
    scope: Scope,
  ): { readonly count: number; readonly min: number; readonly max: number } => {
    const count = nodes.limit(scope);
    const min = Math.max(lengths.min(scope), kind.connected ? count - 1 : 0);
    const max = Math.min(lengths.limit(scope), capacityOf(kind, count));
    if (count < nodes.min(scope) || min > max || !takeRoom(scope, count)) scope.ok = false;
    return { count, min, max };
  };

  const repair = (scope: Scope, value: unknown): unknown => {
    const { count, min, max } = extent(scope);
    return scope.ok && takeRoom(scope, min)
      ? repairGraph(scope, kind, value, { nodes: count, min, max })
      : [];
  };

  return {
    reads: Math.min(lengths.reads, nodes.reads, kind.weight?.reads ?? Infinity),
    minSize: lengths.interval.lo * kind.width,
    maxSize: lengths.interval.hi * kind.width,
    value: ANYTHING,
    length: lengths.interval,
    driver: lengths.driver,
    plain: true,
    generate(scope, size) {
      const { count, min, max } = extent(scope);
      const target = clamp(Math.round(size / kind.width), min, max);
      if (!scope.ok || !takeRoom(scope, target)) return [];
      const drawn = drawGraph(scope.rng, count, target);
      const edges = drawn.map(([from, to]) => makeEdge(scope, kind, from, to));
      return repairGraph(scope, kind, edges, { nodes: count, min: target, max });
    },
    repair,
    edit(scope, value, path, depth, replacement) {
      if (depth >= path.length) return repair(scope, replacement);
      const changed = withColumn(kind, asEdges(value), path[depth], replacement);
      return changed === undefined ? value : repair(scope, changed);
    },
    check(scope, value) {
      if (!Array.isArray(value)) return problem(`expected an array of edges, found ${show(value)}`);
      const wrong = checkLength(scope, lengths, value.length, 'edges');
      if (wrong !== undefined) return wrong;
      return checkGraph(scope, kind, value, nodes.max(scope));
    },
    sizeOf: (value) => asEdges(value).length * kind.width,
    parts(scope, value, path, sink) {
      edgeParts(scope, sink, kind, lengths, {
        place,
        path,
        value: asEdges(value),
        nodes: nodes.limit(scope),
        scope: own,
      });
    },
    resize(scope, value, size, strategy) {
      const { count, min, max } = extent(scope);
      const target = clamp(Math.round(size / kind.width), min, Math.max(min, max));
      if (!scope.ok || !takeRoom(scope, target)) return value;
      const grown = growGraph(strategy, scope, kind, asEdges(value), {
        nodes: count,
        edges: target,
      });
      return repairGraph(scope, kind, grown, { nodes: count, min: target, max });
    },
    build: (value, realm) => realm.array(asEdges(value).map((edge) => realm.array(asEdges(edge)))),
    read: (scope, value) => readEdges(scope, kind, value),
    encode: (value) => value,
    numbers: undefined,
    enumeration: undefined,
  };
}

function checkGraph(
  scope: Scope,
  kind: GraphKind,
  edges: readonly unknown[],
  nodes: number,
): ReturnType<NodeModel['check']> {
  const seen = new Set<number>();
  const components = new Components(kind.connected ? nodes : 0);
  let parts = nodes;
  for (const [i, edge] of edges.entries()) {
    const found = checkEdge(scope, kind, edge, nodes);
    if (found !== undefined) return inside(i, found);
    const [from, to] = [endOf(edge, 0, kind.base), endOf(edge, 1, kind.base)];
    if (from === to && !kind.loops)
      return inside(i, problem('an edge from a node to itself is not allowed'));
    const key = edgeKey(kind, from, to, nodes);
    if (!kind.multi && seen.has(key))
      return inside(i, problem('the two nodes have an edge already'));
    seen.add(key);
    if (kind.connected && components.join(from, to)) parts--;
  }
  return kind.connected && parts > 1
    ? problem(`the graph is in ${parts} pieces, but it must be connected`)
    : undefined;
}
