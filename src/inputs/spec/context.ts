import { DataError } from '../../core/errors.ts';
import type { Bound, SpecNode } from '../../core/input-spec.ts';
import type { BoundExpr } from './bound.ts';
import { compileBound, lengthOf, parseBound } from './bound.ts';
import { boundInterval, boundPaths, linearBound } from './bound-facts.ts';
import type { Interval } from './interval.ts';
import { ANYTHING } from './interval.ts';
import type { Driver, Field, NodeModel, Scope } from './node.ts';

/** How a string stands in the text of a stdin program. */
export type TextRole = 'token' | 'line' | 'rest';

/** What is the same for all nodes of one spec while it is compiled. */
export interface SpecContext {
  readonly kind: 'function' | 'stdin';
  readonly scope: Scope;
  /** Scalars; sequences are not made longer than this unless their bounds demand it. */
  readonly maxSize: number;
  readonly roles: ReadonlyMap<SpecNode, TextRole>;
}

/** Where a node stands while it is compiled. */
export interface NodeContext {
  readonly spec: SpecContext;
  /** JSON path in the document, for messages. */
  readonly at: string;
  /** See Part.place. */
  readonly place: string;
  /** Length of the paths of the node's values. */
  readonly depth: number;
  /** Fields in scope, innermost last; later ones hide earlier ones. */
  readonly fields: readonly Field[];
  /** The field whose value this is. */
  readonly field: Field | undefined;
  /** Slot of an upper limit that an enclosing `sum` sets on the value or length of this node. */
  readonly cap: number | undefined;
  /** For the node of a record: which of its fields gets a cap. */
  readonly fieldCap: { readonly name: string; readonly slot: number } | undefined;
  compile(spec: SpecNode, context: NodeContext): NodeModel;
}

export function contradiction(at: string, what: string): DataError {
  return new DataError(`${at}: ${what}`, {
    hint: 'The spec contradicts itself or names what is not there; no input can satisfy it.',
  });
}

/** A new slot of the model's scope. */
export function newSlot({ spec: { scope } }: NodeContext): number {
  scope.slots.push(undefined);
  return scope.slots.length - 1;
}

/** A compiled bound: a closure over the slots, and what is known without values. */
export interface CompiledBound {
  readonly expr: BoundExpr;
  readonly interval: Interval;
  /** Lowest slot that it reads; Infinity when it reads none. */
  readonly reads: number;
  evaluate(slots: readonly unknown[]): number;
}

function findField(context: NodeContext, path: readonly string[], at: string): Field {
  const [name = ''] = path;
  const field = context.fields.findLast((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  const known = [...new Set(context.fields.map((candidate) => candidate.name))];
  throw contradiction(
    at,
    `${JSON.stringify(name)} is not a field that comes earlier (${known.length === 0 ? 'there is none' : `known: ${known.join(', ')}`})`,
  );
}

/** Reads a value below a field: keys of records, indexes of arrays. */
function reach(value: unknown, keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key]; // own property of an object, just checked
  }
  return found;
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : NaN;
}

/** @throws DataError when it cannot be read or names a field that does not come earlier */
export function compileFieldBound(context: NodeContext, bound: Bound, at: string): CompiledBound {
  return compileFieldExpr(context, parseAt(bound, at), at);
}

/** @throws DataError when it names a field that does not come earlier */
export function compileFieldExpr(context: NodeContext, expr: BoundExpr, at: string): CompiledBound {
  const field = (path: readonly string[]): Field => findField(context, path, at);
  const evaluate = compileBound<readonly unknown[]>(expr, {
    number: (path) => {
      const { slot, model } = field(path);
      const keys = path.slice(1);
      if (keys.length > 0) return (slots) => asNumber(reach(slots[slot], keys));
      if (model?.value === ANYTHING && !holdsNumbers(field(path).spec))
        throw contradiction(
          at,
          `${path.join('.')} is not a number (len(${path.join('.')}) is its length)`,
        );
      return (slots) => asNumber(slots[slot]);
    },
    length: (path) => {
      const { slot } = field(path);
      const keys = path.slice(1);
      if (keys.length > 0) return (slots) => lengthOf(reach(slots[slot], keys));
      return (slots) => lengthOf(slots[slot]);
    },
  });
  const interval = boundInterval(expr, {
    number: (path) => (path.length === 1 ? (field(path).model?.value ?? ANYTHING) : ANYTHING),
    length: (path) =>
      (path.length === 1 ? field(path).model?.length : undefined) ?? { lo: 0, hi: Infinity },
  });
  const reads = Math.min(...boundPaths(expr).map((path) => field(path).slot));
  return { expr, interval, reads, evaluate };
}

function holdsNumbers(spec: SpecNode): boolean {
  const isNumeric = (value: unknown): boolean =>
    typeof value === 'number' || typeof value === 'boolean';
  if (spec.type === 'const') return isNumeric(spec.value);
  if (spec.type === 'enum') return spec.values.every(isNumeric);
  if (spec.type === 'union') return spec.options.every(holdsNumbers);
  return spec.type === 'int' || spec.type === 'float' || spec.type === 'bool';
}

/** @throws DataError that says where the bound stands */
export function parseAt(bound: Bound, at: string): BoundExpr {
  try {
    return parseBound(bound);
  } catch (error) {
    if (error instanceof DataError)
      throw new DataError(`${at}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The int field that a length follows, when its bound is a rising line over one field's value. */
export function findDriver(
  context: NodeContext,
  bound: CompiledBound,
  mode: Driver['mode'],
): Driver | undefined {
  const line = linearBound(bound.expr);
  if (line === undefined || line.of !== 'number' || line.path.length !== 1 || line.scale <= 0)
    return undefined;
  const field = findField(context, line.path, context.at);
  if (field.spec.type !== 'int') return undefined;
  return { field, scale: line.scale, offset: line.offset, mode };
}

/** The context of a node inside of this one. */
export function within(
  context: NodeContext,
  step: {
    readonly at: string;
    readonly place: string;
    readonly depth?: number;
    readonly fields?: readonly Field[];
    readonly field?: Field | undefined;
    readonly cap?: number | undefined;
    readonly fieldCap?: NodeContext['fieldCap'];
  },
): NodeContext {
  return {
    ...context,
    at: context.at + step.at,
    place: context.place + step.place,
    depth: context.depth + (step.depth ?? 1),
    fields: step.fields ?? context.fields,
    field: step.field,
    cap: step.cap,
    fieldCap: step.fieldCap,
  };
}
