/**
 * The three shortest steps and no broken stair.
 * @param {number} n number of stairs, at least 2
 * @returns {string} stdin
 */
export function shortSteps(n) {
  return `${n} 3 0\n1 2 3\n\n`;
}
