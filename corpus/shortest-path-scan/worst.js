const SHORTEST = 100000;
const LONGEST = 999999;

/** Pairs n > u > v; first those whose streets have long numbers: u among the nearest crossings, v far out. */
function* pairs(n) {
  const far = [Math.ceil((2 * n) / 3), Math.floor((22 * n) / 25)];
  for (let u = n - 1; u > far[1]; u--) for (let v = far[1]; v >= far[0]; v--) yield [u, v];
  for (let u = n - 1; u > 1; u--) {
    for (let v = u - 1; v > 0; v--) {
      if (u <= far[1] || v < far[0] || v > far[1]) yield [u, v];
    }
  }
}

/**
 * The start n has a street to every other crossing, the higher the number the shorter. All other streets shorten the
 * way to a crossing by one second when their turn comes, which leaves that order as it was.
 * @param {number} n number of crossings, at least 6; there are 2n streets
 * @returns {string} stdin
 */
export function descending(n) {
  const gap = Math.floor((LONGEST - SHORTEST) / (n - 2));
  const lines = [];
  const seconds = [0];
  for (let v = 1; v < n; v++) {
    seconds[v] = SHORTEST + (n - 1 - v) * gap;
    lines.push(`${n} ${v} ${seconds[v]}`);
  }
  const chosen = [];
  for (const pair of pairs(n)) {
    if (lines.length + chosen.length === 2 * n) break;
    chosen.push(pair);
  }
  // Crossings are settled from n down, so that the streets take effect in this order.
  chosen.sort((a, b) => b[0] - a[0]);
  for (const [u, v] of chosen) {
    seconds[v] -= 1;
    lines.push(`${u} ${v} ${seconds[v] - seconds[u]}`);
  }
  return `${n} ${lines.length} ${n}\n${lines.join('\n')}\n`;
}
