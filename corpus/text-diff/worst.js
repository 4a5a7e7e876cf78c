/**
 * For furthest: texts of full length without a common line.
 *
 * @param {number} n number of lines of either text
 * @returns {[string[], string[]]} the argument list
 */
export function nothingInCommon(n) {
  return [Array.from({ length: n }, () => 'a'), Array.from({ length: n }, () => 'b')];
}
