export function solve(weights, target) {
  const ways = new Array(target + 1).fill(0);
  ways[0] = 1;
  for (const weight of weights) {
    for (let sum = target; sum >= weight; sum--) ways[sum] += ways[sum - weight];
  }
  return ways[target];
}
