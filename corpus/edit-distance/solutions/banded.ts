/** The distance when it is at most `bound`, else undefined: a path that short stays within `bound` of the diagonal. */
function distanceWithin(a: string, b: string, bound: number): number | undefined {
  if (Math.abs(a.length - b.length) > bound) return undefined;
  let row = new Map<number, number>();
  for (let j = 0; j <= Math.min(b.length, bound); j++) row.set(j, j);
  for (let i = 1; i <= a.length; i++) {
    const next = new Map<number, number>();
    for (let j = Math.max(0, i - bound); j <= Math.min(b.length, i + bound); j++) {
      let best = (row.get(j) ?? Infinity) + 1;
      if (j > 0) {
        best = Math.min(best, (next.get(j - 1) ?? Infinity) + 1);
        best = Math.min(best, (row.get(j - 1) ?? Infinity) + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      next.set(j, best);
    }
    row = next;
  }
  const distance = row.get(b.length) ?? Infinity;
  return distance <= bound ? distance : undefined;
}

export function solve(a: string, b: string): number {
  for (let bound = 1; ; bound *= 2) {
    const distance = distanceWithin(a, b, bound);
    if (distance !== undefined) return distance;
  }
}
