/**
 * Nothing but semicolons on one line: a token begins at every character.
 * @param {number} n length of the text, at least 1
 * @returns {string} stdin
 */
export function semicolons(n) {
  return ';'.repeat(n);
}
