'use strict';

function withoutComments(source) {
  let kept = '';
  let at = 0;
  while (at < source.length) {
    if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end >= 0) {
        at = end + 2;
        continue;
      }
    }
    kept += source[at];
    at++;
  }
  return kept;
}

function trimEnd(line) {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  return line.slice(0, end);
}

exports.solve = function solve(source) {
  return withoutComments(source).split('\n').map(trimEnd).join('\n');
};
