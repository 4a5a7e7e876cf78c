/**
 * For naive: text and pattern repeat one letter; the pattern is a third of the text, 1000 letters at the limit of 3000.
 *
 * @param {number} n length of the text, at least 3
 * @returns {[string, string]} the argument list
 */
export function oneLetter(n) {
  return ['a'.repeat(n), 'a'.repeat(Math.floor(n / 3))];
}
