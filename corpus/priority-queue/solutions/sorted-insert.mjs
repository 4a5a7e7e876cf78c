export const solve = (operations) => {
  const queue = []; // descending: the smallest is at the end
  const served = [];
  for (const operation of operations) {
    if (operation === 0) {
      served.push(queue.pop() ?? -1);
      continue;
    }
    let at = queue.length;
    while (at > 0 && queue[at - 1] < operation) {
      queue[at] = queue[at - 1];
      at--;
    }
    queue[at] = operation;
  }
  return served;
};
