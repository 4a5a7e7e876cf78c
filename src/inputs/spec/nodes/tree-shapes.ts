import type { Rng } from '../../../core/rng.ts';

type Parent = (node: number) => number;

/** Ways to choose the parent of each node among those before it. */
function drawParent(rng: Rng, nodes: number): Parent {
  const width = rng.int(2, 8);
  const handle = Math.max(1, Math.floor(nodes * rng.unit()));
  const shapes: readonly Parent[] = [
    (node) => rng.int(0, node - 1),
    // A path, a star, a complete tree, a comb of paths.
    (node) => node - 1,
    () => 0,
    (node) => Math.floor((node - 1) / width),
    (node) => (node < handle ? node - 1 : node - handle),
    // A broom: a path with a brush at its end; a caterpillar; a path that strays a little.
    (node) => (node < handle ? node - 1 : handle - 1),
    (node) => (node < handle ? node - 1 : rng.int(0, handle - 1)),
    (node) => rng.int(Math.max(0, node - 3), node - 1),
  ];
  return rng.pick(shapes);
}

/** Edges of a tree over `0 .. nodes - 1` in one of several shapes; sometimes with labels, ends and order shuffled. */
export function drawTree(rng: Rng, nodes: number): (readonly [number, number])[] {
  const parent = drawParent(rng, nodes);
  const labels = Array.from({ length: nodes }, (_, i) => i);
  if (rng.oneIn(3)) shuffle(rng, labels);
  const turns = rng.oneIn(3);
  const edges: (readonly [number, number])[] = [];
  for (let node = 1; node < nodes; node++) {
    const [a = 0, b = 0] = [labels[parent(node)], labels[node]];
    edges.push(turns && rng.oneIn(2) ? [b, a] : [a, b]);
  }
  if (rng.oneIn(3)) shuffle(rng, edges);
  return edges;
}

export function shuffle(rng: Rng, items: unknown[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(0, i);
    [items[i], items[j]] = [items[j], items[i]];
  }
}
