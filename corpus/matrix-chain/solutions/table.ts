export function solve(dims: readonly number[]): number {
  const n = dims.length;
  const cost = new Float64Array(n * n);
  for (let length = 2; length < n; length++) {
    for (let first = 1; first + length <= n; first++) {
      const last = first + length - 1;
      let best = Infinity;
      for (let split = first; split < last; split++) {
        const product = dims[first - 1] * dims[split] * dims[last];
        const total = cost[first * n + split] + cost[(split + 1) * n + last] + product;
        if (total < best) best = total;
      }
      cost[first * n + last] = best;
    }
  }
  return cost[n + n - 1];
}
