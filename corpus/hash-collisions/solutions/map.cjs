'use strict';

exports.solve = function solve(words) {
  const seen = new Map();
  return words.map((word) => {
    const before = seen.get(word) ?? 0;
    seen.set(word, before + 1);
    return before;
  });
};
