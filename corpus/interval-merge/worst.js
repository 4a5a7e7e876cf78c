/**
 * For rescan: half of the intervals lie apart, ascending, and are scanned in vain again and again; the rest is a chain
 * in which the first meets only the last, their union only the last but one, and so on.
 *
 * @param {number} n number of intervals, even, at least 2
 * @returns {[{ start: number, end: number }[]]} the argument list
 */
export function apartThenChain(n) {
  const apart = n / 2 - 1;
  const intervals = [];
  for (let i = 0; i < apart; i++) intervals.push({ start: 3 * i, end: 3 * i + 1 });
  const base = 3 * apart;
  intervals.push({ start: base, end: base + 1 });
  for (let k = n - apart - 1; k >= 1; k--) intervals.push({ start: base + k, end: base + k + 1 });
  return [intervals];
}
