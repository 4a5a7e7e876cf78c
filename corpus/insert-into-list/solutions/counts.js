// Smallest index whose prefix sum of counts reaches `wanted`.
function findByCount(tree, wanted) {
  let at = 0;
  let step = 1;
  while (step * 2 < tree.length) step *= 2;
  let left = wanted;
  for (; step > 0; step >>= 1) {
    if (at + step < tree.length && tree[at + step] < left) {
      at += step;
      left -= tree[at];
    }
  }
  return at;
}

export function solve(readings) {
  const order = [...readings.keys()].sort((x, y) => readings[x] - readings[y] || x - y);
  const rank = new Array(readings.length);
  order.forEach((index, position) => {
    rank[index] = position;
  });

  const tree = new Array(readings.length + 1).fill(0);
  const medians = [];
  for (let k = 0; k < readings.length; k++) {
    for (let i = rank[k] + 1; i < tree.length; i += i & -i) tree[i]++;
    medians.push(readings[order[findByCount(tree, (k >> 1) + 1)]]);
  }
  return medians;
}
