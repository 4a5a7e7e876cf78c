import type { TreeNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { compileFieldExpr, parseAt } from '../context.ts';
import { clamp } from '../draw.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel, ScaleStrategy, Scope } from '../node.ts';
import { inside, problem, show, takeRoom } from '../node.ts';
import { lengthRange } from '../range.ts';
import type { Edge, EdgeKind } from './edges.ts';
import {
  asEdges,
  checkEdge,
  Components,
  createEdgeKind,
  edgeParts,
  endOf,
  makeEdge,
  movedEdge,
  readEdges,
  repairEdge,
  withColumn,
} from './edges.ts';
import { checkLength } from './text.ts';
import { drawTree } from './tree-shapes.ts';

export function createTreeNode(spec: TreeNode, context: NodeContext): NodeModel {
  const kind = createEdgeKind(spec, context);
  const at = `${context.at}.nodes`;
  const nodes = parseAt(spec.nodes, at);
  const count =
    nodes.kind === 'number'
      ? ({ kind: 'number', value: nodes.value - 1 } as const)
      : ({
          kind: 'binary',
          operator: '-',
          left: nodes,
          right: { kind: 'number', value: 1 },
        } as const);
  const bound = compileFieldExpr({ ...context, cap: undefined }, count, at);
  const lengths = lengthRange(context, {
    low: bound,
    high: bound,
    minAt: 'nodes',
    maxAt: 'nodes',
    unit: kind.width,
    dimensions: 1,
    exact: true,
  });
  const { place } = context;
  const own = context.spec.scope;

  /** Number of edges, one less than nodes; notes when there can be no tree. */
  const edgesOf = (scope: Scope): number => {
    const edges = lengths.limit(scope);
    if (lengths.min(scope) > edges) scope.ok = false;
    return scope.ok && takeRoom(scope, edges) ? edges : 0;
  };

  const repair = (scope: Scope, value: unknown): unknown => {
    const edges = edgesOf(scope);
    return scope.ok ? repairTree(scope, kind, value, edges + 1) : [];
  };

  return {
    reads: Math.min(lengths.reads, kind.weight?.reads ?? Infinity),
    minSize: lengths.interval.lo * kind.width,
    maxSize: lengths.interval.hi * kind.width,
    value: ANYTHING,
    length: lengths.interval,
    driver: lengths.driver,
    plain: true,
    generate(scope) {
      const edges = edgesOf(scope);
      if (!scope.ok) return [];
      return drawTree(scope.rng, edges + 1).map(([from, to]) => makeEdge(scope, kind, from, to));
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
      const components = new Components(value.length + 1);
      for (const [i, edge] of (value as readonly unknown[]).entries()) {
        const found = checkEdge(scope, kind, edge, value.length + 1);
        if (found !== undefined) return inside(i, found);
        if (!components.join(endOf(edge, 0, kind.base), endOf(edge, 1, kind.base)))
          return inside(i, problem('the edge closes a cycle, so it is no tree'));
      }
      return undefined;
    },
    sizeOf: (value) => asEdges(value).length * kind.width,
    parts(scope, value, path, sink) {
      const edges = asEdges(value);
      edgeParts(scope, sink, kind, lengths, {
        place,
        path,
        value: edges,
        nodes: edges.length + 1,
        scope: own,
      });
    },
    resize(scope, value, size, strategy) {
      const edges = lengths.fixed
        ? lengths.limit(scope)
        : clamp(
            Math.round(size / kind.width),
            lengths.min(scope),
            Math.max(lengths.min(scope), lengths.limit(scope)),
          );
      return repair(scope, growTree(strategy, scope, kind, asEdges(value), edges));
    },
    build: (value, realm) => realm.array(asEdges(value).map((edge) => realm.array(asEdges(edge)))),
    read: (scope, value) => readEdges(scope, kind, value),
    encode: (value) => value,
    numbers: undefined,
    enumeration: undefined,
  };
}

/** Clips or fills the edges, and puts ones that connect in the place of ones that close a cycle. */
function repairTree(scope: Scope, kind: EdgeKind, value: unknown, nodes: number): unknown {
  const old = asEdges(value);
  const components = new Components(nodes);
  const out: Edge[] = [];
  const loose: number[] = [];
  let changed = old !== value || old.length !== nodes - 1;
  for (let i = 0; i < nodes - 1; i++) {
    const edge =
      i < old.length ? repairEdge(scope, kind, old[i], nodes) : makeEdge(scope, kind, 0, 0);
    if (edge !== old[i]) changed = true;
    out.push(edge);
    if (!components.join(endOf(edge, 0, kind.base), endOf(edge, 1, kind.base))) loose.push(i);
  }
  let next = 1;
  for (const i of loose) {
    // Nodes before `next` are connected with the first one.
    while (components.find(next) === components.find(0)) next++;
    const edge = out[i] ?? [];
    const from = endOf(edge, 0, kind.base);
    const anchor = components.find(from) === components.find(next) ? 0 : from;
    components.join(anchor, next);
    out[i] = movedEdge(kind, edge, anchor, next);
  }
  return changed || loose.length > 0 ? out : value;
}

/**
 * More of the same: copies of the tree, each hung on the one before by its first node (a path stays a path) or on the very
 * first node (a star stays a star); or, stretched, every node a path of its own.
 */
function growTree(
  strategy: ScaleStrategy,
  scope: Scope,
  kind: EdgeKind,
  edges: readonly unknown[],
  target: number,
): readonly unknown[] {
  const nodes = edges.length + 1;
  if (target <= edges.length || edges.length === 0) return edges.slice(0, target);
  if (!takeRoom(scope, target)) return edges;
  const { base } = kind;
  const out: Edge[] = [];
  const factor = Math.ceil((target + 1) / nodes);
  if (strategy === 'stretch') {
    for (const edge of edges)
      out.push(
        movedEdge(
          kind,
          asEdges(edge),
          endOf(edge, 0, base) * factor + factor - 1,
          endOf(edge, 1, base) * factor,
        ),
      );
    for (let node = 0; node < nodes; node++)
      for (let j = 1; j < factor; j++)
        out.push(makeEdge(scope, kind, node * factor + j - 1, node * factor + j));
    return out.filter((edge) => endOf(edge, 0, base) <= target && endOf(edge, 1, base) <= target);
  }
  const hangsOnFirst = strategy === 'repeat' || (strategy === 'tile' && scope.rng.oneIn(2));
  for (let copy = 0; copy < factor; copy++) {
    const shift = copy * nodes;
    if (copy > 0) out.push(makeEdge(scope, kind, hangsOnFirst ? 0 : shift - 1, shift));
    for (const edge of edges)
      out.push(
        movedEdge(kind, asEdges(edge), endOf(edge, 0, base) + shift, endOf(edge, 1, base) + shift),
      );
  }
  return out.filter((edge) => endOf(edge, 0, base) <= target && endOf(edge, 1, base) <= target);
}
