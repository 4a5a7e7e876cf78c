export function solve(permutation: readonly number[]): number {
  const n = permutation.length;
  let rank = 0;
  for (let i = 0; i < n; i++) {
    let smaller = 0;
    for (let j = i + 1; j < n; j++) if (permutation[j] < permutation[i]) smaller++;
    rank = rank * (n - i) + smaller;
  }
  return rank;
}
