'use strict';

exports.solve = function solve(text) {
  let left = [];
  for (let at = 0; at < text.length; at++) left.push(at);
  let sum = 0;
  for (;;) {
    const rest = [];
    let i = 0;
    while (i < left.length) {
      if (text[left[i]] === '(' && i + 1 < left.length && text[left[i + 1]] === ')') {
        sum += left[i + 1] - left[i];
        i += 2;
      } else {
        rest.push(left[i]);
        i++;
      }
    }
    if (rest.length === 0) return sum;
    if (rest.length === left.length) return -1;
    left = rest;
  }
};
