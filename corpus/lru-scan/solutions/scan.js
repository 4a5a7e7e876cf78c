export function solve(capacity, keys) {
  const cache = [];
  let misses = 0;
  for (const key of keys) {
    let at = -1;
    for (let i = 0; i < cache.length; i++) {
      if (cache[i] === key) {
        at = i;
        break;
      }
    }
    if (at < 0) {
      misses++;
      if (cache.length < capacity) {
        cache.push(key);
        continue;
      }
      at = 0;
    }
    for (let i = at + 1; i < cache.length; i++) cache[i - 1] = cache[i];
    cache[cache.length - 1] = key;
  }
  return misses;
}
