import { DataError } from '../../../core/errors.ts';
import type { Bound } from '../../../core/input-spec.ts';
import { compileBound, parseBound } from '../../spec/bound.ts';
import { boundPaths } from '../../spec/bound-facts.ts';
import { generaliseNumbers } from '../value-classes.ts';
import type { Plan } from './scopes.ts';
import { isVisible, nameOf, referenceTo } from './scopes.ts';
import type { Bounds } from './statement-bounds.ts';
import type { FieldId } from './structure.ts';

/** A number that was seen, and the integer fields in sight of it. */
export interface NumberSighting {
  readonly value: number;
  readonly values: ReadonlyMap<FieldId, number>;
  readonly test: number;
}

export interface ChosenBounds {
  readonly min: Bound;
  readonly max: Bound;
}

/** Lengths that no statement bounds go at least so far, and at most to InputSpec's default limit. */
const MAX_WIDENED_LENGTH = 65_536;

/**
 * The range of an integer field. The statement's bounds go first, if all that was seen is within them; then an upper
 * bound by another field's value that was never exceeded and often nearly reached (in headers: never exceeded in four
 * tests); else the range seen, widened: up to a power of ten at least ten times beyond it (see generaliseNumbers), and
 * for single numbers in headers not below the least seen.
 */
export function chooseBounds(
  plan: Plan,
  id: FieldId,
  sightings: readonly NumberSighting[],
  kind: 'value' | 'element' | 'length',
): ChosenBounds {
  const name = nameOf(plan, id);
  const given = statedBounds(plan, id, kind, sightings);
  const widened = generaliseNumbers(sightings.map(({ value }) => value));
  const named =
    given.max === undefined && kind !== 'length' ? boundByField(plan, id, sightings) : undefined;
  const limit = kind === 'length' ? Math.min(MAX_WIDENED_LENGTH, Number(widened.max)) : widened.max;
  const largest = Math.max(...sightings.map(({ value }) => value));
  const max =
    given.max ?? named?.max ?? (kind === 'length' ? Math.max(Number(limit), largest) : limit);
  // A single number may have a least value that the program needs; lengths and elements mostly have none.
  const least = Math.min(...sightings.map(({ value }) => value));
  const isSingle = kind === 'value' && isHeader(plan, id);
  const min = given.min ?? named?.min ?? (isSingle && least > 0 ? least : widened.min);
  if (given.max === undefined && named === undefined)
    plan.notes.add(`\`${name}\`: nothing bounds it from above, taken as at most ${max}`);
  return { min, max };
}

function keysFor(name: string, kind: 'value' | 'element' | 'length'): string[] {
  if (kind === 'length') return [`|${name}|`];
  return kind === 'element' ? [`${name}[]`, name] : [name, `${name}[]`];
}

/** The statement's bounds that hold for all that was seen, in terms of the layout's own names. */
function statedBounds(
  plan: Plan,
  id: FieldId,
  kind: 'value' | 'element' | 'length',
  sightings: readonly NumberSighting[],
): Partial<ChosenBounds> {
  const key = keysFor(nameOf(plan, id), kind).find((candidate) => plan.facts.bounds.has(candidate));
  if (key === undefined) return adopt(plan, id, kind, sightings);
  const bounds = plan.facts.bounds.get(key) ?? {};
  const found = fittingEnds(plan, id, bounds, sightings);
  for (const end of ['min', 'max'] as const)
    if (bounds[end] !== undefined && found[end] === undefined)
      plan.notes.add(`\`${nameOf(plan, id)}\`: the statement's bound ${bounds[end]} is not kept`);
  return found;
}

/**
 * Bounds that the statement gives for something that no field is called, in the order of the text, for fields that it
 * gives none for: `1 ≤ height ≤ 10^9` for the list of heights.
 */
function adopt(
  plan: Plan,
  id: FieldId,
  kind: 'value' | 'element' | 'length',
  sightings: readonly NumberSighting[],
): Partial<ChosenBounds> {
  const fieldNames = new Set(plan.names.values());
  for (const [key, bounds] of plan.facts.bounds) {
    if (fieldNames.has(key.replace(/\[\]|\|/gu, '')) || plan.adopted.has(key)) continue;
    // A letter or two is a name: it belongs to a field whose own name is not known.
    if (key.length < 3 && plan.declared.has(id)) continue;
    if (key.startsWith('|') !== (kind === 'length') && key.length < 3) continue;
    if (kind === 'length' && Number(bounds.min ?? 0) < 0) continue;
    const found = fittingEnds(plan, id, bounds, sightings);
    if (found.min === undefined || found.max === undefined) continue;
    plan.adopted.add(key);
    return found;
  }
  return {};
}

function fittingEnds(
  plan: Plan,
  id: FieldId,
  bounds: Bounds,
  sightings: readonly NumberSighting[],
): Partial<ChosenBounds> {
  const above = (value: number, bound: number): boolean => value >= bound;
  const below = (value: number, bound: number): boolean => value <= bound;
  const min =
    fitting(plan, id, bounds.min, sightings, above) ??
    fitting(plan, id, bounds.outerMin, sightings, above);
  const max =
    fitting(plan, id, bounds.max, sightings, below) ??
    fitting(plan, id, bounds.outerMax, sightings, below);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** The bound, when all that was seen keeps to it. */
function fitting(
  plan: Plan,
  id: FieldId,
  bound: Bound | undefined,
  sightings: readonly NumberSighting[],
  holds: (value: number, bound: number) => boolean,
): Bound | undefined {
  if (bound === undefined) return undefined;
  const evaluate = evaluator(plan, id, bound);
  if (evaluate === undefined) return undefined;
  if (!sightings.every(({ value, values }) => holds(value, evaluate(values)))) return undefined;
  return typeof bound === 'number' ? bound : rewrite(plan, bound);
}

/** Computes a bound from the integers in sight; undefined when it names something that the field cannot refer to. */
function evaluator(
  plan: Plan,
  id: FieldId,
  bound: Bound,
): ((values: ReadonlyMap<FieldId, number>) => number) | undefined {
  try {
    const expression = parseBound(bound);
    const ids = new Map<string, FieldId>();
    for (const path of boundPaths(expression)) {
      const [name = '', ...more] = path;
      const found = [...plan.names].find(([, known]) => known === name)?.[0];
      // Field ids follow the layout: what comes later bounds nothing.
      if (found === undefined || more.length > 0 || found >= id) return undefined;
      if (!isVisible(plan, id, found) || !isInteger(plan, found)) return undefined;
      ids.set(name, found);
    }
    return compileBound<ReadonlyMap<FieldId, number>>(expression, {
      number:
        ([name = '']) =>
        (values) =>
          values.get(ids.get(name) ?? -1) ?? NaN,
      length: () => () => NaN,
    });
  } catch (error) {
    // Not every expression of a statement is one of InputSpec's.
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

const isInteger = (plan: Plan, id: FieldId): boolean => plan.observations.scalars.has(id);

/** The expression with names replaced by what stands for them in the layout: `n` may be `len(a)`. */
function rewrite(plan: Plan, expression: string): string {
  const ids = new Map([...plan.names].map(([id, name]) => [name, id]));
  return expression.replace(/[A-Za-z]\w*/gu, (name) => {
    const id = ids.get(name);
    return id === undefined ? name : referenceTo(plan, id);
  });
}

/** The share of tests in which a bound is nearly reached that makes it believable. */
const REACHED_SHARE = 0.5;
const NEARLY = 0.5;

/** An integer field whose value is an upper bound (or one above it, when counting is from 0). */
function boundByField(
  plan: Plan,
  id: FieldId,
  sightings: readonly NumberSighting[],
): ChosenBounds | undefined {
  const [first] = sightings;
  if (first === undefined || sightings.length < 3) return undefined;
  for (const candidate of first.values.keys()) {
    if (candidate === id || !isVisible(plan, id, candidate)) continue;
    // A neighbour in the same row bounds nothing by chance alone; those relations are looked for separately.
    if (
      (plan.scopes.get(candidate)?.length ?? 0) === (plan.scopes.get(id)?.length ?? 0) &&
      isCell(plan, id)
    )
      continue;
    const reference = referenceTo(plan, candidate);
    const within = (low: number, shift: number): boolean =>
      sightings.every(({ value, values }) => {
        const limit = values.get(candidate);
        return limit !== undefined && value >= low && value <= limit + shift;
      });
    const isLikely = isHeader(plan, id) && sightings.length >= MIN_HEADERS;
    if (!isLikely && !nearlyReached(candidate, sightings)) continue;
    if (within(1, 0)) return { min: 1, max: reference };
    if (within(0, -1) && sightings.some(({ value }) => value === 0))
      return { min: 0, max: `${reference} - 1` };
  }
  return undefined;
}

/** Tests in which a header's number never exceeds another before it is believed to be bounded by it. */
const MIN_HEADERS = 4;

/** Whether a field is a number of its own outside of all repetition, and not just a length. */
function isHeader(plan: Plan, id: FieldId): boolean {
  return !isCell(plan, id) && plan.observations.scalars.has(id) && !plan.derived.has(id);
}

/** Whether a field stands in the rows of a block. */
const isCell = (plan: Plan, id: FieldId): boolean => (plan.scopes.get(id)?.length ?? 0) > 0;

function nearlyReached(candidate: FieldId, sightings: readonly NumberSighting[]): boolean {
  const best = new Map<number, number>();
  for (const { value, values, test } of sightings) {
    const limit = values.get(candidate) ?? 0;
    const share = limit > 0 ? value / limit : 0;
    best.set(test, Math.max(best.get(test) ?? 0, share));
  }
  const reached = [...best.values()].filter((share) => share >= NEARLY).length;
  return reached >= REACHED_SHARE * best.size;
}
