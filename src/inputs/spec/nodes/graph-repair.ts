import type { Scope } from '../node.ts';
import type { Edge, EdgeKind } from './edges.ts';
import { asEdges, Components, endOf, makeEdge, movedEdge, repairEdge } from './edges.ts';

export interface GraphKind extends EdgeKind {
  readonly directed: boolean;
  readonly connected: boolean;
  readonly multi: boolean;
  readonly loops: boolean;
}

export interface GraphExtent {
  readonly nodes: number;
  /** Fewest and most edges. */
  readonly min: number;
  readonly max: number;
}

/** Random pairs tried for a new edge before pairs are counted through. */
const FRESH_TRIES = 8;

/** Most edges that a graph of so many nodes can have. */
export function capacityOf({ directed, multi, loops }: GraphKind, nodes: number): number {
  const pairs = (nodes * (nodes - 1)) / (directed ? 1 : 2) + (loops ? nodes : 0);
  return multi && pairs > 0 ? Infinity : pairs;
}

/** The same for edges that count as the same. Exact while nodes² is a safe integer. */
export function edgeKey({ directed }: GraphKind, from: number, to: number, nodes: number): number {
  return directed || from <= to ? from * nodes + to : to * nodes + from;
}

/** Makes any edges a graph of the kind: in range, without forbidden loops and doubles, connected, enough and not too many. */
export function repairGraph(
  scope: Scope,
  kind: GraphKind,
  value: unknown,
  extent: GraphExtent,
): unknown {
  const { nodes, min, max } = extent;
  const old = asEdges(value);
  const out: Edge[] = [];
  const seen = new Set<number>();
  let changed = old !== value;
  for (const item of old) {
    if (out.length >= max) break;
    const edge = allowedEdge(scope, kind, repairEdge(scope, kind, item, nodes), nodes, seen);
    if (edge === undefined) continue;
    if (edge !== item) changed = true;
    out.push(edge);
  }
  if (kind.connected && connect(scope, kind, out, extent)) changed = true;
  if (out.length < min) {
    changed = true;
    fill(scope, kind, out, extent);
  }
  return changed || out.length !== old.length ? out : value;
}

/** The edge, or one from the same node that is allowed; undefined when there is none nearby. */
function allowedEdge(
  scope: Scope,
  kind: GraphKind,
  edge: Edge,
  nodes: number,
  seen: Set<number>,
): Edge | undefined {
  const from = endOf(edge, 0, kind.base);
  const to = endOf(edge, 1, kind.base);
  if (isFree(kind, from, to, nodes, seen)) {
    seen.add(edgeKey(kind, from, to, nodes));
    return edge;
  }
  for (let i = 0; i < FRESH_TRIES && nodes > 1; i++) {
    const other = scope.rng.int(0, nodes - 1);
    if (!isFree(kind, from, other, nodes, seen)) continue;
    seen.add(edgeKey(kind, from, other, nodes));
    return movedEdge(kind, edge, from, other);
  }
  return undefined;
}

function isFree(
  kind: GraphKind,
  from: number,
  to: number,
  nodes: number,
  seen: ReadonlySet<number>,
): boolean {
  if (from === to && !kind.loops) return false;
  return kind.multi || !seen.has(edgeKey(kind, from, to, nodes));
}

/** Joins the pieces, in the place of edges that connect nothing when there are too many. @returns whether it changed any */
function connect(
  scope: Scope,
  kind: GraphKind,
  edges: Edge[],
  { nodes, max }: GraphExtent,
): boolean {
  const components = new Components(nodes);
  const spare: number[] = [];
  let pieces = nodes;
  for (const [i, edge] of edges.entries()) {
    if (components.join(endOf(edge, 0, kind.base), endOf(edge, 1, kind.base))) pieces--;
    else spare.push(i);
  }
  if (pieces <= 1) return false;
  for (let next = 1; next < nodes; next++) {
    if (components.find(next) === components.find(0)) continue;
    // The node before it is connected with the first one, so that what is joined makes a path.
    components.join(next - 1, next);
    const index = edges.length < max ? undefined : spare.pop();
    const replaced = index === undefined ? undefined : edges[index];
    if (index === undefined || replaced === undefined)
      edges.push(makeEdge(scope, kind, next - 1, next));
    else edges[index] = movedEdge(kind, replaced, next - 1, next);
  }
  return true;
}

/** Adds edges that are not there yet, at random, up to the fewest allowed. */
function fill(scope: Scope, kind: GraphKind, edges: Edge[], { nodes, min }: GraphExtent): void {
  const seen = new Set<number>();
  for (const edge of edges)
    seen.add(edgeKey(kind, endOf(edge, 0, kind.base), endOf(edge, 1, kind.base), nodes));
  while (edges.length < min) {
    const pair = freshPair(scope, kind, nodes, seen);
    if (pair === undefined) {
      scope.ok = false;
      return;
    }
    const [from, to] = pair;
    seen.add(edgeKey(kind, from, to, nodes));
    edges.push(makeEdge(scope, kind, from, to));
  }
}

function freshPair(
  { rng }: Scope,
  kind: GraphKind,
  nodes: number,
  seen: ReadonlySet<number>,
): readonly [number, number] | undefined {
  if (nodes <= 0) return undefined;
  for (let i = 0; i < FRESH_TRIES; i++) {
    const [from, to] = [rng.int(0, nodes - 1), rng.int(0, nodes - 1)];
    if (isFree(kind, from, to, nodes, seen)) return [from, to];
  }
  const start = rng.int(0, nodes * nodes - 1);
  for (let i = 0; i < nodes * nodes; i++) {
    const key = (start + i) % (nodes * nodes);
    const [from, to] = [Math.floor(key / nodes), key % nodes];
    if (isFree(kind, from, to, nodes, seen)) return [from, to];
  }
  return undefined;
}
