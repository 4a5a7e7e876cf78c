import type { Rng } from '../../../core/rng.ts';
import type { ScaleStrategy, Scope } from '../node.ts';
import type { Edge } from './edges.ts';
import { asEdges, endOf, movedEdge } from './edges.ts';
import type { GraphKind } from './graph-repair.ts';
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

/** Copies of the graph beside each other, or every node split in as many as there are times more of them. */
export function growGraph(
  strategy: ScaleStrategy,
  { rng }: Scope,
  kind: GraphKind,
  edges: readonly unknown[],
  target: { readonly nodes: number; readonly edges: number },
): readonly unknown[] {
  if (edges.length === 0 || target.edges <= edges.length) return edges.slice(0, target.edges);
  const { base } = kind;
  let old = 1;
  for (const edge of edges) old = Math.max(old, endOf(edge, 0, base) + 1, endOf(edge, 1, base) + 1);
  const spread = Math.max(1, Math.floor(target.nodes / old));
  const isStretched = strategy === 'stretch' || (strategy === 'repeat' && rng.oneIn(2));
  const out: Edge[] = [];
  for (let copy = 0; out.length < target.edges; copy++)
    for (const item of edges) {
      if (out.length >= target.edges) break;
      const edge = asEdges(item);
      const place = (end: 0 | 1): number => {
        const node = endOf(edge, end, base);
        return (isStretched ? node * spread + copy : node + copy * old) % target.nodes;
      };
      out.push(movedEdge(kind, edge, place(0), place(1)));
    }
  return out;
}
