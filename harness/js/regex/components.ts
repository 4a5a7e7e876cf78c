/** Numbers of nodes that come next, by node. */
export type Graph = readonly (readonly number[])[];

/**
 * The strongly connected components that a path can go round in: with several nodes, or one that leads to itself. Tarjan
 * 1972, without recursion. O(nodes + edges).
 */
export function findLoops(graph: Graph): readonly (readonly number[])[] {
  const order = new Int32Array(graph.length).fill(-1);
  const low = new Int32Array(graph.length);
  const nextEdge = new Int32Array(graph.length);
  const isOpen = new Uint8Array(graph.length);
  const open: number[] = [];
  const path: number[] = [];
  const loops: number[][] = [];
  let seen = 0;

  const enter = (node: number): void => {
    order[node] = low[node] = seen++;
    isOpen[node] = 1;
    open.push(node);
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) {
      low[parent] = Math.min(low[parent] as number, low[node] as number);
    }
    if (low[node] !== order[node]) return;
    const members = open.splice(open.lastIndexOf(node));
    for (const member of members) isOpen[member] = 0;
    if (members.length > 1 || graph[node]?.includes(node) === true) loops.push(members);
  };
  for (let root = 0; root < graph.length; root++) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = root; path.length > 0; node = path.at(-1) ?? root) {
      const edge = nextEdge[node] as number;
      const next = graph[node]?.[edge];
      if (next === undefined) {
        leave(node);
        continue;
      }
      nextEdge[node] = edge + 1;
      if (order[next] === -1) enter(next);
      else if (isOpen[next] === 1) {
        low[node] = Math.min(low[node] as number, order[next] as number);
      }
    }
  }
  return loops;
}

/** Nodes that can be reached from some, these included. */
export function reachableFrom(graph: Graph, starts: readonly number[]): ReadonlySet<number> {
  const reached = new Set(starts);
  for (const node of reached) for (const next of graph[node] ?? []) reached.add(next);
  return reached;
}

export function reversed(graph: Graph): Graph {
  const back: number[][] = graph.map(() => []);
  graph.forEach((targets, from) => {
    for (const to of targets) back[to]?.push(from);
  });
  return back;
}
