/**
 * Plus signs, then minus signs: one pair vanishes per round. Two plus signs are left over: the last row, from which
 * nothing vanishes, costs more as two characters than as none after one more round.
 * @param {number} n length of the row, even, at least 2
 * @returns {string} stdin
 */
export function nested(n) {
  return '+'.repeat(n / 2 + 1) + '-'.repeat(n / 2 - 1) + '\n';
}
