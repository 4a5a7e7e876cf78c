/** The order of keys is that of `rank`, which has nothing to do with the order of numbers. */
const rank = [];

function insertionSort(a) {
  for (let i = 1; i < a.length; i++) {
    const x = a[i];
    let j = i - 1;
    while (j >= 0 && rank[a[j]] > rank[x]) {
      a[j + 1] = a[j];
      j--;
    }
    a[j + 1] = x;
  }
  return a;
}

/** Fisher–Yates, driven by a linear congruential generator. */
function shuffle() {
  let state = 77;
  for (let key = 0; key < 256; key++) rank.push(key);
  for (let i = 255; i > 0; i--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const j = (state >>> 8) % (i + 1);
    [rank[i], rank[j]] = [rank[j], rank[i]];
  }
}

shuffle();
module.exports = insertionSort;
module.exports.rank = rank;
