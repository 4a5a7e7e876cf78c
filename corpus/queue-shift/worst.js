/**
 * Every job needs the press as often as a job can.
 * @param {number} n number of jobs, at least 1
 * @returns {string} stdin
 */
export function longestJobs(n) {
  return `${n} 5\n${Array.from({ length: n }, () => 20).join(' ')}\n`;
}
