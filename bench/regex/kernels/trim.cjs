'use strict';

function trim(text) {
  return text.replace(/^\s+|\s+$/g, '');
}

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += trim(
      `  ${i} a line of text with some words in it, number ${i % 100} of many ${i % 3 === 0 ? '\t ' : ''}`,
    ).length;
  }
  return sum;
};
