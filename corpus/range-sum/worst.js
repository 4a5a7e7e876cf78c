const LOWEST_BALANCE = -1000000;

function shelf(n, orders) {
  const balances = Array.from({ length: n }, () => LOWEST_BALANCE);
  return `${n} ${orders.length}\n${balances.join(' ')}\n${orders.join('\n')}\n`;
}

/**
 * Every order asks for the sum of the whole shelf.
 * @param {number} n number of boxes and of orders, at least 1
 * @returns {string} stdin
 */
export function wholeShelf(n) {
  return shelf(
    n,
    Array.from({ length: n }, () => `? 1 ${n}`),
  );
}

/**
 * Questions and swaps alternate, so that every question comes after a change; the last order is a question.
 * @param {number} n number of boxes and of orders, at least 1
 * @returns {string} stdin
 */
export function alternating(n) {
  // A third of the shelf away from its end, the sum and the places both print long.
  const from = Math.ceil(n / 3);
  return shelf(
    n,
    Array.from({ length: n }, (_, k) => `${k % 2 === 0 || k === n - 1 ? '?' : '!'} ${from} ${n}`),
  );
}
