import type { Realm } from '../../../harness/protocol.ts';
import type { NumberDomain, Part } from '../../core/input-model.ts';
import type { SpecNode } from '../../core/input-spec.ts';
import type { Rng } from '../../core/rng.ts';
import type { Interval } from './interval.ts';

/**
 * How sequences are made longer (or shorter) without losing their pattern: `tile` the whole, `stretch` every element in
 * place keeping the order of values, `extend` the progression or period at the end, `repeat` the most repetitive segment.
 */
export const SCALE_STRATEGIES = ['tile', 'stretch', 'extend', 'repeat'] as const;
export type ScaleStrategy = (typeof SCALE_STRATEGIES)[number];

/**
 * What the operations of one model share while they walk a genotype from the top down. Names are resolved when the spec
 * is compiled: every named field has a slot, which holds its value while later fields are treated.
 */
export interface Scope {
  /** `slots[field.slot]`, `slots[capSlot]`. */
  readonly slots: unknown[];
  rng: Rng;
  /** Set to false when some value cannot be made valid under the values before it; the result is then dropped. */
  ok: boolean;
  /** Elements that may still be made in this operation; see {@link takeRoom}. */
  room: number;
  /** While a genotype is resized: fields as they were before it. */
  before: Scope | undefined;
  /** While a genotype is resized: numbers whose bounds move keep their place between them, not their value. */
  keepsRanks: boolean;
}

/** Longest sequence that is ever made, whatever the spec says. */
export const MAX_LENGTH = 1 << 24;

/**
 * Notes that `count` elements are about to be made. Bounds over fields can multiply: without this, one edit could ask for
 * more than memory holds before its result is seen to be too large.
 * @returns false, and the result is dropped, when there is no room for them
 */
export function takeRoom(scope: Scope, count: number): boolean {
  scope.room -= count;
  if (scope.room < 0) scope.ok = false;
  return scope.room >= 0;
}

/** How an int field determines lengths of later nodes: `scale * field + offset` is, or bounds, a length. */
export interface Drive {
  /** Scalars that one more of the field's value is worth. */
  readonly unit: number;
  /** Number of fields whose product is the size: 2 for matrices. */
  readonly dimensions: number;
  /** The length may be smaller. */
  readonly loose: boolean;
}

/** A named field, as later bounds see it. */
export interface Field {
  readonly name: string;
  readonly slot: number;
  /** Length of the path to the record (or argument list) that has the field. */
  readonly depth: number;
  readonly key: string | number;
  readonly spec: SpecNode;
  /** Set once the field's node is compiled. */
  model: NodeModel | undefined;
  /** Filled by the nodes that come later. */
  readonly drives: Drive[];
  /** Largest value under which the lengths that follow it can be made. */
  most: number;
}

/** The length of a node follows an int field; editing the one must edit the other. */
export interface Driver {
  readonly field: Field;
  readonly scale: number;
  readonly offset: number;
  /** `exact`: length is scale * field + offset; `limit`: it is at most that. */
  readonly mode: 'exact' | 'limit';
}

/** What is wrong with a value, and where below the node that was asked. */
export interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Collects parts up to a limit. */
export interface PartSink {
  readonly parts: Part[];
  readonly limit: number;
}

/** Values that can be counted through; used to find ones that are not taken yet. */
export interface Enumeration {
  /** Number of different values. */
  count(scope: Scope): number;
  /** 0 ≤ index < count. */
  at(scope: Scope, index: number): unknown;
}

/**
 * One node of a spec, compiled. Values are genotypes unless said otherwise. `generate`, `repair`, `edit` and `resize`
 * give valid values or set `scope.ok` to false; slots of the fields that are in scope must be set before the call.
 */
export interface NodeModel {
  /**
   * Lowest slot that a bound inside reads; Infinity when none does. Slots are given in document order, so the validity of a
   * node depends on fields outside of it when this is lower than the slots that were given while it was compiled.
   */
  readonly reads: number;
  /** Fewest and most scalars of a value, as far as is known without values. */
  readonly minSize: number;
  readonly maxSize: number;
  /** Values of a number node; anything for others. */
  readonly value: Interval;
  /** Lengths of a sequence node; 0 for others. */
  readonly length: Interval;
  readonly driver: Driver | undefined;
  /** Genotypes of the node are JSON and equal to the arguments they stand for. */
  readonly plain: boolean;
  generate(scope: Scope, size: number): unknown;
  /** The same object when the value is valid already; anything is accepted. */
  repair(scope: Scope, value: unknown): unknown;
  /** Replaces what is at `path[depth..]`, a replacement being in the form that the part there shows; then repairs. */
  edit(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    depth: number,
    replacement: unknown,
  ): unknown;
  check(scope: Scope, value: unknown): Problem | undefined;
  sizeOf(value: unknown): number;
  parts(scope: Scope, value: unknown, path: readonly (string | number)[], sink: PartSink): void;
  /** The same pattern with about `size` scalars. */
  resize(scope: Scope, value: unknown, size: number, strategy: ScaleStrategy): unknown;
  /** The argument that a genotype stands for. */
  build(value: unknown, realm: Realm): unknown;
  /**
   * The genotype of an argument, or of its tagged form; {@link UNREADABLE} when it is of another type. Copies. What is read
   * is still to be checked.
   */
  read(scope: Scope, value: unknown): unknown;
  /** JSON with tags for what JSON lacks. */
  encode(value: unknown): unknown;
  /** Bounds of a number node under the values in scope. */
  readonly numbers: ((scope: Scope) => NumberDomain) | undefined;
  readonly enumeration: Enumeration | undefined;
}

/** What {@link NodeModel.read} gives for arguments that no genotype stands for. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

export function problem(message: string): Problem {
  return { path: [], message };
}

/** Puts a key in front of where the problem is. */
export function inside(key: string | number, found: Problem | undefined): Problem | undefined {
  found?.path.unshift(key);
  return found;
}

/** A value as messages show it: short, on one line. */
export function show(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? `an array of ${value.length}`
        : typeof value === 'object' && value !== null
          ? 'an object'
          : typeof value === 'bigint'
            ? `${value}n`
            : Object.is(value, -0)
              ? '-0'
              : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A deep copy of plain data: arrays and objects anew, everything else as it is. */
export function copyData(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, copyData);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) out[key] = copyData(item);
  return out;
}
