/** The largest prime up to 10^9; its square root, 31622.77, is between the same integers as that of 10^9. */
const LARGEST_PRIME = 999999937;

/**
 * The largest prime, shown n times.
 * @param {number} n how many numbers are shown, at least 1
 * @returns {string} stdin
 */
export function largestPrime(n) {
  return `${n}\n${Array.from({ length: n }, () => LARGEST_PRIME).join(' ')}\n`;
}
