/**
 * For recursive: strings of full length without a common letter, so that every call but the last makes three.
 *
 * @param {number} n length of either string
 * @returns {[string, string]} the argument list
 */
export function nothingInCommon(n) {
  return ['A'.repeat(n), 'C'.repeat(n)];
}
