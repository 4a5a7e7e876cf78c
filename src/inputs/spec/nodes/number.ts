import type { NumberDomain } from '../../../core/input-model.ts';
import type { FloatNode, IntNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { compileFieldBound, contradiction } from '../context.ts';
import { clamp, drawNumber } from '../draw.ts';
import type { Field, NodeModel, Scope } from '../node.ts';
import { problem, show, UNREADABLE } from '../node.ts';
import type { Range } from '../range.ts';
import { createRange } from '../range.ts';

const NO_LENGTH = { lo: 0, hi: 0 };
const DEFAULT_DECIMALS = 6;
const MAX_DECIMALS = 15;

/** From here on `value * 10^decimals` is too coarse to round: such values are taken as they are. */
const COARSE = 2 ** 51;

/** What ints and floats have in common. */
interface NumberKind {
  readonly integer: boolean;
  readonly name: string;
  /** Whether a finite number is one of the kind, whatever the bounds. */
  readonly fits: (value: number) => boolean;
  /** The nearest one of the kind. */
  readonly snap: (value: number) => number;
}

const INTEGERS: NumberKind = {
  integer: true,
  name: 'an integer',
  fits: (value) => Number.isSafeInteger(value) && !Object.is(value, -0),
  // Adding zero turns -0 into 0.
  snap: (value) => Math.round(value) + 0,
};

function decimalNumbers(decimals: number): NumberKind {
  const scale = 10 ** decimals;
  const snap = (value: number): number => {
    const grid = value * scale;
    return Math.abs(grid) >= COARSE ? value : Math.round(grid) / scale + 0;
  };
  return {
    integer: false,
    name: `a number with at most ${decimals} decimals`,
    fits: (value) => snap(value) === value && !Object.is(value, -0),
    snap,
  };
}

export function createIntNode(spec: IntNode, context: NodeContext): NodeModel {
  const range = numberRange(spec, context, Math.ceil, Math.floor);
  const safe = Number.MAX_SAFE_INTEGER;
  if (range.interval.lo > safe || range.interval.hi < -safe)
    throw contradiction(context.at, 'integers beyond ±(2^53 - 1) are not exact');
  return createNumberNode(INTEGERS, range, context);
}

export function createFloatNode(spec: FloatNode, context: NodeContext): NodeModel {
  const { decimals = DEFAULT_DECIMALS } = spec;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS)
    throw contradiction(`${context.at}.decimals`, `an integer from 0 to ${MAX_DECIMALS} expected`);
  const kind = decimalNumbers(decimals);
  const step = 10 ** -decimals;
  // Bounds that are not multiples of the step move inwards.
  const up = (value: number): number => inwards(kind.snap(value), value, step, kind);
  const down = (value: number): number => inwards(kind.snap(value), value, -step, kind);
  return createNumberNode(kind, numberRange(spec, context, up, down), context);
}

function inwards(snapped: number, bound: number, step: number, kind: NumberKind): number {
  const outside = step > 0 ? snapped < bound : snapped > bound;
  return outside ? kind.snap(snapped + step) : snapped;
}

function numberRange(
  spec: IntNode | FloatNode,
  context: NodeContext,
  roundMin: (value: number) => number,
  roundMax: (value: number) => number,
): Range {
  const low = compileFieldBound(context, spec.min, `${context.at}.min`);
  const high = compileFieldBound(context, spec.max, `${context.at}.max`);
  const finite = (value: number): number => clamp(value, -Number.MAX_VALUE, Number.MAX_VALUE);
  const edge = spec.type === 'int' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
  return createRange(context, low, high, {
    minAt: 'min',
    maxAt: 'max',
    roundMin: (value) => Math.max(-edge, roundMin(finite(value))),
    roundMax: (value) => Math.min(edge, roundMax(finite(value))),
  });
}

function createNumberNode(kind: NumberKind, range: Range, context: NodeContext): NodeModel {
  const { integer, fits, snap } = kind;
  const { field, place } = context;
  const numbers = numberDomain(range, integer, field);
  const limit = (scope: Scope): number => Math.min(range.limit(scope), field?.most ?? Infinity);

  const repair = (scope: Scope, value: unknown): number => {
    const min = range.min(scope);
    const max = limit(scope);
    if (typeof value === 'number' && value >= min && value <= max && fits(value)) return value;
    if (min > max) {
      scope.ok = false;
      return min;
    }
    // Not a number at all, or NaN: nothing of it can be kept.
    if (typeof value !== 'number' || value !== value)
      return clamp(snap(drawNumber(scope.rng, numbers(scope))), min, max);
    return clamp(snap(clamp(value, min, max)), min, max);
  };

  const generate = (scope: Scope, size: number): number => {
    const domain = numbers(scope);
    if (domain.min > domain.max) {
      scope.ok = false;
      return domain.min;
    }
    if (field !== undefined && field.drives.length > 0)
      return repair(scope, drivenSize(scope, field, size));
    return clamp(snap(drawNumber(scope.rng, domain)), domain.min, domain.max);
  };

  return {
    reads: range.reads,
    minSize: 1,
    maxSize: 1,
    value: range.interval,
    length: NO_LENGTH,
    driver: undefined,
    plain: true,
    generate,
    repair,
    edit: (scope, _value, _path, _depth, replacement) => repair(scope, replacement),
    check(scope, value) {
      if (typeof value !== 'number' || !fits(value))
        return problem(`expected ${kind.name}, found ${show(value)}`);
      const min = range.min(scope);
      if (value < min) return problem(`${value} is below the minimum ${min}`);
      const max = range.max(scope);
      return value > max ? problem(`${value} is above the maximum ${max}`) : undefined;
    },
    sizeOf: () => 1,
    parts(scope, value, path, sink) {
      if (typeof value !== 'number' || sink.parts.length >= sink.limit) return;
      sink.parts.push({ kind: 'number', place, path, value, domain: numbers(scope) });
    },
    resize: repair,
    build: (value) => value,
    read: (_scope, value) => (typeof value === 'number' ? value : UNREADABLE),
    encode: (value) => value,
    numbers,
    enumeration: integer
      ? {
          count: (scope) => Math.max(0, limit(scope) - range.min(scope) + 1),
          at: (scope, index) => range.min(scope) + index,
        }
      : undefined,
  };
}

function numberDomain(
  range: Range,
  integer: boolean,
  field: Field | undefined,
): (scope: Scope) => NumberDomain {
  // What limits a field is known only after later nodes are compiled.
  if (!range.fixed || field !== undefined)
    return (scope) => ({
      min: range.min(scope),
      max: Math.min(range.limit(scope), field?.most ?? Infinity),
      integer,
    });
  const domain = { min: range.interval.lo, max: range.interval.hi, integer };
  return () => domain;
}

/** A value for a field that lengths follow, so that what it drives has about `size` scalars. */
function drivenSize(scope: Scope, field: Field, size: number): number {
  let exact = 0;
  let loose = 0;
  let dimensions = 1;
  for (const drive of field.drives) {
    if (drive.loose) loose += drive.unit;
    else exact += drive.unit;
    dimensions = Math.max(dimensions, drive.dimensions);
  }
  if (exact === 0) return Math.round((size / Math.max(1, loose)) * 2 ** (scope.rng.unit() * 3));
  if (dimensions === 1) return Math.round(size / exact);
  return Math.round(Math.sqrt(size / exact) * 2 ** (scope.rng.unit() * 4 - 2));
}
