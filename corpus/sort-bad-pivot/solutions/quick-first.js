function partition(a, low, high) {
  const pivot = a[low];
  let store = low;
  for (let i = low + 1; i <= high; i++) {
    if (a[i] < pivot) {
      store++;
      const moved = a[store];
      a[store] = a[i];
      a[i] = moved;
    }
  }
  a[low] = a[store];
  a[store] = pivot;
  return store;
}

function quicksort(a, low, high) {
  if (low >= high) return;
  const middle = partition(a, low, high);
  quicksort(a, low, middle - 1);
  quicksort(a, middle + 1, high);
}

export function solve(values) {
  const a = values.slice();
  quicksort(a, 0, a.length - 1);
  return a;
}
