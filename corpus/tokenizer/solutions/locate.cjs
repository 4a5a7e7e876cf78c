const source = require('fs').readFileSync(0, 'utf8');

const KEYWORDS = ['let', 'if', 'else', 'while', 'fn', 'return'];
const OPERATORS = ['<=', '>=', '==', '!=', '->'].concat('+-*/<>=!(){},;'.split(''));

const isDigit = (c) => c >= '0' && c <= '9';
const isLetter = (c) => c >= 'a' && c <= 'z';

function locate(offset) {
  let line = 1;
  let column = 1;
  for (let i = 0; i < offset; i++) {
    if (source[i] === '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
  }
  return line + ':' + column;
}

function kindOfWord(word) {
  for (const keyword of KEYWORDS) if (keyword === word) return 'K';
  return 'W';
}

const out = [];
let at = 0;
while (at < source.length) {
  const c = source[at];
  if (c === ' ' || c === '\n') {
    at++;
    continue;
  }
  const start = at;
  let kind = 'O';
  if (isDigit(c)) {
    kind = 'N';
    while (at < source.length && isDigit(source[at])) at++;
  } else if (isLetter(c)) {
    while (at < source.length && (isLetter(source[at]) || isDigit(source[at]))) at++;
    kind = kindOfWord(source.slice(start, at));
  } else {
    for (const operator of OPERATORS) {
      if (source.startsWith(operator, at)) {
        at += operator.length;
        break;
      }
    }
  }
  out.push(kind + ' ' + locate(start));
}
console.log(out.join('\n'));
