/**
 * For rescan and peel: all pairs nested in one another.
 *
 * @param {number} n length of the text, even
 * @returns {[string]} the argument list
 */
export function nested(n) {
  return ['('.repeat(n / 2) + ')'.repeat(n / 2)];
}
