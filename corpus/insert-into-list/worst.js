/**
 * For insertion: every reading is smaller than all before it, so each insertion shifts the whole list.
 *
 * @param {number} n number of readings
 * @returns {[number[]]} the argument list
 */
export function descending(n) {
  const readings = [];
  for (let i = 0; i < n; i++) readings.push(n - i);
  return [readings];
}
