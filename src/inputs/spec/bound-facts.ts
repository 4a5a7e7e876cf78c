import type { BinaryOperator, BoundExpr, BoundFunction } from './bound.ts';
import { compileBound } from './bound.ts';
import type { Interval } from './interval.ts';
import {
  absolute,
  add,
  ANYTHING,
  divide,
  exactly,
  greatest,
  least,
  multiply,
  negate,
  power,
  through,
} from './interval.ts';

/** What is known of names before any value is: for {@link boundInterval}. */
export interface BoundIntervals {
  number(path: readonly string[]): Interval;
  length(path: readonly string[]): Interval;
}

/** An interval that holds every value of the expression; not always the narrowest. */
export function boundInterval(expr: BoundExpr, names: BoundIntervals): Interval {
  switch (expr.kind) {
    case 'number':
      return exactly(expr.value);
    case 'name':
      return names.number(expr.path);
    case 'len':
      return names.length(expr.path);
    case 'negate':
      return negate(boundInterval(expr.of, names));
    case 'binary':
      return binaryInterval(
        expr.operator,
        boundInterval(expr.left, names),
        boundInterval(expr.right, names),
      );
    case 'call':
      return callInterval(
        expr.name,
        expr.args.map((arg) => boundInterval(arg, names)),
      );
  }
}

function binaryInterval(operator: BinaryOperator, a: Interval, b: Interval): Interval {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, negate(b));
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    case '^':
      return power(a, b);
    case '%':
      return a.lo >= 0 && b.lo > 0 ? { lo: 0, hi: Math.min(a.hi, b.hi) } : ANYTHING;
  }
}

function callInterval(name: Exclude<BoundFunction, 'len'>, args: readonly Interval[]): Interval {
  const first = args[0] ?? ANYTHING;
  switch (name) {
    case 'min':
      return least(args);
    case 'max':
      return greatest(args);
    case 'abs':
      return absolute(first);
    case 'floor':
    case 'ceil':
      return through(first, Math[name]);
    case 'log2':
    case 'sqrt':
      return through({ lo: Math.max(0, first.lo), hi: Math.max(0, first.hi) }, Math[name]);
  }
}

/** `scale * x + offset`, where x is one name's value or length. */
export interface LinearBound {
  readonly of: 'number' | 'length';
  readonly path: readonly string[];
  readonly scale: number;
  readonly offset: number;
}

/** The line that an expression over a single name is, found by sampling; undefined when it is none. */
export function linearBound(expr: BoundExpr): LinearBound | undefined {
  const used = new Map<string, Pick<LinearBound, 'of' | 'path'>>();
  const note =
    (of: LinearBound['of']) =>
    (path: readonly string[]): ((x: number) => number) => {
      used.set(`${of}:${path.join('.')}`, { of, path });
      return (x) => x;
    };
  const at = compileBound<number>(expr, { number: note('number'), length: note('length') });
  const [only] = used.values();
  if (only === undefined || used.size !== 1) return undefined;
  const offset = at(0);
  const scale = at(1) - offset;
  const isLine = [2, 3, 10, 1_000, 1_001].every((x) => at(x) === offset + scale * x);
  return isLine && scale !== 0 && Number.isFinite(scale) ? { ...only, scale, offset } : undefined;
}

/** The names and lengths that an expression uses. */
export function boundPaths(expr: BoundExpr): readonly (readonly string[])[] {
  switch (expr.kind) {
    case 'number':
      return [];
    case 'name':
    case 'len':
      return [expr.path];
    case 'negate':
      return boundPaths(expr.of);
    case 'binary':
      return [...boundPaths(expr.left), ...boundPaths(expr.right)];
    case 'call':
      return expr.args.flatMap(boundPaths);
  }
}
