/**
 * The longest rhymes there are.
 * @param {number} n number of children, at least 1
 * @returns {string} stdin
 */
export function longestRhymes(n) {
  return `${n} 50\n${Array.from({ length: 50 }, () => 3000).join(' ')}\n`;
}
