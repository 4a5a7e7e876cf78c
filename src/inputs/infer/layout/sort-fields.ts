import { DataError } from '../../../core/errors.ts';
import type { LayoutItem, SpecNode } from '../../../core/input-spec.ts';
import { parseBound } from '../../spec/bound.ts';
import { boundPaths } from '../../spec/bound-facts.ts';

/** A field of a record or of the whole input. */
export type Field = readonly [name: string, node: SpecNode];

/** Fields of one scope in layout order, and their layout. */
export interface Written {
  readonly fields: readonly Field[];
  readonly layout: readonly LayoutItem[];
}

/**
 * Fields in an order in which each refers to earlier ones only.
 * @returns `stuck`: names of fields that need each other (or, as the elements of a list bounded by its length,
 * themselves) and all that need them; empty when an order was found
 */
export function sortFields(fields: readonly Field[]): {
  readonly sorted: readonly Field[];
  readonly stuck: readonly string[];
} {
  const names = new Set(fields.map(([name]) => name));
  const waiting = fields.map((field) => ({
    field,
    needs: namesIn(field[1]).filter((name) => names.has(name)),
  }));
  const sorted: Field[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ needs }) => needs.every((name) => done.has(name)));
    const [ready] = index < 0 ? [] : waiting.splice(index, 1);
    if (ready === undefined) return { sorted, stuck: waiting.map(({ field }) => field[0]) };
    sorted.push(ready.field);
    done.add(ready.field[0]);
  }
  return { sorted, stuck: [] };
}

const BOUND_KEYS = [
  'min',
  'max',
  'length',
  'minLength',
  'maxLength',
  'rows',
  'columns',
  'nodes',
  'minEdges',
  'maxEdges',
];

/** Every name that a node's bounds refer to. */
function namesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return BOUND_KEYS.includes(key) ? namesOfBound(value) : [];
    return namesIn(value);
  });
}

function namesOfBound(bound: string): string[] {
  try {
    return boundPaths(parseBound(bound)).flatMap(([name]) => (name === undefined ? [] : [name]));
  } catch (error) {
    // `matrix.rows` and the like are only bounds when they are expressions.
    if (error instanceof DataError) return [];
    throw error;
  }
}
