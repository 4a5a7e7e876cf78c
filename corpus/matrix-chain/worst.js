/**
 * For pruned: all matrices square and of one size; every split costs the same and none is pruned.
 *
 * @param {number} n number of dimensions, one more than matrices
 * @returns {[number[]]} the argument list
 */
export function equalDims(n) {
  return [Array.from({ length: n }, () => 10)];
}
