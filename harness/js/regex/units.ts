/**
 * Reads of typed arrays within their bounds, which the callers see to. One function for each kind of array, or V8 would
 * take each read for one of all kinds.
 */
export function wordAt(words: Int32Array, index: number): number {
  return words[index] as number;
}

export function unitAt(units: Uint16Array, index: number): number {
  return units[index] as number;
}

export function hit(hits: Int32Array, node: number, times: number): void {
  hits[node] = (hits[node] as number) + times;
}

/** Whether the unit is the first half of a pair that lies before `end`. */
function startsPair(units: Uint16Array, index: number, end: number): boolean {
  return (
    index + 1 < end &&
    (unitAt(units, index) & 0xfc00) === 0xd800 &&
    (unitAt(units, index + 1) & 0xfc00) === 0xdc00
  );
}

/** Whether the index lies between the halves of a pair. */
export function splitsPair(units: Uint16Array, index: number, end: number): boolean {
  return index > 0 && startsPair(units, index - 1, end);
}

/** The code point that starts at an index below `end`; the second half of a pair that lies beyond is not seen. */
export function codePointAt(units: Uint16Array, index: number, end: number): number {
  const unit = unitAt(units, index);
  return startsPair(units, index, end)
    ? 0x10000 + ((unit - 0xd800) << 10) + (unitAt(units, index + 1) - 0xdc00)
    : unit;
}

/** The code point that ends at an index above 0. */
export function codePointBefore(units: Uint16Array, index: number): number {
  return index > 1 && startsPair(units, index - 2, index)
    ? codePointAt(units, index - 2, index)
    : unitAt(units, index - 1);
}

export function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;
}
