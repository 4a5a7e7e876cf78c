'use strict';

exports.solve = function solve(permutation) {
  const n = permutation.length;
  const seen = new Array(n + 1).fill(0);
  let rank = 0;
  let factorial = 1;
  for (let i = n - 1; i >= 0; i--) {
    let smaller = 0;
    for (let at = permutation[i] - 1; at > 0; at -= at & -at) smaller += seen[at];
    for (let at = permutation[i]; at <= n; at += at & -at) seen[at]++;
    rank += smaller * factorial;
    factorial *= n - i;
  }
  return rank;
};
