import type { Bound, SpecNode, StdinSpec } from '../../core/input-spec.ts';
import type { BoundExpr } from './bound.ts';
import { compileBound, lengthOf, parseBound } from './bound.ts';

/** One level of a layout: the whole input, or the element of an `each`. */
export interface Frame {
  /** 0 is the whole input. */
  readonly depth: number;
  readonly node: SpecNode;
  readonly parent: Frame | undefined;
  /** Where in the parent the list is whose elements these are. */
  readonly list: readonly string[];
}

/** The values at the levels of a layout while it is printed or parsed: `stack[frame.depth]`. */
export type Stack = readonly unknown[];

/** A value, as seen from a frame. */
export interface Ref {
  readonly frame: Frame;
  readonly keys: readonly string[];
  readonly node: SpecNode;
}

export function rootFrame({ fields }: StdinSpec): Frame {
  return { depth: 0, node: { type: 'record', fields }, parent: undefined, list: [] };
}

/** The node below another: a field of a record, an item of a tuple, an element. */
export function childOf(node: SpecNode, key: string): SpecNode | undefined {
  if (node.type === 'record') return Object.hasOwn(node.fields, key) ? node.fields[key] : undefined;
  if (node.type === 'tuple') return /^\d+$/u.test(key) ? node.items[Number(key)] : undefined;
  return /^\d+$/u.test(key) ? elementOf(node) : undefined;
}

/** What the elements of a list-like node are. */
export function elementOf(node: SpecNode): SpecNode | undefined {
  const label = {
    type: 'int',
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
  } as const;
  if (node.type === 'list') return node.of;
  if (node.type === 'permutation') return label;
  if (node.type === 'matrix') return { type: 'list', of: node.of, ...rowLength(node.columns) };
  if (node.type !== 'tree' && node.type !== 'graph') return undefined;
  const { weight } = node;
  return { type: 'tuple', items: weight === undefined ? [label, label] : [label, label, weight] };
}

function rowLength(columns: Extract<SpecNode, { type: 'matrix' }>['columns']): {
  readonly length?: Bound;
  readonly minLength?: Bound;
  readonly maxLength?: Bound;
} {
  if (typeof columns !== 'object') return { length: columns };
  return { minLength: columns.min, maxLength: columns.max };
}

/** The expression for the number of elements, where it is fixed by earlier values; undefined where it may vary. */
export function exactLength(node: SpecNode): BoundExpr | undefined {
  if (node.type === 'matrix')
    return typeof node.rows === 'object' ? undefined : parseBound(node.rows);
  if (node.type === 'tree') {
    const one = { kind: 'number', value: 1 } as const;
    return { kind: 'binary', operator: '-', left: parseBound(node.nodes), right: one };
  }
  if (node.type !== 'list' && node.type !== 'permutation') return undefined;
  if (node.length !== undefined) return parseBound(node.length);
  const isFixed = node.minLength !== undefined && node.minLength === node.maxLength;
  return isFixed ? parseBound(node.minLength) : undefined;
}

/** The value of a path inside one frame; undefined when there is no such node. */
export function refIn(frame: Frame, keys: readonly string[]): Ref | undefined {
  let node: SpecNode | undefined = frame.node;
  for (const key of keys) node = node === undefined ? undefined : childOf(node, key);
  return node === undefined ? undefined : { frame, keys, node };
}

/**
 * A name as bounds see it: looked up in the record around `keys`, then in the ones outside of it, frame by frame.
 * @param keys where in the frame the bound stands
 */
export function resolveName(
  frame: Frame,
  keys: readonly string[],
  path: readonly string[],
): Ref | undefined {
  if (path[0] === '.') return refIn(frame, path.slice(1));
  for (let depth = keys.length; depth >= 0; depth--) {
    const outer = keys.slice(0, depth);
    if (refIn(frame, outer)?.node.type !== 'record') continue;
    const found = refIn(frame, [...outer, ...path]);
    if (found !== undefined) return found;
  }
  const { parent } = frame;
  return parent === undefined ? undefined : resolveName(parent, frame.list, path);
}

export function reachIn(stack: Stack, { frame, keys }: Pick<Ref, 'frame' | 'keys'>): unknown {
  let value = stack[frame.depth];
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key]; // keys are those of the spec's nodes
  }
  return value;
}

/** @returns undefined when a name cannot be resolved from there */
export function compileLayoutExpr(
  expr: BoundExpr,
  frame: Frame,
  keys: readonly string[],
): { readonly refs: readonly Ref[]; readonly evaluate: (stack: Stack) => number } | undefined {
  const refs: Ref[] = [];
  let isComplete = true;
  const find = (path: readonly string[]): Ref | undefined => {
    const ref = resolveName(frame, keys, path);
    if (ref === undefined) isComplete = false;
    else refs.push(ref);
    return ref;
  };
  const evaluate = compileBound<Stack>(expr, {
    number(path) {
      const ref = find(path);
      return (stack) => Number(ref === undefined ? NaN : (reachIn(stack, ref) ?? NaN));
    },
    length(path) {
      const ref = find(path);
      return (stack) => lengthOf(ref === undefined ? undefined : reachIn(stack, ref));
    },
  });
  return isComplete ? { refs, evaluate } : undefined;
}

/** `0:a.b`: the same for the same place. */
export function refKey({ frame, keys }: Pick<Ref, 'frame' | 'keys'>): string {
  return `${frame.depth}:${keys.join('.')}`;
}
