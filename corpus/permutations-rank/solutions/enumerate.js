function isSame(a, b) {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

function swap(a, i, j) {
  const moved = a[i];
  a[i] = a[j];
  a[j] = moved;
}

function advance(a) {
  let i = a.length - 2;
  while (a[i] > a[i + 1]) i--;
  let j = a.length - 1;
  while (a[j] < a[i]) j--;
  swap(a, i, j);
  for (let low = i + 1, high = a.length - 1; low < high; low++, high--) swap(a, low, high);
}

export function solve(permutation) {
  const current = [];
  for (let value = 1; value <= permutation.length; value++) current.push(value);
  let rank = 0;
  while (!isSame(current, permutation)) {
    advance(current);
    rank++;
  }
  return rank;
}
