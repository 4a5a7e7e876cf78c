'use strict';

function oldestOf(lastUse) {
  let oldest;
  let time = Infinity;
  for (const [key, used] of lastUse) {
    if (used < time) {
      time = used;
      oldest = key;
    }
  }
  return oldest;
}

exports.solve = function solve(capacity, keys) {
  const lastUse = new Map();
  let misses = 0;
  keys.forEach((key, time) => {
    if (!lastUse.has(key)) {
      misses++;
      if (lastUse.size === capacity) lastUse.delete(oldestOf(lastUse));
    }
    lastUse.set(key, time);
  });
  return misses;
};
