'use strict';

function editDistance(a, b) {
  const previous = new Array(b.length + 1);
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = previous[0];
    previous[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = previous[j];
      if (a[i - 1] === b[j - 1]) {
        previous[j] = diagonal;
      } else {
        previous[j] = 1 + Math.min(diagonal, above, previous[j - 1]);
      }
      diagonal = above;
    }
  }
  return previous[b.length];
}

module.exports = function run(n) {
  let a = '';
  let b = '';
  for (let i = 0; i < n; i++) {
    a += String.fromCharCode(97 + ((i * 7) % 26));
    b += String.fromCharCode(97 + ((i * 11) % 26));
  }
  return editDistance(a, b);
};
