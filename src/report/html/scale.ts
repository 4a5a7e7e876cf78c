/** Maps values onto pixels. */
export interface Scale {
  readonly ticks: readonly number[];
  /** Pixels of a value. */
  at(value: number): number;
}

/** Of a logarithmic axis: space left beyond the outermost values, decades. */
const LOG_PADDING = 0.04;

/**
 * A scale from pixel `start` to pixel `end` over the range of the values, with round ticks.
 * @param values not empty; positive on a logarithmic axis
 */
export function scale(
  values: readonly number[],
  isLog: boolean,
  start: number,
  end: number,
): Scale {
  const place = isLog ? Math.log10 : (value: number): number => value;
  const padding = isLog ? LOG_PADDING : 0;
  let [low, high] = [Infinity, -Infinity];
  // No spread into Math.min: there may be more values than a call takes arguments.
  for (const value of values) {
    low = Math.min(low, place(value));
    high = Math.max(high, place(value));
  }
  low -= padding;
  high += padding;
  const span = high - low || 1;
  return {
    ticks: isLog ? logTicks(low, high) : linearTicks(low, high),
    at: (value) => start + ((place(value) - low) / span) * (end - start),
  };
}

/**
 * Powers of ten within a range, thinned to seven; where these are too few, 1, 2 and 5 times them; where these are, the
 * round steps of a linear axis.
 * @param low decimal logarithm, as `high`
 */
export function logTicks(low: number, high: number): readonly number[] {
  const exponents: number[] = [];
  for (let e = Math.floor(low); e <= Math.ceil(high); e++) exponents.push(e);
  const within = (ticks: readonly number[]): number[] =>
    ticks.filter((t) => Math.log10(t) >= low - 1e-9 && Math.log10(t) <= high + 1e-9);
  const keep = Math.ceil(exponents.length / 7);
  const powers = within(exponents.filter((e) => e % keep === 0).map((e) => 10 ** e));
  if (powers.length >= 3) return powers;
  const finer = within(exponents.flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e)));
  return finer.length >= 2 ? finer : linearTicks(10 ** low, 10 ** high).filter((tick) => tick > 0);
}

function linearTicks(low: number, high: number): readonly number[] {
  const rough = (high - low || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}
