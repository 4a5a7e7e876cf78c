'use strict';

function encode(text) {
  let out = '';
  let i = 0;
  while (i < text.length) {
    const c = text[i];
    let j = i;
    while (j < text.length && text[j] === c) j++;
    out += j - i > 3 ? `${c}{${j - i}}` : text.slice(i, j);
    i = j;
  }
  return out;
}

function countVowels(text) {
  let count = 0;
  for (const c of text) {
    if ('aeiou'.includes(c)) count++;
  }
  return count;
}

module.exports = function run(n) {
  let text = '';
  for (let i = 0; i < n; i++)
    text += 'abcdefghijklmnopqrstuvwxyz'[(i * i) % 26].repeat((i % 6) + 1);
  const packed = encode(text);
  return packed.length + countVowels(packed) + packed.lastIndexOf('z');
};
