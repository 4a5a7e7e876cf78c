'use strict';

module.exports.solve = (words) => {
  const counts = [];
  for (const word of words) {
    let low = 0;
    let high = counts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (counts[middle][0] < word) low = middle + 1;
      else high = middle;
    }
    if (low < counts.length && counts[low][0] === word) counts[low][1]++;
    else counts.splice(low, 0, [word, 1]);
  }
  return counts;
};
