'use strict';

exports.solve = function solve(intervals) {
  const sorted = [...intervals].sort((x, y) => x.start - y.start);
  let blocks = 0;
  let length = 0;
  let reach = -1;
  for (const { start, end } of sorted) {
    if (start > reach) {
      blocks++;
      length += end - start;
      reach = end;
    } else if (end > reach) {
      length += end - reach;
      reach = end;
    }
  }
  return [blocks, length];
};
