'use strict';

function multiply(a, b, n) {
  const result = [];
  for (let i = 0; i < n; i++) {
    const row = new Array(n).fill(0);
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i][k] * b[k][j];
      row[j] = sum;
    }
    result.push(row);
  }
  return result;
}

module.exports = function run(n) {
  const a = [];
  const b = [];
  for (let i = 0; i < n; i++) {
    a.push(Array.from({ length: n }, (_, j) => (i * j) % 7));
    b.push(Array.from({ length: n }, (_, j) => (i + j) % 5));
  }
  const c = multiply(a, b, n);
  return c[0][0] + c[n - 1][n - 1];
};
