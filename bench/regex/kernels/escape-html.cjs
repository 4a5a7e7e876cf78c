'use strict';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const text = `Text ${i} with <b>bold</b> & "quoted" parts, and a longer stretch in which there is nothing to do at all.`;
    sum += text.replace(/[&<>"']/g, (character) => ENTITIES[character]).length;
  }
  return sum;
};
