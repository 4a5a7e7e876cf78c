function mergeRuns(from: number[], to: number[], start: number, middle: number, end: number): void {
  let left = start;
  let right = middle;
  for (let k = start; k < end; k++) {
    if (left < middle && (right >= end || from[left] <= from[right])) to[k] = from[left++];
    else to[k] = from[right++];
  }
}

export function solve(values: readonly number[]): number[] {
  const n = values.length;
  let from = values.slice();
  let to = new Array<number>(n).fill(0);
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      mergeRuns(from, to, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
    }
    [from, to] = [to, from];
  }
  return from;
}
