function count(weights, index, left) {
  if (left < 0) return 0;
  if (index === weights.length) return left === 0 ? 1 : 0;
  return count(weights, index + 1, left) + count(weights, index + 1, left - weights[index]);
}

export function solve(weights, target) {
  return count(weights, 0, target);
}
