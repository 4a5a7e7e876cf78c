import type { Rng } from '../../../core/rng.ts';
import type { ScaleStrategy, Scope } from '../node.ts';
import type { Edge } from './edges.ts';
import { asEdges, endOf, movedEdge } from './edges.ts';
import type { GraphKind } from './graph-repair.ts';
import { stretchNumbers } from '../resize-sequence.ts';
import { drawTree, shuffle } from './tree-shapes.ts';

type Pair = readonly [number, number];

/**
 * About `edges` pairs of nodes in one of several shapes: random, a tree with chords, a cycle, a clique, a grid, layers, two
 * sides. May hold doubles; repair takes them out.
 */
export function drawGraph(rng: Rng, nodes: number, edges: number): Pair[] {
  if (nodes <= 0 || edges <= 0) return [];
  const shape = rng.pick(SHAPES);
  const out = shape(rng, nodes, edges).slice(0, edges);
  if (rng.oneIn(3)) shuffle(rng, out);
  return out;
}

const SHAPES: readonly ((rng: Rng, nodes: number, edges: number) => Pair[])[] = [
  randomPairs,
  (rng, nodes, edges) => [...drawTree(rng, nodes), ...randomPairs(rng, nodes, edges)],
  cycles,
  clique,
  grid,
  layers,
];

function randomPairs(rng: Rng, nodes: number, edges: number): Pair[] {
  return Array.from(
    { length: edges },
    () => [rng.int(0, nodes - 1), rng.int(0, nodes - 1)] as const,
  );
}

/** Node i to i + 1, then to i + 2, … around. */
function cycles(_rng: Rng, nodes: number, edges: number): Pair[] {
  return Array.from({ length: edges }, (_, i) => {
    const from = i % nodes;
    return [from, (from + 1 + Math.floor(i / nodes)) % nodes] as const;
  });
}

function clique(_rng: Rng, nodes: number, edges: number): Pair[] {
  const out: Pair[] = [];
  for (let to = 1; to < nodes && out.length < edges; to++)
    for (let from = 0; from < to && out.length < edges; from++) out.push([from, to]);
  return out;
}

function grid(_rng: Rng, nodes: number, edges: number): Pair[] {
  const width = Math.max(1, Math.round(Math.sqrt(nodes)));
  const out: Pair[] = [];
  for (let node = 0; node < nodes && out.length < edges; node++) {
    if ((node + 1) % width !== 0 && node + 1 < nodes) out.push([node, node + 1]);
    if (node + width < nodes) out.push([node, node + width]);
  }
  return out;
}

function layers(rng: Rng, nodes: number, edges: number): Pair[] {
  const width = rng.int(1, Math.max(1, Math.min(8, nodes - 1)));
  return Array.from({ length: edges }, () => {
    const from = rng.int(0, nodes - 1);
    const layer = Math.floor(from / width) + 1;
    return [from, Math.min(nodes - 1, layer * width + rng.int(0, width - 1))] as const;
  });
}

/** A node with more than this share of all edges is a hub. */
const HUB_SHARE = 0.25;

/** Copies of the graph beside each other or end to end, or every node split in as many as there are times more of them. */
export function growGraph(
  strategy: ScaleStrategy,
  scope: Scope,
  kind: GraphKind,
  edges: readonly unknown[],
  target: { readonly nodes: number; readonly edges: number },
): readonly unknown[] {
  if (edges.length === 0 || target.edges <= edges.length) return edges.slice(0, target.edges);
  const { base } = kind;
  let old = 1;
  for (const edge of edges) old = Math.max(old, endOf(edge, 0, base) + 1, endOf(edge, 1, base) + 1);
  if (strategy === 'stretch' || (strategy === 'repeat' && scope.rng.oneIn(2)))
    return splitNodes(scope, kind, edges, { ...target, old });
  // End to end, or apart: paths grow into longer paths where a copy begins at the node that the last one ends with.
  const stride = Math.max(1, old - scope.rng.int(0, 1));
  const out: Edge[] = [];
  for (let copy = 0; out.length < target.edges; copy++)
    for (const item of edges) {
      if (out.length >= target.edges) break;
      const edge = asEdges(item);
      const place = (end: 0 | 1): number => (endOf(edge, end, base) + copy * stride) % target.nodes;
      out.push(movedEdge(kind, edge, place(0), place(1)));
    }
  return out;
}

/**
 * Every edge becomes a group of edges between copies of its ends, in the place that it has in the list. Half of the time
 * hubs stay whole, so that a star grows into a star, and the weights of a group lie between those of its neighbours.
 */
function splitNodes(
  scope: Scope,
  kind: GraphKind,
  edges: readonly unknown[],
  target: { readonly nodes: number; readonly edges: number; readonly old: number },
): readonly unknown[] {
  const { rng } = scope;
  const { base } = kind;
  const spread = Math.max(1, Math.floor(target.nodes / target.old));
  const hubs = rng.oneIn(2) ? hubsOf(edges, base) : new Set<number>();
  const weights = rng.oneIn(2) ? stretchedWeights(scope, kind, edges, target.edges) : undefined;
  const out: Edge[] = [];
  for (const [i, item] of edges.entries()) {
    const edge = asEdges(item);
    const end = Math.floor(((i + 1) * target.edges) / edges.length);
    for (let copy = 0; out.length < end; copy++) {
      const place = (side: 0 | 1): number => {
        const node = endOf(edge, side, base);
        return (node * spread + (hubs.has(node) ? 0 : copy)) % target.nodes;
      };
      const weight = weights?.[out.length];
      const weighed = weight === undefined ? edge : [edge[0], edge[1], weight];
      out.push(movedEdge(kind, weighed, place(0), place(1)));
    }
  }
  return out;
}

function hubsOf(edges: readonly unknown[], base: number): ReadonlySet<number> {
  const degrees = new Map<number, number>();
  for (const edge of edges)
    for (const end of [endOf(edge, 0, base), endOf(edge, 1, base)])
      degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const least = Math.max(2, HUB_SHARE * edges.length);
  return new Set([...degrees].filter(([, degree]) => degree > least).map(([node]) => node));
}

function stretchedWeights(
  scope: Scope,
  kind: GraphKind,
  edges: readonly unknown[],
  target: number,
): readonly number[] | undefined {
  const domain = kind.weight?.numbers?.(scope);
  if (domain === undefined) return undefined;
  const old = edges.map((edge) => asEdges(edge)[2]);
  return old.every((weight) => typeof weight === 'number')
    ? stretchNumbers(old, target, domain)
    : undefined;
}
