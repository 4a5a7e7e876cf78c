import fs from 'node:fs';

const [head, body] = fs.readFileSync('/dev/stdin', 'utf8').split('\n');
const slice = Number(head.split(' ')[1]);
const left = body.split(' ').map(Number);

const waiting = left.map((_, id) => id);
const leaves = [];
let clock = 0;
while (waiting.length > 0) {
  const [id] = waiting.splice(0, 1);
  clock += Math.min(slice, left[id]);
  left[id] -= slice;
  if (left[id] <= 0) leaves[id] = clock;
  else waiting.push(id);
}
console.log(leaves.join(' '));
