'use strict';

const KEYWORDS = new Set(['if', 'else', 'while', 'return', 'let', 'function']);

function isLetter(code) {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code) {
  return code >= 48 && code <= 57;
}

function tokenize(text) {
  const tokens = [];
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 10) {
      i++;
    } else if (isLetter(code)) {
      const start = i;
      while (i < text.length && (isLetter(text.charCodeAt(i)) || isDigit(text.charCodeAt(i)))) i++;
      const word = text.slice(start, i);
      tokens.push({ type: KEYWORDS.has(word) ? 'keyword' : 'name', word });
    } else if (isDigit(code)) {
      let value = 0;
      while (i < text.length && isDigit(text.charCodeAt(i))) {
        value = value * 10 + text.charCodeAt(i) - 48;
        i++;
      }
      tokens.push({ type: 'number', value });
    } else {
      tokens.push({ type: 'punctuation', word: text[i] });
      i++;
    }
  }
  return tokens;
}

module.exports = function run(n) {
  let text = '';
  for (let i = 0; i < n; i++) {
    text += `let name${i} = ${i * 37} + other_${i % 7};\nif (name${i} > 12) { return name${i}; }\n`;
  }
  return tokenize(text).length;
};
