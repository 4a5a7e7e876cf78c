/** All values that a number can take, as far as that is known: `lo <= x <= hi`. Ends may be infinite. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

export const ANYTHING: Interval = { lo: -Infinity, hi: Infinity };

export function exactly(value: number): Interval {
  return { lo: value, hi: value };
}

/** Infinity - Infinity and 0 * Infinity have no value: the end is then unknown. */
function span(...ends: readonly number[]): Interval {
  return ends.some(Number.isNaN) ? ANYTHING : { lo: Math.min(...ends), hi: Math.max(...ends) };
}

export function negate(a: Interval): Interval {
  return { lo: -a.hi, hi: -a.lo };
}

export function add(a: Interval, b: Interval): Interval {
  return span(a.lo + b.lo, a.hi + b.hi);
}

export function multiply(a: Interval, b: Interval): Interval {
  return span(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi);
}

export function divide(a: Interval, b: Interval): Interval {
  if (b.lo <= 0 && b.hi >= 0) return ANYTHING;
  return span(a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi);
}

export function power(a: Interval, b: Interval): Interval {
  if (a.lo < 0) return ANYTHING;
  return span(a.lo ** b.lo, a.lo ** b.hi, a.hi ** b.lo, a.hi ** b.hi);
}

/** Through a function that never falls, on the part of the interval where it has values. */
export function through(a: Interval, rising: (x: number) => number): Interval {
  return span(rising(a.lo), rising(a.hi));
}

export function absolute(a: Interval): Interval {
  const far = Math.max(Math.abs(a.lo), Math.abs(a.hi));
  return { lo: a.lo <= 0 && a.hi >= 0 ? 0 : Math.min(Math.abs(a.lo), Math.abs(a.hi)), hi: far };
}

export function least(intervals: readonly Interval[]): Interval {
  return {
    lo: Math.min(...intervals.map(({ lo }) => lo)),
    hi: Math.min(...intervals.map(({ hi }) => hi)),
  };
}

export function greatest(intervals: readonly Interval[]): Interval {
  return {
    lo: Math.max(...intervals.map(({ lo }) => lo)),
    hi: Math.max(...intervals.map(({ hi }) => hi)),
  };
}
