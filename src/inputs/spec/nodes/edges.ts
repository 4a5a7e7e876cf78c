import type { SequenceDomain } from '../../../core/input-model.ts';
import type { FloatNode, IntNode } from '../../../core/input-spec.ts';
import type { Rng } from '../../../core/rng.ts';
import type { NodeContext } from '../context.ts';
import { contradiction, within } from '../context.ts';
import { clamp } from '../draw.ts';
import type { NodeModel, PartSink, Problem, Scope } from '../node.ts';
import { inside, problem, show, UNREADABLE } from '../node.ts';
import type { LengthRange } from '../range.ts';
import { addSequence } from '../parts.ts';

/** `[u, v]` or `[u, v, weight]`. */
export type Edge = readonly unknown[];

/** Keys at the end of the paths of parts that show one column of the edges. */
const COLUMNS = ['#from', '#to', '#weight'] as const;

/** What trees and graphs have in common: labels from `base` on, and perhaps weights. */
export interface EdgeKind {
  readonly base: number;
  readonly weight: NodeModel | undefined;
  /** Scalars of an edge. */
  readonly width: 2 | 3;
}

export function createEdgeKind(
  spec: { readonly base?: number; readonly weight?: IntNode | FloatNode },
  context: NodeContext,
): EdgeKind {
  const { base = 1 } = spec;
  if (!Number.isSafeInteger(base)) throw contradiction(`${context.at}.base`, 'an integer expected');
  if (spec.weight === undefined) return { base, weight: undefined, width: 2 };
  const inner = within(context, { at: '.weight', place: '[].weight', depth: 2 });
  return { base, weight: context.compile(spec.weight, inner), width: 3 };
}

export function asEdges(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Ends of an edge as indexes of nodes, 0 ≤ end < nodes; -1 where there is none. */
export function endOf(edge: unknown, end: 0 | 1, base: number): number {
  const label: unknown = Array.isArray(edge) ? edge[end] : undefined;
  return typeof label === 'number' && Number.isSafeInteger(label) ? label - base : -1;
}

/** The edge with ends and weight in range: the same object when they are. */
export function repairEdge(scope: Scope, kind: EdgeKind, edge: unknown, nodes: number): Edge {
  const { base, weight, width } = kind;
  const old: readonly unknown[] = Array.isArray(edge) ? edge : [];
  const from = repairEnd(old[0], base, nodes);
  const to = repairEnd(old[1], base, nodes);
  const heavy = weight?.repair(scope, old[2]);
  if (
    old.length === width &&
    Object.is(old[0], from) &&
    Object.is(old[1], to) &&
    Object.is(old[2], heavy)
  )
    return old;
  return weight === undefined ? [from, to] : [from, to, heavy];
}

function repairEnd(label: unknown, base: number, nodes: number): number {
  const wanted = typeof label === 'number' && label === label ? Math.round(label) : base;
  return clamp(wanted, base, base + nodes - 1) + 0;
}

/** A new edge between two nodes given by index. */
export function makeEdge(scope: Scope, kind: EdgeKind, from: number, to: number): Edge {
  const { base, weight } = kind;
  if (weight === undefined) return [base + from, base + to];
  return [base + from, base + to, weight.generate(scope, 1)];
}

/** The edge with other ends, keeping its weight. */
export function movedEdge(kind: EdgeKind, edge: Edge, from: number, to: number): Edge {
  const { base } = kind;
  return kind.weight === undefined ? [base + from, base + to] : [base + from, base + to, edge[2]];
}

export function checkEdge(
  scope: Scope,
  kind: EdgeKind,
  edge: unknown,
  nodes: number,
): Problem | undefined {
  const { base, weight, width } = kind;
  if (!Array.isArray(edge) || edge.length !== width)
    return problem(`expected an edge of ${width} values, found ${show(edge)}`);
  for (const end of [0, 1] as const) {
    const index = endOf(edge, end, base);
    if (index < 0 || index >= nodes || Object.is(edge[end], -0))
      return inside(
        end,
        problem(`expected a node from ${base} to ${base + nodes - 1}, found ${show(edge[end])}`),
      );
  }
  const wrong = weight?.check(scope, edge[2]);
  return wrong === undefined ? undefined : inside(2, wrong);
}

/** Parts of a list of edges: the list, and each column of it. */
export function edgeParts(
  scope: Scope,
  sink: PartSink,
  kind: EdgeKind,
  lengths: LengthRange,
  at: {
    readonly place: string;
    readonly path: readonly (string | number)[];
    readonly value: readonly unknown[];
    readonly nodes: number;
    readonly scope: Scope;
  },
): void {
  const { place, path, value, nodes } = at;
  const { base, weight } = kind;
  const ends = { min: base, max: base + Math.max(0, nodes - 1), integer: true };
  const weights = weight?.numbers?.(scope);
  const own = at.scope;
  const fresh = (rng: Rng): Edge => {
    const edge = [rng.int(ends.min, ends.max), rng.int(ends.min, ends.max)];
    if (weights === undefined) return edge;
    own.rng = rng;
    return [...edge, weight?.repair(own, weights.min + rng.unit() * (weights.max - weights.min))];
  };
  const shown = { alphabet: undefined, fixedElements: false };
  addSequence(scope, sink, lengths, {
    place,
    path,
    value,
    domain: { ...shown, element: fresh, numbers: undefined },
  });
  if (value.length === 0) return;
  for (let column = 0; column < kind.width; column++) {
    const key = COLUMNS[column] ?? '';
    const numbers = column < 2 ? ends : weights;
    if (numbers === undefined || numbers.max <= numbers.min || sink.parts.length >= sink.limit)
      continue;
    const domain: SequenceDomain = {
      ...shown,
      element: (rng) => fresh(rng)[column],
      numbers,
      minLength: value.length,
      maxLength: value.length,
    };
    sink.parts.push({
      kind: 'sequence',
      place: place + key,
      path: [...path, key],
      value: value.map((edge) => (Array.isArray(edge) ? (edge[column] as unknown) : undefined)), // any[]
      domain,
    });
  }
}

/** The edges with one column replaced; undefined when the key names none. */
export function withColumn(
  kind: EdgeKind,
  edges: readonly unknown[],
  key: string | number | undefined,
  replacement: unknown,
): readonly unknown[] | undefined {
  const column = COLUMNS.findIndex((name) => name === key);
  if (column < 0 || column >= kind.width || !Array.isArray(replacement)) return undefined;
  const items: readonly unknown[] = replacement;
  return edges.map((edge, i) => {
    if (i >= items.length || !Array.isArray(edge) || edge[column] === items[i]) return edge;
    const changed: unknown[] = edge.slice();
    changed[column] = items[i];
    return changed;
  });
}

export function readEdges(scope: Scope, kind: EdgeKind, value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(Array.isArray)) return UNREADABLE;
  const { weight } = kind;
  return value.map((edge: readonly unknown[]) =>
    edge.map((item, i) => (i === 2 && weight !== undefined ? weight.read(scope, item) : item)),
  );
}

/** Which nodes are connected. Finding and joining take nearly constant time. */
export class Components {
  /** `parent[node]`; a root is its own. */
  private readonly parent: Int32Array;

  constructor(nodes: number) {
    this.parent = new Int32Array(nodes);
    for (let i = 0; i < nodes; i++) this.parent[i] = i;
  }

  find(node: number): number {
    const { parent } = this;
    let at = node;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      // Halves the path for those who ask next.
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  }

  /** @returns false when they were connected already */
  join(a: number, b: number): boolean {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return false;
    this.parent[rootB] = rootA;
    return true;
  }
}
