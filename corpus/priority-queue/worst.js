/**
 * For unsorted: two thirds of the operations push ever smaller jobs, the last third serves.
 *
 * @param {number} n number of operations, a multiple of 3
 * @returns {[number[]]} the argument list
 */
export function pushThenServe(n) {
  const pushes = n - Math.floor(n / 3);
  const operations = [];
  for (let i = 0; i < pushes; i++) operations.push(pushes - i);
  while (operations.length < n) operations.push(0);
  return [operations];
}

/**
 * For sorted-insert: each job is larger than all before it and none is served.
 *
 * @param {number} n number of operations
 * @returns {[number[]]} the argument list
 */
export function ascendingPushes(n) {
  const operations = [];
  for (let i = 1; i <= n; i++) operations.push(i);
  return [operations];
}
