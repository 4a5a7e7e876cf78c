/**
 * Equal heights, and a higher tower at the very end: every scan runs to the last tower and finds it there.
 * @param {number} n number of towers, at least 2
 * @returns {string} stdin
 */
export function lastIsHigher(n) {
  const heights = Array.from({ length: n }, (_, i) => (i === n - 1 ? 999999999 : 999999998));
  return `${n}\n${heights.join(' ')}\n`;
}
