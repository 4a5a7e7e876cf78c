'use strict';

exports.solve = (operations) => {
  const queue = [];
  const served = [];
  for (const operation of operations) {
    if (operation > 0) {
      queue.push(operation);
      queue.sort((x, y) => y - x);
    } else {
      served.push(queue.length > 0 ? queue.pop() : -1);
    }
  }
  return served;
};
