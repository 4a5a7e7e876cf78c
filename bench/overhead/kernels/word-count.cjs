'use strict';

function countWords(text) {
  const counts = new Map();
  for (const word of text.split(' ')) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const entries = [...counts];
  entries.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return entries;
}

module.exports = function run(n) {
  const words = [];
  let seed = 7;
  for (let i = 0; i < n; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    words.push(`word${seed % 997}`);
  }
  const entries = countWords(words.join(' '));
  return entries.length + entries[0][1];
};
