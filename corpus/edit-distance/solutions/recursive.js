function distance(a, b, i, j) {
  if (i === 0) return j;
  if (j === 0) return i;
  if (a[i - 1] === b[j - 1]) return distance(a, b, i - 1, j - 1);
  return (
    1 + Math.min(distance(a, b, i - 1, j), distance(a, b, i, j - 1), distance(a, b, i - 1, j - 1))
  );
}

export function solve(a, b) {
  return distance(a, b, a.length, b.length);
}
