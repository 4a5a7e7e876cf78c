import type { Bound } from '../../core/input-spec.ts';
import type { CompiledBound, NodeContext } from './context.ts';
import { compileFieldBound, contradiction, findDriver } from './context.ts';
import type { Interval } from './interval.ts';
import type { Driver, Scope } from './node.ts';
import { MAX_LENGTH } from './node.ts';

/** Two bounds under the values in scope, both inclusive. `min > max` when no value is left. */
export interface Range {
  /** The same for all inputs. */
  readonly fixed: boolean;
  /** Lowest slot that it reads; Infinity when it reads none. */
  readonly reads: number;
  /** All values that any input can have. */
  readonly interval: Interval;
  min(scope: Scope): number;
  /** What the document says, for checking. */
  max(scope: Scope): number;
  /** What may be made: `max`, or less where a sum or the size limit demands it; perhaps below `min`. */
  limit(scope: Scope): number;
}

interface RangeOptions {
  readonly minAt: string;
  readonly maxAt: string;
  readonly roundMin: (value: number) => number;
  readonly roundMax: (value: number) => number;
  /** Values above this are not made. */
  readonly limit?: number;
}

export function createRange(
  context: NodeContext,
  low: CompiledBound,
  high: CompiledBound,
  options: RangeOptions,
): Range {
  const { roundMin, roundMax, limit = Infinity } = options;
  const interval = { lo: roundMin(low.interval.lo), hi: roundMax(high.interval.hi) };
  if (!(interval.lo <= interval.hi))
    throw contradiction(
      `${context.at}.${options.minAt}`,
      `${low.interval.lo} is above ${options.maxAt} (${high.interval.hi}) for all values`,
    );
  const fixed = low.expr.kind === 'number' && high.expr.kind === 'number';
  const { cap } = context;
  const reads = Math.min(low.reads, high.reads, cap ?? Infinity);
  const min = fixed
    ? () => interval.lo
    : (scope: Scope) => orNothing(roundMin(low.evaluate(scope.slots)), Infinity);
  const max = fixed
    ? () => interval.hi
    : (scope: Scope) => orNothing(roundMax(high.evaluate(scope.slots)), -Infinity);
  const most = Math.min(interval.hi, limit);
  const bounded = fixed ? () => most : (scope: Scope) => Math.min(max(scope), limit);
  if (cap === undefined) return { fixed, reads, interval, min, max, limit: bounded };
  const capped = (scope: Scope): number => {
    const share = scope.slots[cap];
    return typeof share === 'number' ? Math.min(bounded(scope), roundMax(share)) : bounded(scope);
  };
  return { fixed: false, reads, interval, min, max, limit: capped };
}

/** A bound without a value (a division by zero, a missing key) leaves nothing allowed. */
function orNothing(value: number, nothing: number): number {
  return Number.isNaN(value) ? nothing : value;
}

/** The three ways in which nodes bound their length. */
export interface LengthBounds {
  readonly length?: Bound | undefined;
  readonly minLength?: Bound | undefined;
  readonly maxLength?: Bound | undefined;
}

export interface LengthRange extends Range {
  /** The int field that the length follows. */
  readonly driver: Driver | undefined;
  /** Longest that the model's size limit allows. */
  readonly cap: number;
}

export const DEFAULT_MAX_LENGTH = 65_536;

/**
 * Lengths of strings, lists and permutations.
 * @param unit scalars of one element, at least; the driving field learns what it is worth
 */
export function createLengthRange(
  context: NodeContext,
  bounds: LengthBounds,
  unit: number,
  defaultMin = 0,
): LengthRange {
  const { length, minLength = defaultMin } = bounds;
  if (length !== undefined && (bounds.minLength !== undefined || bounds.maxLength !== undefined))
    throw contradiction(context.at, 'length excludes minLength and maxLength');
  const names = length === undefined ? ['minLength', 'maxLength'] : ['length', 'length'];
  const [minAt = '', maxAt = ''] = names;
  const low = compileFieldBound(context, length ?? minLength, `${context.at}.${minAt}`);
  const top = length ?? bounds.maxLength ?? defaultMax(low);
  const high = compileFieldBound(context, top, `${context.at}.${maxAt}`);
  return lengthRange(context, {
    low,
    high,
    minAt,
    maxAt,
    unit,
    dimensions: 1,
    exact: length !== undefined,
  });
}

function defaultMax(low: CompiledBound): number {
  return Math.max(DEFAULT_MAX_LENGTH, Number.isFinite(low.interval.lo) ? low.interval.lo : 0);
}

/** Any bounds of a number of elements: also rows, columns, edges. */
export function lengthRange(
  context: NodeContext,
  parts: {
    readonly low: CompiledBound;
    readonly high: CompiledBound;
    readonly minAt: string;
    readonly maxAt: string;
    readonly unit: number;
    readonly dimensions: number;
    readonly exact: boolean;
  },
): LengthRange {
  const { low, high, minAt, maxAt, unit, dimensions, exact } = parts;
  const least = Math.max(1, low.interval.lo);
  if (least > MAX_LENGTH)
    throw contradiction(`${context.at}.${minAt}`, `lengths above ${MAX_LENGTH} cannot be made`);
  // What every input must have is made even if it is larger than wished for.
  const wished = Math.floor(context.spec.maxSize / Math.max(1, unit));
  const cap = Math.min(MAX_LENGTH, Math.max(least, wished));
  const range = createRange(context, low, high, {
    minAt,
    maxAt,
    // One expression gives both ends of an exact length: they must not round apart.
    roundMin: (value) => Math.max(0, exact ? Math.floor(value) : Math.ceil(value)),
    roundMax: Math.floor,
    limit: cap,
  });
  if (range.interval.hi < 0)
    throw contradiction(`${context.at}.${maxAt}`, 'a length cannot be negative');
  const driver = findDriver(context, high, exact ? 'exact' : 'limit');
  driver?.field.drives.push({ unit: unit * driver.scale, dimensions, loose: !exact });
  if (driver !== undefined && exact)
    driver.field.most = Math.min(
      driver.field.most,
      Math.floor((cap - driver.offset) / driver.scale),
    );
  return { ...range, driver, cap };
}
