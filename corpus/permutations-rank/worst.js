/**
 * For enumerate: the last permutation.
 *
 * @param {number} n length of the permutation
 * @returns {[number[]]} the argument list
 */
export function lastPermutation(n) {
  const permutation = [];
  for (let value = n; value >= 1; value--) permutation.push(value);
  return [permutation];
}
