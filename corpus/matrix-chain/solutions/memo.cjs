'use strict';

exports.solve = function solve(dims) {
  const known = new Map();
  const cheapest = (first, last) => {
    if (first === last) return 0;
    const key = `${first}-${last}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = Infinity;
    for (let split = first; split < last; split++) {
      const product = dims[first - 1] * dims[split] * dims[last];
      best = Math.min(best, cheapest(first, split) + cheapest(split + 1, last) + product);
    }
    known.set(key, best);
    return best;
  };
  return cheapest(1, dims.length - 1);
};
