'use strict';

const RULES = [
  ['space', /^\s+/],
  ['number', /^\d+(?:\.\d+)?/],
  ['name', /^[a-z_]\w*/i],
  ['string', /^'(?:[^'\\]|\\.)*'/],
  ['operator', /^(?:==|!=|<=|>=|[-+*/<>=])/],
  ['punctuation', /^[(),;]/],
];

function tokenize(line) {
  let rest = line;
  let count = 0;
  while (rest !== '') {
    let match = null;
    for (const [kind, rule] of RULES) {
      match = rule.exec(rest);
      if (match === null) continue;
      count += kind.length;
      break;
    }
    if (match === null) throw new Error(`unexpected ${rest}`);
    rest = rest.slice(match[0].length);
  }
  return count;
}

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += tokenize(
      `select name_${i}, max(price) from goods where id >= ${i}.25 and kind = 'k ${i % 9}';`,
    );
  }
  return sum;
};
