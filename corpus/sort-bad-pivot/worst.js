/**
 * For quick-first: the maximum, then all others ascending. Partitioning moves the maximum to the end and the last
 * element, the next maximum, to the front, so every part has this same form.
 *
 * @param {number} n length of the list
 * @returns {[number[]]} the argument list
 */
export function largestThenAscending(n) {
  const values = n > 0 ? [n] : [];
  for (let value = 1; value < n; value++) values.push(value);
  return [values];
}
