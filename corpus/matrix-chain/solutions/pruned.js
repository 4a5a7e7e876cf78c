// Least cost of the product of matrices first .. last, counted from 1.
function cheapest(dims, first, last) {
  if (first === last) return 0;
  let best = Infinity;
  for (let split = first; split < last; split++) {
    const left = cheapest(dims, first, split);
    if (left >= best) continue;
    const right = cheapest(dims, split + 1, last);
    best = Math.min(best, left + right + dims[first - 1] * dims[split] * dims[last]);
  }
  return best;
}

export function solve(dims) {
  return cheapest(dims, 1, dims.length - 1);
}
