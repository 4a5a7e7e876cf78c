/**
 * Person n meets the others one by one, which hangs the growing chain under each of them in turn; all further
 * reports ask about person n, who is at its lower end.
 * @param {number} n number of people, at least 2; there are 3n reports
 * @returns {string} stdin
 */
export function chain(n) {
  const reports = [];
  for (let other = 1; other < n; other++) reports.push(`+ ${n} ${other}`);
  while (reports.length < 3 * n) reports.push(`? ${n} ${n}`);
  return `${n} ${reports.length}\n${reports.join('\n')}\n`;
}
