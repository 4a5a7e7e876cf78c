'use strict';

// First index whose element is at least `value`.
function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

exports.solve = function solve(before, after) {
  const places = new Map();
  after.forEach((line, j) => {
    if (!places.has(line)) places.set(line, []);
    places.get(line).push(j);
  });
  // ends[k]: the earliest place in `after` where a common subsequence of k + 1 lines can end
  const ends = [];
  for (const line of before) {
    const found = places.get(line) ?? [];
    for (let i = found.length - 1; i >= 0; i--) ends[lowerBound(ends, found[i])] = found[i];
  }
  return before.length + after.length - 2 * ends.length;
};
