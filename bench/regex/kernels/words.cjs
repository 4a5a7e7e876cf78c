'use strict';

module.exports = function run(n) {
  const line =
    'The quick brown fox jumps over the lazy dog; nobody knows why it does so again and again.\n';
  const text = line.repeat(n);
  const counts = new Map();
  for (const word of text.toLowerCase().match(/[a-z]+/g))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const sentences = text.split(/[.;]\s*/).length;
  const lines = text.split(/\r\n|\r|\n/).length;
  return counts.size + sentences + lines + text.replace(/\s+/g, ' ').length;
};
