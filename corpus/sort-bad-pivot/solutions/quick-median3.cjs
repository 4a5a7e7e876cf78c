'use strict';

const SMALL = 12;

function swap(a, i, j) {
  const moved = a[i];
  a[i] = a[j];
  a[j] = moved;
}

function insertionSort(a, low, high) {
  for (let i = low + 1; i <= high; i++) {
    const value = a[i];
    let j = i - 1;
    while (j >= low && a[j] > value) {
      a[j + 1] = a[j];
      j--;
    }
    a[j + 1] = value;
  }
}

// Leaves the median of the first, middle and last element as pivot, the other two on their sides.
function medianOfThree(a, low, high) {
  const middle = (low + high) >> 1;
  if (a[middle] < a[low]) swap(a, middle, low);
  if (a[high] < a[low]) swap(a, high, low);
  if (a[high] < a[middle]) swap(a, high, middle);
  return a[middle];
}

function quicksort(a, low, high) {
  while (high - low >= SMALL) {
    const pivot = medianOfThree(a, low, high);
    let i = low;
    let j = high;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) swap(a, i++, j--);
    }
    if (j - low < high - i) {
      quicksort(a, low, j);
      low = i;
    } else {
      quicksort(a, i, high);
      high = j;
    }
  }
  insertionSort(a, low, high);
}

exports.solve = function solve(values) {
  const a = values.slice();
  quicksort(a, 0, a.length - 1);
  return a;
};
