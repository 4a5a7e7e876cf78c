'use strict';

function pipeline(items) {
  return items
    .map((x) => x * 3 + 1)
    .filter((x) => x % 2 === 0)
    .reduce((sum, x) => (sum + x) | 0, 0);
}

function windows(items, width) {
  let best = 0;
  for (let i = 0; i + width <= items.length; i++) {
    const window = items.slice(i, i + width);
    const high = Math.max(...window);
    if (window.indexOf(high) === 0) best += high;
  }
  return best;
}

module.exports = function run(n) {
  const items = Array.from({ length: n }, (_, i) => (i * 7919) % 1009);
  return pipeline(items) + windows(items, 8);
};
