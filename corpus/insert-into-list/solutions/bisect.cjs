'use strict';

function upperBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

exports.solve = function solve(readings) {
  const sorted = [];
  return readings.map((reading) => {
    sorted.splice(upperBound(sorted, reading), 0, reading);
    return sorted[(sorted.length - 1) >> 1];
  });
};
