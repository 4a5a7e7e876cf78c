/** Rows of integers that were seen as one table, and the value that may be the number of nodes. */
export interface EdgeTable {
  readonly edges: readonly (readonly number[])[];
  readonly nodes: number;
}

/** Whether both ends of every edge are among 1 .. nodes. */
export function endsAreNodes({ edges, nodes }: EdgeTable): boolean {
  return edges.every(([u = 0, v = 0]) => u >= 1 && v >= 1 && u <= nodes && v <= nodes);
}

/** Whether the edges are a tree over all nodes. */
export function isTree(table: EdgeTable): boolean {
  return table.edges.length === table.nodes - 1 && isConnected(table);
}

/** Whether the edges, taken both ways, join all nodes. */
export function isConnected({ edges, nodes }: EdgeTable): boolean {
  const parent = Array.from({ length: nodes + 1 }, (_, i) => i);
  const find = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] ?? root;
    let at = node;
    while (parent[at] !== root) {
      const up = parent[at] ?? root;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  let parts = nodes;
  for (const [u = 0, v = 0] of edges) {
    const [a, b] = [find(u), find(v)];
    if (a === b) continue;
    parent[a] = b;
    parts--;
  }
  return parts === 1;
}

/** What kinds of edges occur. */
export function edgeKinds({ edges }: EdgeTable): {
  readonly loops: boolean;
  /** The same two ends in the same order, twice. */
  readonly repeated: boolean;
  /** The same two ends in both orders. */
  readonly opposite: boolean;
} {
  const seen = new Set<string>();
  let [loops, repeated, opposite] = [false, false, false];
  for (const [u, v] of edges) {
    if (u === v) loops = true;
    if (seen.has(`${u} ${v}`)) repeated = true;
    else if (seen.has(`${v} ${u}`)) opposite = true;
    seen.add(`${u} ${v}`);
  }
  return { loops, repeated, opposite };
}
