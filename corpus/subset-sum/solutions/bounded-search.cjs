'use strict';

exports.solve = function solve(weights, target) {
  const sorted = [...weights].sort((x, y) => y - x);
  const rest = new Array(sorted.length + 1).fill(0);
  for (let i = sorted.length - 1; i >= 0; i--) rest[i] = rest[i + 1] + sorted[i];

  const count = (index, left) => {
    if (left === 0) return 1;
    if (left < 0 || left > rest[index]) return 0;
    return count(index + 1, left - sorted[index]) + count(index + 1, left);
  };
  return count(0, target);
};
