'use strict';

const BASE = 257;
const MODULUS = 1000003;

function equalAt(text, start, pattern) {
  for (let k = 0; k < pattern.length; k++) {
    if (text.charCodeAt(start + k) !== pattern.charCodeAt(k)) return false;
  }
  return true;
}

exports.solve = function solve(text, pattern) {
  const m = pattern.length;
  if (m > text.length) return 0;
  let power = 1;
  let wanted = 0;
  let hash = 0;
  for (let k = 0; k < m; k++) {
    if (k > 0) power = (power * BASE) % MODULUS;
    wanted = (wanted * BASE + pattern.charCodeAt(k)) % MODULUS;
    hash = (hash * BASE + text.charCodeAt(k)) % MODULUS;
  }
  let count = 0;
  for (let start = 0; ; start++) {
    if (hash === wanted && equalAt(text, start, pattern)) count++;
    if (start + m >= text.length) return count;
    hash = (hash + MODULUS * 256 - text.charCodeAt(start) * power) % MODULUS;
    hash = (hash * BASE + text.charCodeAt(start + m)) % MODULUS;
  }
};
