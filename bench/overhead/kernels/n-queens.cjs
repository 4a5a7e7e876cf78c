'use strict';

function place(n, row, columns, up, down) {
  if (row === n) return 1;
  let count = 0;
  for (let column = 0; column < n; column++) {
    if (columns[column] || up[row + column] || down[row - column + n]) continue;
    columns[column] = up[row + column] = down[row - column + n] = true;
    count += place(n, row + 1, columns, up, down);
    columns[column] = up[row + column] = down[row - column + n] = false;
  }
  return count;
}

module.exports = function run(n) {
  const flags = (length) => new Array(length).fill(false);
  return place(n, 0, flags(n), flags(2 * n), flags(2 * n + 1));
};
