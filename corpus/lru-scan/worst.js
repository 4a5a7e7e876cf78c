const KEYS = 320;
const MAX_CAPACITY = 300;

/**
 * For scan: keys in a cycle longer than the cache, so that each key has just left when it is asked for again. For short
 * lists the cache is smaller: a cache that is never full costs less.
 *
 * @param {number} n number of keys asked for
 * @returns {[number, number[]]} the argument list
 */
export function endlessCycle(n) {
  const capacity = Math.max(1, Math.min(MAX_CAPACITY, Math.floor((2 * n) / 3)));
  const keys = [];
  for (let i = 0; i < n; i++) keys.push(i % KEYS);
  return [capacity, keys];
}
