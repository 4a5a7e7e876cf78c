'use strict';

const TOKEN =
  /\s+|([A-Za-z_$][\w$]*)|(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|(=>|[-+*/=<>!&|]+)|([(){}[\];,.])/y;

function tokenize(text) {
  let tokens = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match[1] !== undefined || match[2] !== undefined) tokens += 2;
    else if (match[3] !== undefined) tokens += match[3].length;
    else tokens++;
  }
  return tokens;
}

module.exports = function run(n) {
  let text = '';
  for (let i = 0; i < n; i++) {
    text += `const name${i} = (first, second) => {\n  return first[${i}] + "text ${i % 7}" * second.length - ${i}.5;\n};\n`;
  }
  return tokenize(text);
};
