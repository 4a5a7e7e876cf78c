export function solve(capacity, keys) {
  const cache = new Map();
  let misses = 0;
  for (const key of keys) {
    if (!cache.delete(key)) {
      misses++;
      if (cache.size === capacity) cache.delete(cache.keys().next().value);
    }
    cache.set(key, true);
  }
  return misses;
}
