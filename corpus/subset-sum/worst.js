/**
 * For search: items so light that all of them together stay under the target.
 *
 * @param {number} n number of items
 * @returns {[number[], number]} the argument list
 */
export function lightItems(n) {
  return [Array.from({ length: n }, () => 1), 20000];
}
