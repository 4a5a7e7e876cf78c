import type { Sequence, SequenceDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** What holds of a whole list and may be why it is slow: its order, and that no element comes twice. */
export interface Invariants {
  readonly order: 'ascending' | 'descending' | undefined;
  readonly distinct: boolean;
}

/** Shorter lists show order and distinctness by chance. */
const LEAST_LENGTH = 4;
/** Fresh elements tried in place of one duplicate. */
const MAX_REDRAWS = 8;

const NONE: Invariants = { order: undefined, distinct: false };

/** Invariants of a list of numbers or strings; none for anything else. O(n), most often O(1). */
export function invariantsOf(value: Sequence): Invariants {
  if (typeof value === 'string' || value.length < LEAST_LENGTH || !isScalarList(value)) return NONE;
  const order = orderOf(value);
  // A strictly ordered list is distinct; of an unordered one it takes a set to know.
  if (order !== undefined) return { order, distinct: isStrict(value) };
  return { order, distinct: new Set(value).size === value.length };
}

/** Brings an edited list back to the invariants of the list it was made from. */
export function restoreInvariants(
  value: Sequence,
  { order, distinct }: Invariants,
  domain: SequenceDomain,
  rng: Rng,
): Sequence {
  if (typeof value === 'string' || !isScalarList(value)) return value;
  const items = distinct ? withoutDuplicates(value, domain, rng) : value.slice();
  if (order !== undefined) items.sort(order === 'ascending' ? compare : (a, b) => compare(b, a));
  return items;
}

function isScalarList(value: readonly unknown[]): boolean {
  const [first] = value;
  return typeof first === 'number' || typeof first === 'string';
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function orderOf(value: readonly unknown[]): Invariants['order'] {
  let up = true;
  let down = true;
  for (let i = 1; i < value.length && (up || down); i++) {
    const sign = compare(value[i - 1], value[i]);
    if (sign > 0) up = false;
    if (sign < 0) down = false;
  }
  // All equal is both, and order is not what matters then.
  return up === down ? undefined : up ? 'ascending' : 'descending';
}

function isStrict(value: readonly unknown[]): boolean {
  for (let i = 1; i < value.length; i++) if (value[i - 1] === value[i]) return false;
  return true;
}

/** Later duplicates become fresh elements; dropped when none can be found. */
function withoutDuplicates(value: readonly unknown[], domain: SequenceDomain, rng: Rng): unknown[] {
  const seen = new Set<unknown>();
  const items: unknown[] = [];
  for (const item of value) {
    let candidate = item;
    for (let tries = 0; seen.has(candidate) && tries < MAX_REDRAWS; tries++)
      candidate = domain.element(rng, 8);
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    items.push(candidate);
  }
  return items;
}
