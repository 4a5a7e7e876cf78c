/** How often each sum of a subset occurs. */
function sums(weights: readonly number[], limit: number): Map<number, number> {
  let ways = new Map<number, number>([[0, 1]]);
  for (const weight of weights) {
    const next = new Map(ways);
    for (const [sum, count] of ways) {
      if (sum + weight <= limit) next.set(sum + weight, (next.get(sum + weight) ?? 0) + count);
    }
    ways = next;
  }
  return ways;
}

export function solve(weights: readonly number[], target: number): number {
  const middle = weights.length >> 1;
  const left = sums(weights.slice(0, middle), target);
  const right = sums(weights.slice(middle), target);
  let total = 0;
  for (const [sum, count] of left) total += count * (right.get(target - sum) ?? 0);
  return total;
}
