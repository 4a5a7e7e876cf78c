'use strict';

function kebab(name) {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[\s_]+/g, '-')
    .toLowerCase();
}

function camel(name) {
  return name.replace(/-+(.)?/g, (_, letter) => (letter ? letter.toUpperCase() : ''));
}

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += camel(kebab(`someLongName${i}OfAnHTMLElement with_words`)).length;
  }
  return sum;
};
