'use strict';

function insertionSort(items) {
  for (let i = 1; i < items.length; i++) {
    const key = items[i];
    let j = i - 1;
    while (j >= 0 && items[j] > key) {
      items[j + 1] = items[j];
      j--;
    }
    items[j + 1] = key;
  }
  return items;
}

module.exports = function run(n) {
  const items = [];
  let seed = 42;
  for (let i = 0; i < n; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    items.push(seed % 100000);
  }
  insertionSort(items);
  return items[0] + items[n >> 1] + items[n - 1];
};
